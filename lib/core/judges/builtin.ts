import { termsOf, read } from '#lib/core/builtin/reading'
import { stem, TURNS } from '#lib/core/builtin/english'
import { distinguish, strength } from '#lib/core/builtin/evidence'
import { counted } from '#lib/core/builtin/numbers'
import { other, type Side } from '#lib/core/debate/protocol'
import { isCut } from '#lib/core/quotes/budget'
import { isVerified } from '#lib/core/quotes/quote'
import { wordsOf } from '#lib/core/quotes/words'
import type { Ties } from './prompt'
import type { QuoteRead, Transcript } from './transcript'
import type { ReadVerdict } from './verdict'

/** What was counted of one side's quotes. */
type Counts = {
  verified: number
  runs: number // of three words in verified quotes, those that the other side did not quote too
  own: number // different words that its answer alone has, in its verified quotes
  turned: number // verified quotes in which a word of the other answer stands beside a "not" or a "but"
  near: number
  notFound: number
}
// Set by hand, not fitted to any questions. Penalties are large since they are the one thing that is certain.
const WEIGHT = { runs: 0.004, own: 0.12, turned: 0.1, near: 0.15, notFound: 0.4 }
const ALONE = 0.5 // of what is counted for a lone speaker: there is nothing to compare it with
const MOST = 45 // per cent that a belief may be away from 50
const RUN = 3 // words in a row that make two quotes the same there

/**
 * The built-in rule-based judge, not a language model: the template "builtin-judge/1".
 *
 * It counts what the check of the quotes found and which words stand in verified quotes. What debaters say besides, and
 * quotation marks without a quote's tag, it does not read, so nobody can talk it into anything. For the judge of an
 * expert protocol it compares how much of the source shares words with either answer. With A and B exchanged the belief
 * is 100 less it. Without speeches and source it is 50.
 *
 * @param ties where they are forbidden, one is broken by the order of the answers' letters: 51 or 49
 * @returns a belief from 5 to 95 per cent that A is right; the rationale states what was counted and nothing else
 */
export function builtInVerdict(transcript: Transcript, { ties = 'allowed' }: { ties?: Ties } = {}): ReadVerdict {
  const { answers, source, rounds } = transcript
  const counts = { A: countsOf(transcript, 'A'), B: countsOf(transcript, 'B') }
  const expert = source === null ? null : { A: support(transcript, source, 'A'), B: support(transcript, source, 'B') }
  const speakers = new Set(rounds.flatMap(({ speeches }) => speeches.map(({ side }) => side)))
  const quoted = (worth(counts.A) - worth(counts.B)) * (speakers.size === 1 ? ALONE : 1)
  const score = quoted + (expert ? compare(expert.A, expert.B) : 0)
  const away = Math.min(MOST, Math.round(MOST * Math.tanh(Math.abs(score))))
  const leans: Side | null = away === 0 ? null : score > 0 ? 'A' : 'B'
  const drawn: Side | null = ties === 'forbidden' ? (answers.A < answers.B ? 'A' : 'B') : null
  const choice = leans ?? drawn
  const grounds = [
    ...(expert ? [ofSource(expert, choice)] : []),
    ...(speakers.size > 0 ? [ofQuotes(counts, choice)] : []),
    ...(expert || speakers.size > 0
      ? []
      : ['There is neither a speech nor a source to measure, so nothing speaks for one of the answers.']),
    ...(choice !== leans ? ['A tie is not allowed here; it goes to the answer that is first in the alphabet.'] : []),
  ]
  const percentA = choice === null ? 50 : choice === 'A' ? 50 + Math.max(1, away) : 50 - Math.max(1, away)
  return { percentA, choice, rationale: grounds.join(' ') }
}

const worth = ({ runs, own, turned, near, notFound }: Counts): number =>
  WEIGHT.runs * runs + WEIGHT.own * own + WEIGHT.turned * turned - WEIGHT.near * near - WEIGHT.notFound * notFound

/** In [-1, 1]. */
const compare = (a: number, b: number): number => (a === b ? 0 : (a - b) / Math.max(a, b, 1e-9, Math.abs(a - b)))

function support({ question, answers }: Transcript, source: string, side: Side): number {
  return Math.max(0, strength(read(source), distinguish(question, answers[side], answers[other(side)])))
}

function countsOf(transcript: Transcript, side: Side): Counts {
  const { answers, question } = transcript
  const quotes = taggedQuotes(transcript, side)
  const verified = quotes.filter(isVerified)
  const theirs = new Set(
    taggedQuotes(transcript, other(side))
      .filter(isVerified)
      .flatMap(({ text }) => runsIn(text)),
  )
  const [ownTerms, otherTerms] = [termsOf(answers[side]), termsOf(answers[other(side)])]
  const asked = termsOf(question)
  const only = (these: Map<string, string>, those: Map<string, string>) =>
    new Set([...these.keys()].filter((key) => !those.has(key) && !asked.has(key)))
  const [own, their] = [only(ownTerms, otherTerms), only(otherTerms, ownTerms)]
  const norms = verified.map(({ text }) => wordsOf(text).map(({ norm }) => norm))
  const turns = (quoted: string[]) =>
    quoted.some((norm) => TURNS.has(norm)) && quoted.some((norm) => their.has(stem(norm)))
  return {
    verified: verified.length,
    runs: new Set(verified.flatMap(({ text }) => runsIn(text)).filter((run) => !theirs.has(run))).size,
    own: new Set(
      norms
        .flat()
        .map(stem)
        .filter((key) => own.has(key)),
    ).size,
    turned: norms.filter(turns).length,
    near: quotes.filter(({ status }) => status === 'near').length,
    notFound: quotes.filter(({ status }) => status === 'not_found').length,
  }
}

/** Quotes marked as such; words in quotation marks alone may be anything that was written to move a judge. */
const taggedQuotes = ({ rounds }: Transcript, side: Side): QuoteRead[] =>
  rounds
    .flatMap(({ speeches }) => speeches)
    .filter((speech) => speech.side === side)
    .flatMap(({ paragraphs }) => paragraphs.flatMap(({ pieces }) => pieces))
    .filter((piece) => piece.kind === 'quote')
    .filter(({ flags }) => !flags.includes('untagged') && !flags.includes('short') && !isCut({ flags }))

/** Every three words in a row. */
function runsIn(text: string): string[] {
  const norms = wordsOf(text).map(({ norm }) => norm)
  return norms.slice(RUN - 1).map((_, i) => norms.slice(i, i + RUN).join(' '))
}

/** One sentence; the side it leans to first, else A. */
function ofQuotes(counts: Record<Side, Counts>, leans: Side | null): string {
  const [x, y] = leans === 'B' ? (['B', 'A'] as const) : (['A', 'B'] as const)
  const [one, two] = [counts[x], counts[y]]
  const of = ({ verified, runs, own, turned, near, notFound }: Counts) =>
    [
      counted(verified, 'verified quote'),
      `${counted(runs, 'run')} of three words in them that only it quoted`,
      `${counted(own, 'word')} of its answer alone`,
      `${counted(turned, 'quote')} where a word of the other answer stands with a “not”, a “but” or the like`,
      `${counted(near + notFound, 'quote')} not verified`,
    ].join(', ')
  return `Side ${x} has ${of(one)}; side ${y} has ${of(two)}.`
}

function ofSource(support: Record<Side, number>, leans: Side | null): string {
  const [x, y] = leans === 'B' ? (['B', 'A'] as const) : (['A', 'B'] as const)
  return `By the words they share with the source, answer ${x} scores ${support[x].toFixed(1)} and answer ${y} ${support[y].toFixed(1)}.`
}
