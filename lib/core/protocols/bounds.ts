import { faults } from '#lib/core/debate/faults'
import type { Rules } from '#lib/core/debate/protocol'

const whole = (value: number, low: number, high: number) => Number.isInteger(value) && value >= low && value <= high

/** Which numbers are not there or out of range, in sentences. The schema has the same bounds; a browser does without it. */
function outOfBounds({ end, limits, judge }: Rules): string[] {
  const found: string[] = []
  const refuse = (when: boolean, why: string) => when && found.push(why)
  const rounds = end.kind === 'none' ? [] : end.kind === 'fixed' ? [end.rounds] : [end.minRounds, end.maxRounds]
  refuse(
    rounds.some((n) => !whole(n, 1, 20)),
    'The number of rounds is a whole number from 1 to 20.',
  )
  refuse(
    [limits.speechMin, limits.speechTarget, limits.speechMax].some((n) => !whole(n, 1, 20_000)),
    'The length of a speech is a whole number from 1 to 20,000.',
  )
  refuse(
    [limits.quoteCharsPerSpeech, limits.quoteCharsPerSide].some(
      (n) => n !== null && !whole(n, 1, Number.MAX_SAFE_INTEGER),
    ),
    'The length of quotes is a whole number from 1, or left open.',
  )
  refuse(
    [judge.commentMinChars, judge.commentMaxChars].some((n) => !whole(n, 0, 5_000)),
    'The length of a comment is a whole number from 0 to 5,000.',
  )
  refuse(!((judge.costPerRound ?? 0) >= 0 && (judge.costPerRound ?? 0) <= 1), 'The cost of a round is from 0 to 1.')
  return found
}

/** Everything that stands in the way of these rules, in sentences; [] if they work. */
export function hindrances(rules: Rules): string[] {
  const unreadable = outOfBounds(rules)
  return unreadable.length > 0 ? unreadable : faults(rules) // comparing what is no number would only confuse
}
