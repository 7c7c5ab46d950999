import type { Side } from '#lib/core/debate/protocol'
import type { DebateView } from '#lib/core/debate/view'

const across: Record<Side, Side> = { A: 'B', B: 'A' }

/**
 * What stands in the place of a speech that is not there yet. Judges are told only that it is delayed: whose doing that
 * is could say something about a side.
 *
 * @param number the turn that is waited for
 */
export function waitingWords(view: DebateView, number: number, judging: boolean): string {
  const turn = view.rules.turns[number]
  const { due } = view
  if (!turn || !due || due.turn > number) return 'This round is on its way.'
  if (view.hold)
    return judging
      ? 'Delayed. Nothing is lost.'
      : view.hold === 'paused'
        ? 'Paused by the host.'
        : 'Delayed: it needs the host’s attention.'
  const [first, second] = turn.sides
  if (first && second) return `Both are preparing round ${turn.round}.`
  if (!first) return ''
  return due.turn === number ? `Side ${first} is preparing.` : `Side ${first} speaks after side ${across[first]}.`
}
