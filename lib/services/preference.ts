import { apply, type Debate } from '#lib/core/debate/debate'
import type { Speech } from '#lib/core/debate/events'
import type { Side } from '#lib/core/debate/protocol'
import { viewFor } from '#lib/core/debate/view'
import { transcriptOf } from '#lib/core/judges/transcript'
import { SpeakError } from '#lib/ports'
import type { JudgingDeps } from '#lib/ports/judges'
import type { Rate } from './drafting'
import { modelBelief } from './modelBelief'

const DUMMY = 'This side has not spoken yet in this round.' // the same words for everybody: what they will say is unknown

/**
 * Rates drafts with a judge that is not a person: the probability that it picks the draft's side, both orders of the
 * answers averaged, with the opponent's slot of a simultaneous turn filled by a fixed line.
 */
export const rateWith =
  (deps: JudgingDeps): Rate =>
  async ({ debate, turn, side, drafts, judgeRevisionId }, signal) => {
    const judge = await deps.judges.revision(judgeRevisionId)
    if (!judge) throw new SpeakError('config_error', 'The judge that rates this debater’s drafts is gone.')
    const ratings: (number | null)[] = []
    for (const { id, speech } of drafts) {
      const { view, round } = imagined(debate, turn, side, speech)
      const due = {
        debateId: debate.setup.debateId,
        round,
        attemptId: id,
        step: 'round' as const,
        transcript: transcriptOf(view),
        told: view.rules.told,
        ties: 'allowed' as const,
      }
      const belief = await modelBelief(deps, judge, due, signal)
      ratings.push(belief.ok ? inSide(belief.value, side) : null)
    }
    return ratings
  }

/** The belief in one side, of both orders. */
export const inSide = ({ shown, swapped }: { shown: number; swapped: number }, side: Side): number => {
  const inA = (shown + swapped) / 2
  return side === 'A' ? inA : 1 - inA
}

/** The debate as a judge would read it if this draft were spoken, up to the end of its round. */
function imagined(debate: Debate, turn: number, side: Side, speech: Speech) {
  const slot = debate.turns[turn]
  if (!slot) throw new RangeError(`no turn ${turn}`)
  const rest = (at: number, by: Side): Speech => ({ turn: at, side: by, text: DUMMY, quotes: [], flags: [] })
  // Turns of this round that are to come, of the other side, hold the same line.
  const turns = debate.turns.flatMap((one, at) => (one.round === slot.round && at >= turn ? [at] : []))
  const whole = turns.reduce((now, at) => {
    const speeches = debate.turns[at]!.sides.map((by) => (at === turn && by === side ? speech : rest(at, by)))
    return apply(now, { type: 'turn_revealed', speeches })
  }, debate)
  const view = viewFor(`judge:${slot.round}`, { ...whole, phase: 'completed' }, { now: 0 })
  return { view, round: slot.round }
}
