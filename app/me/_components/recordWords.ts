import type { Field, RecordPart } from '#lib/core/judging/ownRecord'
import { FEW } from '#lib/core/stats/sureness'
import type { LeftOut } from '#lib/queries/ownRecord'
import { count, share, signed } from '#ui/figures'

const bounds = ([low, high]: readonly [number, number]) => `${signed(low)} to ${signed(high)}`

/** The one sentence that the page is about. */
export function recordTitle({ n, right, ties }: Pick<RecordPart, 'n' | 'right' | 'ties'>): string {
  const undecided = ties > 0 ? `, and left ${ties} undecided` : ''
  if (n === 1) return right === 1 ? 'You were right in your only verdict so far' : 'One verdict so far'
  return `You were right in ${right} of ${n} verdicts${undecided}`
}

/** Score of one's own and of the others, on the same debates. */
export function scoreWords({ n, meanLogScore, field }: Pick<RecordPart, 'n' | 'meanLogScore' | 'field'>): string {
  const own = `Over ${count(n, 'verdict')} you scored ${signed(meanLogScore)}${n === 1 ? '' : ' on average'}`
  if (!field) return `${own}. Nobody else has judged ${n === 1 ? 'this debate' : 'any of these debates'} the same way.`
  if (field.debates === n) return `${own}; others on the same ${debatesWord(n)} ${signed(field.others)}.`
  return `${own}. On the ${count(field.debates, 'debate')} of these that others judged as well, you scored ${signed(field.own)} and they ${signed(field.others)}.`
}
const debatesWord = (n: number) => (n === 1 ? 'debate' : 'debates')

/** Right, wrong and ties with the interval of the share, and what the score counts in. */
export function countWords({ n, right, wrong, ties, wilson95, rehearsals }: Omit<RecordPart, 'field'>): string {
  const [low, high] = wilson95.map((bound) => (bound * 100).toFixed(0))
  const of = n > 1 ? `, ${share(right / n)} (95 % interval ${low} to ${high})` : ''
  const kept =
    rehearsals === 0
      ? ''
      : rehearsals === n
        ? ' All on rehearsals, between built-in rule-based debaters.'
        : ` ${rehearsals} of them on rehearsals, between built-in rule-based debaters.`
  return `Right in ${right} of ${n}${of}; ${wrong} wrong, ${ties} at exactly 50, which is neither.${kept} Scores are in bits: 0 is best, −1 a coin flip, −6.64 the worst.`
}

/** Whether one did better than the others, as a heading: no more than the interval allows. */
export function fieldTitle({ debates, interval95 }: Field): string {
  if (!interval95 || debates < FEW) return 'Too few debates to tell you from the others'
  if (interval95[0] > 0) return 'You scored better than others on the same debates'
  if (interval95[1] < 0) return 'You scored worse than others on the same debates'
  return 'You and the others cannot be told apart by score'
}

/** What the comparison is drawn from. */
export function fieldWords({ debates, judges, verdicts, difference, interval95 }: Field): string {
  const from = `${count(debates, 'debate')}, ${count(verdicts, 'verdict')} of ${count(judges, 'other judge')}`
  const size = `Your score less theirs: ${signed(difference)} bits on average`
  return interval95 ? `${size}, 95 % interval ${bounds(interval95)}. ${from}.` : `${size}. ${from}, so no interval.`
}

/** What is not counted, each with its reason; nothing for those that are none. */
export function leftOutWords({ waiting, open, missed, calledOff, noSeat, again }: LeftOut): string[] {
  const one = (n: number, is: string, are: string) => (n === 0 ? [] : [`${n} ${n === 1 ? is : are}`])
  return [
    ...one(
      waiting,
      'verdict waits until you may know the answer: judging goes on there.',
      'verdicts wait until you may know the answers: judging goes on there.',
    ),
    ...one(
      open,
      'judgment that you have begun has no verdict yet.',
      'judgments that you have begun have no verdict yet.',
    ),
    ...one(missed, 'debate was closed before you gave a verdict.', 'debates were closed before you gave a verdict.'),
    ...one(calledOff, 'debate was called off.', 'debates were called off.'),
    ...one(
      noSeat,
      'judgment is of a room in which you have no seat any more.',
      'judgments are of rooms in which you have no seat any more.',
    ),
    ...one(
      again,
      'verdict listed here is on a text that you had judged on before, and is not counted.',
      'verdicts listed here are on texts that you had judged on before, and are not counted.',
    ),
  ]
}
