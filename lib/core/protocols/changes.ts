import type { Rules } from '#lib/core/debate/protocol'
import { speakersOf } from '#lib/core/debate/turns'
import { armOf } from './arms'
import { orderOf } from './edit'

const orders = {
  at_once: 'at once',
  in_turn: 'in turn',
  opening_at_once: 'opening at once, then in turn',
} as const

/** Every rule, name and value in words, in the order in which they are read. Two rule sets that differ differ here. */
export function ruleFacts(rules: Rules): [name: string, value: string][] {
  const { limits, judge, end } = rules
  const speakers = speakersOf(rules)
  const unit = limits.unit === 'words' ? 'words' : 'characters'
  const quotes = (most: number | null) => (most === null ? 'any length' : `${most} characters`)
  return [
    ['Arm', armOf(rules.kind).name.toLowerCase()],
    ['Speakers', ['none', 'one', 'two'][speakers] ?? ''],
    ['Answers', { none: 'argued by nobody', assigned: 'drawn', chosen_by_lead: 'chosen by the lead' }[rules.sides]],
    ['Order', orderInWords(rules)],
    ['Rounds', roundsInWords(end)],
    ['Debaters read', rules.debaterSees === 'all' ? 'both sides' : 'their own speeches only'],
    ['Judges read', rules.judgeSeesSource ? 'the story' : 'no story'],
    ['Turns of one speaker', rules.liveText ? 'read while they are written' : 'read as whole rounds'],
    ['Speech', `${limits.speechMin} to ${limits.speechMax} ${unit}, about ${limits.speechTarget}`],
    ['Quotes per speech', quotes(limits.quoteCharsPerSpeech)],
    ['Quotes per side', quotes(limits.quoteCharsPerSide)],
    ['Belief before', judge.prior ? 'asked' : 'not asked'],
    ['Beliefs', judge.belief === 'every_round' ? 'after every round' : 'at the end only'],
    ['Comment of the judge', judge.comment],
    ['Length of a comment', `${judge.commentMinChars} to ${judge.commentMaxChars} characters`],
    ['Comment to', judge.commentTo === 'all' ? 'whoever speaks' : 'one side'],
    ['Judge’s belief', judge.beliefShownToDebaters ? 'shown to the debaters' : 'hidden from the debaters'],
    ['Verdict of 50', judge.finalTie],
    ['Cost of a round', String(judge.costPerRound ?? 0)],
  ]
}

/** What a revision changed, a phrase each: “Rounds: 3 → 2 to 5, as one judge decides”. [] if nothing. */
export function changesBetween(before: Rules, after: Rules): string[] {
  const now = new Map(ruleFacts(after))
  return ruleFacts(before).flatMap(([name, was]) => {
    const is = now.get(name) ?? ''
    return is === was ? [] : [`${name}: ${was} → ${is}`]
  })
}

const roundsInWords = (end: Rules['end']) =>
  end.kind === 'none'
    ? 'none'
    : end.kind === 'fixed'
      ? String(end.rounds)
      : `${end.minRounds} to ${end.maxRounds}, as one judge decides`

/** The order in words; of turns that are none of the usual, all of them. */
function orderInWords(rules: Rules): string {
  const order = orderOf(rules)
  const one = (round: Rules['loop']) => round.map(({ sides, label }) => `${sides.join('+')} ${label}`).join(', ')
  const labels = [...rules.opening.flat(), ...rules.loop, ...rules.closing.flat()].map(({ label }) => label)
  const usual = labels.every((label, i) => i < rules.opening.flat().length === (label === 'opening'))
  if (order !== 'own' && usual) {
    const answers = rules.loop.some(({ label }) => label === 'answer') ? ', answering the judge' : ''
    return (speakersOf(rules) === 2 ? orders[order] : 'one after the other') + answers
  }
  return [...rules.opening.map(one), `(${one(rules.loop)})…`, ...rules.closing.map(one)].join(' | ')
}
