import { lastRound, replay, type Debate } from '#lib/core/debate/debate'
import { viewFor } from '#lib/core/debate/view'
import { transcriptOf } from '#lib/core/judges/transcript'
import {
  asOf,
  blank,
  decideJudgment,
  nextBelief,
  roundsOpenTo,
  type JudgeCommand,
  type Judgment,
  type VoidCommand,
} from '#lib/core/judging/judgment'
import { err, ok, type Result } from '#lib/core/result'
import type { JudgeRevision, JudgingDeps } from '#lib/ports/judges'
import { modelBelief } from './modelBelief'

export type ModelJudgeRefusal = 'not-found' | 'not-over'

/**
 * A judge that is not a person judges a finished debate as a late person would: prior, a belief after each round, the
 * verdict, each on what the beliefs before have opened. It goes on where an earlier run stopped.
 *
 * @returns the record, final or invalid
 * @throws SpeakError for what may be tried again
 */
export async function judgeByModel(
  deps: JudgingDeps,
  judge: JudgeRevision,
  debateId: string,
  signal: AbortSignal,
): Promise<Result<Judgment, ModelJudgeRefusal>> {
  const debate = replay(await deps.debates.read(debateId))
  if (!debate) return err('not-found')
  if (debate.phase !== 'completed' && debate.phase !== 'closed') return err('not-over')
  let own = (await deps.judgments.read(debateId, judge.id)) ?? blank(debateId, judge.id)
  if (own.acts === 0) own = await act(deps, debate, own, { type: 'begin', mode: 'stepped' })
  while (own.phase === 'open') {
    const round = nextBelief(debate, own)
    const last = round >= lastRound(debate)
    const believed = await modelBelief(deps, judge, await dueOf(deps, debate, own, round, last), signal)
    if (!believed.ok) {
      own = await act(deps, debate, own, { type: 'void', why: believed.error })
      break
    }
    const { percentA, shown, swapped, rationale } = believed.value
    const said = { percentA, orders: { shown, swapped } }
    own = await act(
      deps,
      debate,
      own,
      last ? { type: 'rule', reason: rationale, ...said } : { type: 'believe', afterRound: round, ...said },
    )
  }
  if (own.phase === 'ruled') own = await act(deps, debate, own, { type: 'settle' })
  return ok(own)
}

/** What this judge may see now: the very view that a person would get. */
async function dueOf(deps: JudgingDeps, debate: Debate, own: Judgment, round: number, last: boolean) {
  const { setup } = debate
  const source = setup.protocol.judgeSeesSource ? await deps.questions.source(setup.sourceId) : null
  const view = viewFor(`judge:${roundsOpenTo(debate, own)}`, debate, { now: deps.now(), own, source: source?.text })
  return {
    debateId: setup.debateId,
    round,
    step: last ? ('final' as const) : round === 0 ? ('prior' as const) : ('round' as const),
    transcript: transcriptOf(view),
    told: view.rules.told,
    ties: view.rules.finalTie,
  }
}

/** One act, or what another worker made of the record meanwhile. */
async function act(
  deps: JudgingDeps,
  debate: Debate,
  own: Judgment,
  command: JudgeCommand | VoidCommand,
): Promise<Judgment> {
  const { debateId, judgeId } = own
  const decision = decideJudgment(debate, own, command, deps.now())
  if (decision.ok && (await deps.judgments.save(decision.value, 'revision'))) return decision.value
  const now = await deps.judgments.read(debateId, judgeId)
  if (now && now.acts > own.acts) return asOf(now, deps.now())
  throw new Error(`judge ${judgeId} on ${debateId}: ${decision.ok ? 'nothing was kept' : decision.error}`)
}
