import { replay, roundsOver } from '#lib/core/debate/debate'
import { UNDO_MS } from '#lib/core/judging/limits'
import { asOf, hasGoneOn } from '#lib/core/judging/judgment'
import type { Deps } from '#lib/ports'
import { run } from './debates'

/**
 * Carries out what the judge who presides has decided, once it can no longer be taken back: says what they wrote, and
 * goes on or ends. Does nothing while there is nothing to carry out; doing it twice does it once, by the rules.
 */
export async function carryOut(deps: Deps, debateId: string): Promise<void> {
  const debate = replay(await deps.debates.read(debateId))
  if (debate?.hold !== 'judge' || debate.presides === null) return
  const record = await deps.judgments.read(debateId, debate.presides)
  if (!record) return
  const [now, round] = [deps.now(), roundsOver(debate)]
  if (asOf(record, now).phase === 'final') return void (await run(deps, debateId, { type: 'end', round }))
  const { goOn, trail } = record
  const belief = trail.find(({ afterRound }) => afterRound === round)
  if (record.phase !== 'open' || goOn?.afterRound !== round || !belief || !hasGoneOn(record, now)) return
  const { text, to } = goOn
  if (text !== '') await run(deps, debateId, { type: 'comment', judgeId: record.judgeId, text, to })
  const wentOn = await run(deps, debateId, { type: 'go_on', round, percentA: belief.percentA })
  if (wentOn.ok) await deps.queue.advance(debateId).catch(deps.report) // the sweep finds it otherwise
}

/** Carries out every decision that stands by now. */
export async function carryOutAll(deps: Deps): Promise<void> {
  for (const debateId of await deps.judgments.decided(deps.now() - UNDO_MS)) await carryOut(deps, debateId)
}
