import type { DebateView } from '#lib/core/debate/view'
import { count } from '#ui/figures'
import { builtInWords, sidesInWords } from './ruleWords'

type Rules = DebateView['rules']

function roundsInWords({ rounds, end, speakers, turns, debatersSee }: Rules): string {
  if (speakers === 0) return 'None: nobody speaks.'
  const range = end.judge && end.minRounds < end.maxRounds
  const number = range ? `${end.minRounds} to ${count(end.maxRounds, 'round')}` : count(rounds, 'round')
  const together = turns.some(({ sides }) => sides.length > 1)
  const order =
    speakers === 1
      ? 'one speech in each'
      : turns.length === 0
        ? 'two speeches in each'
        : together
          ? 'both sides at once: neither sees what the other is writing'
          : 'one side after the other'
  return `${number}, ${order}${speakers === 2 && debatersSee === 'own' ? ', and neither ever reads the other' : ''}.`
}

function judgeInWords({ end, comment, costPerRound }: Rules): string | null {
  if (!end.judge) return null
  const asks =
    comment.comment === 'off'
      ? ''
      : ` That judge may write to ${comment.commentTo === 'addressed' ? 'one of the debaters' : 'whoever speaks'} after a round; you read it once your own figure for that round is in.`
  const cost = costPerRound > 0 ? ` Each round after the first costs that judge ${costPerRound} of the score.` : ''
  return `One of the judges decides after each round whether there is another.${asks}${cost}`
}

function beliefsInWords({ prior, everyRound, speakers }: Rules): string | null {
  if (speakers === 0) return null
  const when = everyRound
    ? `${prior ? 'Before you read, after' : 'After'} each round and at the end`
    : prior
      ? 'Before you read and at the end'
      : 'At the end'
  return `${when}, from 1 to 99. ${everyRound ? 'Each one opens the next round. ' : ''}Nobody sees them before their own verdict.`
}

/** The rules of a debate, name and sentence, made from its data so that they are true of any arrangement. */
export function rulesInWords({ rules, allBuiltIn }: Pick<DebateView, 'rules' | 'allBuiltIn'>): [string, string][] {
  const { speechMin, speechMax, unit } = rules.limits
  const speaks = rules.speakers > 0
  const all: [string, string | null][] = [
    ['In short', rules.told],
    ['Rounds', roundsInWords(rules)],
    ['Speeches', speaks ? `${speechMin} to ${speechMax} ${unit === 'words' ? 'words' : 'characters'} each.` : null],
    ['Sides', [sidesInWords(rules), 'Exactly one answer is right.'].filter(Boolean).join(' ')],
    ['Quotes', speaks ? 'Every quote is checked against the story, word for word.' : null],
    ['Judges', judgeInWords(rules)],
    ['Beliefs', beliefsInWords(rules)],
    [
      'Verdict',
      `With a reason${rules.finalTie === 'forbidden' ? '; 50 is not open' : ''}. You can take it back for 10 seconds, then it is final.`,
    ],
    [
      'Score',
      'The base-2 logarithm of what you gave the right answer: 50 scores −1, certainty 0. Saying what you believe scores best.',
    ],
    [
      'Answer',
      rules.feedback === 'verdict' ? 'You see it after your verdict.' : 'You see it when the host closes the debate.',
    ],
    [rules.speakers === 1 ? 'Speaker' : 'Debaters', allBuiltIn ? builtInWords(rules) : null],
  ]
  return all.flatMap(([name, text]) => (text === null ? [] : [[name, text]]))
}
