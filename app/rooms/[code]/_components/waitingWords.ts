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
  if (view.choosing) return choosingWords(view, judging)
  if (!turn || !due || due.turn > number) return 'This round is on its way.'
  const held = heldWords(view, judging)
  if (held) return held
  const [first, second] = turn.sides
  if (first && second) return `Both are preparing round ${turn.round}.`
  if (!first) return ''
  return due.turn === number ? `Side ${first} is preparing.` : `Side ${first} speaks after side ${across[first]}.`
}

const heldWords = ({ hold }: Pick<DebateView, 'hold'>, judging: boolean): string | null => {
  if (hold !== 'paused' && hold !== 'attention') return null
  if (judging) return 'Delayed. Nothing is lost.'
  return hold === 'paused' ? 'Paused by the host.' : 'Delayed: it needs the host’s attention.'
}

/** In place of the first round, while an open protocol's lead chooses: the same whoever it is. */
export const choosingWords = (view: Pick<DebateView, 'hold' | 'rules'>, judging: boolean): string =>
  heldWords(view, judging) ??
  (view.rules.speakers === 1
    ? 'The speaker is choosing which answer to argue.'
    : 'One of the debaters is choosing which answer to argue.')

/** After a round, for everybody but the judge who decides; constant, so that it tells nothing of that judge. */
export const DECIDING = 'The judge who leads this debate is deciding whether there is another round.'

/** What stands below the last round while the debate waits for its judge; null where the page says it otherwise. */
export function betweenRounds(
  view: Pick<DebateView, 'hold' | 'opened' | 'roundsOver' | 'presiding' | 'own'>,
): string | null {
  const { hold, opened, roundsOver, presiding, own } = view
  if (hold !== 'judge' || opened <= roundsOver) return null
  if (!presiding) return DECIDING
  return own?.goOn?.afterRound === roundsOver ? `You have asked for round ${roundsOver + 1}.` : null
}
