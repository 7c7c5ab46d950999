import { replay, type Debate } from '#lib/core/debate/debate'
import type { DebateView } from '#lib/core/debate/view'
import {
  asOf,
  blank,
  decideJudgment,
  roundsOpenTo,
  type JudgeAct,
  type JudgeCommand,
  type JudgeRefusal,
  type Judgment,
} from '#lib/core/judging/judgment'
import { err, ok, type Result } from '#lib/core/result'
import type { Deps } from '#lib/ports'
import { viewOf } from './debates'
import { carryOut } from './presiding'

const RACES = 5

/**
 * One act of one judge: a belief, the verdict, its undoing, its settling. Answers with what this judge may see now.
 * The same act sent again, because its answer was lost, is answered as the first time.
 */
export async function actAsJudge(
  deps: Deps,
  judgeId: string,
  debateId: string,
  command: JudgeAct,
): Promise<Result<DebateView, JudgeRefusal | 'not-found'>> {
  const [at, own] = await Promise.all([deps.rooms.seatAt(debateId, judgeId), deps.judgments.read(debateId, judgeId)])
  if (own?.after) return act(deps, judgeId, debateId, command, null)
  return at?.seat === 'judge' ? act(deps, judgeId, debateId, command, at.room) : err('not-found')
}

/** As actAsJudge, by somebody whose business it is. @param room whose people are told that something changed */
export async function act(
  deps: Deps,
  judgeId: string,
  debateId: string,
  command: JudgeCommand,
  room: { id: string; code: string } | null,
): Promise<Result<DebateView, JudgeRefusal | 'not-found'>> {
  for (let race = 0; race < RACES; race++) {
    const debate = replay(await deps.debates.read(debateId))
    if (!debate) return err('not-found')
    const own = (await deps.judgments.read(debateId, judgeId)) ?? blank(debateId, judgeId)
    const decision = decideJudgment(debate, own, command, deps.now())
    if (!decision.ok) return stands(own, command) ? ok(await ownView(deps, debate, own)) : decision
    if (!(await deps.judgments.save(decision.value))) continue
    if (room) await tellRoom(deps, room).catch(deps.report)
    if (command.type === 'settle') await carryOut(deps, debateId).catch(deps.report) // the sweep finds it otherwise
    return ok(await ownView(deps, debate, decision.value))
  }
  throw new Error(`judgment of ${judgeId} on ${debateId}: lost ${RACES} races in a row`)
}

/** Whether the record already says what the command would make it say. */
function stands(own: Judgment, command: JudgeCommand): boolean {
  switch (command.type) {
    case 'believe':
      return own.trail.some(
        ({ afterRound, percentA }) => afterRound === command.afterRound && percentA === command.percentA,
      )
    case 'rule':
      return (
        (own.phase === 'ruled' || own.phase === 'final') &&
        own.verdict.percentA === command.percentA &&
        own.verdict.reason === command.reason
      )
    case 'settle':
      return own.phase === 'final'
    case 'begin':
      return own.after?.mode === command.mode
    case 'undo':
      return false
  }
}

async function ownView(deps: Deps, debate: Debate, own: Judgment): Promise<DebateView> {
  const now = asOf(own, deps.now())
  return viewOf(deps, `judge:${roundsOpenTo(debate, now)}`, debate, now)
}

/** How many have given what is the room's business; what they gave is not. */
async function tellRoom(deps: Deps, room: { id: string; code: string }) {
  deps.live.room(room, await deps.rooms.touch(room.id))
}
