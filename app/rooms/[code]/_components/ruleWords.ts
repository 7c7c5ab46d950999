import type { Side } from '#lib/core/debate/protocol'
import type { DebateView } from '#lib/core/debate/view'

type Rules = DebateView['rules']

/** What may be said of all debaters together without telling one from another. */
export const builtInWords = ({ speakers }: Pick<Rules, 'speakers'>): string =>
  speakers === 1
    ? 'The speaker is built-in and rule-based, not a language model.'
    : 'Both debaters are built-in and rule-based, not language models.'

/** Who fixed which answer is argued for; null where nobody argues. */
export function sidesInWords({ speakers, chosen }: Pick<Rules, 'speakers' | 'chosen'>): string | null {
  if (speakers === 0) return null
  if (speakers === 1)
    return chosen
      ? 'The speaker chooses which answer to argue for.'
      : 'Which answer the speaker argues for was drawn by lot.'
  return chosen
    ? 'One debater chooses which answer to argue for, the other gets the one that is left. You are not told which is which.'
    : 'Who argues for which answer was drawn by lot.'
}

/**
 * The heading over each answer. That an answer is argued for is said only of one that is, and where one speaker has
 * chosen it, only once the first belief is given.
 *
 * @param before the prior is due
 */
export function answerHeads(
  { speakers, turns }: Pick<Rules, 'speakers' | 'turns'>,
  before: boolean,
): Record<Side, string> {
  const head = (side: Side) => {
    if (speakers === 0) return `Answer ${side}`
    if (speakers === 2) return before ? `Side ${side} will argue` : `Side ${side}`
    if (before || turns.length === 0) return `Side ${side}`
    return turns.some(({ sides }) => sides.includes(side))
      ? `Side ${side}, argued by the speaker`
      : `Side ${side}, argued by nobody`
  }
  return { A: head('A'), B: head('B') }
}
