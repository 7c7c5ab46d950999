import type { Side } from '#lib/core/debate/protocol'
import type { DebateView } from '#lib/core/debate/view'
import { count } from '#ui/figures'

/** What this judge's rounds have cost: only the judge who asks for them pays. @param step the belief that is due */
export function askedFor(
  { presiding, rules }: { presiding: boolean; rules: Pick<DebateView['rules'], 'rounds' | 'costPerRound'> },
  step: number,
) {
  const continues = presiding ? Math.max(0, Math.min(step, rules.rounds) - 1) : 0
  return { continues, costPerRound: presiding ? rules.costPerRound : 0 }
}

type Comment = Pick<DebateView['rules'], 'comment'>['comment']

/** Characters as the rules count them. */
export const charsIn = (text: string): number => [...text.trim()].length

/** What is still missing before another round can be asked for, in words; null if nothing. */
export function askingLacks(
  rules: Comment,
  { percentA, comment, to }: { percentA: number | null; comment: string; to: Side | undefined },
): string | null {
  const chars = charsIn(comment)
  if (percentA === null) return 'Set the figure first.'
  if (rules.comment === 'off') return null
  if (chars === 0) return rules.comment === 'required' ? 'Say something to the debaters first.' : null
  if (chars < rules.commentMinChars)
    return `At least ${count(rules.commentMinChars, 'character')}: ${rules.commentMinChars - chars} to go.`
  if (chars > rules.commentMaxChars) return `${count(chars - rules.commentMaxChars, 'character')} too many.`
  if (rules.commentTo === 'addressed' && to === undefined) return 'Choose whom it is for.'
  return null
}

/** Why the debate cannot end yet; null if it can. */
export const endingLacks = ({ end }: Pick<DebateView['rules'], 'end'>, roundsOver: number): string | null =>
  end.judge && roundsOver < end.minRounds
    ? `It can end after round ${end.minRounds}, by the rules of this debate.`
    : null

/** The `comment` of a command: none if nothing is said. */
export function commentOf(rules: Comment, comment: string, to: Side | undefined) {
  const text = comment.trim()
  if (rules.comment === 'off' || text === '') return undefined
  return rules.commentTo === 'addressed' && to ? { text, to } : { text }
}
