import type { Span } from '#lib/core/quotes/quote'
import { countWords } from '#lib/core/text'
import type { Brief } from './argue'
import { stem } from './english'
import { favour, rarity, undercuts } from './evidence'
import { counted, listed, marked, place } from './numbers'
import { bare, clauseOf, overlap, QUOTE_WORDS, quoteOf, withNeighbour, wordsIn, type Sentence } from './reading'
import type { Part } from './sheet'

const NAMED_ANSWER = 18 // words; a longer answer is not repeated
const RARE = 3 // sentences
const CANDIDATES = 16

/** What it argues for; the answer in its own words if they are few and hold no quotation marks. */
export function stance({ say }: Brief, ownAnswer: string): string {
  const answer = ownAnswer
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '')
  const nameable = answer !== '' && countWords(answer) <= NAMED_ANSWER && !/["“”„«»<>]/.test(answer)
  return nameable ? say('stance', { answer: marked(answer) }) : say('stanceUnnamed', {})
}

/** One or two sentences, or a clause of a long one, as they will be quoted; `worth` by the words they share. */
export type Exhibit = { sentences: Sentence[]; span: Span; quote: string; worth: number }

/**
 * What to bring, best first, each chosen with regard to the words and places that those before it cover.
 *
 * @param together so many of the best are given in the order of the source, to be read in one go
 */
export function rankedEvidence({ reading, terms, taken, theirs, voice }: Brief, together: number): Exhibit[] {
  const scores = favour(reading, terms)
  const wanted = new Set([...terms.own.keys(), ...terms.shared.keys(), ...terms.question.keys()])
  const isTaken = ({ span }: Sentence) => taken.some((own) => overlap(own, span))
  // What stands right beside a line brought before is worth half of that line: it lets the judge read on.
  const mine = ownLines({ taken, theirs })
  const isMine = (index: number) =>
    mine.some((own) => reading.sentences[index] && overlap(own, reading.sentences[index].span))
  const beside = (index: number) => Math.max(0, ...[index - 1, index + 1].filter(isMine).map((i) => scores[i]! / 2))
  const worthOf = ({ index, forms, span, words }: Sentence) => {
    const has = [...terms.own.keys()].some((key) => forms.has(key)) ? 1 : 0.6
    const length = words.length < 8 || words.length > QUOTE_WORDS.max ? 0.85 : 1
    return (
      Math.max(scores[index]! * has, beside(index)) * length * (theirs.some((other) => overlap(other, span)) ? 0.5 : 1)
    )
  }
  const pool = reading.sentences
    .filter((sentence) => sentence.quotable && !isTaken(sentence))
    .map((sentence) => ({ sentence, worth: worthOf(sentence) }))
    .sort((a, b) => b.worth - a.worth || a.sentence.index - b.sentence.index)
    .slice(0, 4 * CANDIDATES)
  const chosen: Exhibit[] = []
  const covered = new Set<string>()
  while (chosen.length < CANDIDATES && pool.length > 0) {
    const fresh = pool.map(({ sentence, worth }) => {
      const repeated = [...terms.own.keys()].filter((key) => covered.has(key) && sentence.forms.has(key))
      const near = chosen.some(({ sentences }) => Math.abs(sentences[0]!.index - sentence.index) < 3) ? 0.6 : 1
      return near * (worth - 0.6 * repeated.reduce((sum, key) => sum + rarity(reading, key), 0))
    })
    const [next] = pool.splice(fresh.indexOf(Math.max(...fresh)), 1)
    if (!next) break
    const pair = withNeighbour(reading, next.sentence, scores)
    const sentences = pair.some(isTaken) ? [next.sentence] : pair
    const [from, to] = [sentences[0]!, sentences.at(-1)!]
    const span =
      from === to ? clauseOf(reading, from, wanted) : bare(reading.source, { start: from.span.start, end: to.span.end })
    if (!span) continue
    const quote = chosen.some((other) => overlap(other.span, span)) ? null : quoteOf(reading, span)
    if (!quote) continue
    for (const { forms } of sentences) for (const key of forms.keys()) covered.add(key)
    chosen.push({ sentences, span, quote, worth: next.worth })
  }
  // Where no line has a word of one answer alone, both sides would choose the same ones: every other line is each one's.
  const has = ({ sentences }: Exhibit) =>
    sentences.some(({ forms }) => [...terms.own.keys()].some((key) => forms.has(key)))
  if (!chosen.some(has)) {
    const own = chosen.filter((_, i) => i % 2 === voice)
    chosen.splice(0, chosen.length, ...own, ...chosen.filter((one) => !own.includes(one)))
  }
  const first = chosen.slice(0, together).sort((a, b) => a.span.start - b.span.start)
  return [...first, ...chosen.slice(together)]
}

/** What this side has quoted first: not the other side's lines that it repeated to answer them. */
const ownLines = ({ taken, theirs }: Pick<Brief, 'taken' | 'theirs'>) =>
  taken.filter((own) => !theirs.some((other) => overlap(own, other)))

const whereIn = ({ reading }: Brief, { start }: Span) => place(start / reading.source.length)
const spoken = (words: Iterable<string>) => {
  const all = [...words]
  return { words: listed(all), many: all.length > 1 }
}

/**
 * A quote with its place and, in the longer form, what was measured about its words.
 *
 * @param before the exhibit brought just before in this speech
 * @param commented words that this speech has spoken of already; those spoken of here are added
 */
export function exhibit(brief: Brief, next: Exhibit, before: Exhibit | null, commented: Set<string>): Part[] {
  const { reading, terms, say } = brief
  const { sentences, span } = next
  const own = wordsIn(reading, sentences, span, terms.own)
  const asked = wordsIn(reading, sentences, span, terms.question)
  const news = [...own].filter(([key]) => !commented.has(key))
  const comment: string[] = []
  if (news.length > 0) {
    comment.push(say('ownWords', spoken(news.map(([, word]) => word))))
    const rare = news.find(([key]) => reading.spread.get(key)! <= RARE && reading.sentences.length > 40)
    if (rare && commented.size === 0) {
      const count = reading.spread.get(rare[0]) ?? 1
      comment.push(say('rareWord', { word: rare[1], count: counted(count, 'sentence'), one: count === 1 }))
    }
  } else if (own.size === 0 && asked.size > 0 && ![...asked.keys()].some((key) => commented.has(key)))
    comment.push(say('questionWords', spoken(asked.values())))
  for (const key of [...news.map(([key]) => key), ...asked.keys()]) commented.add(key)
  const shown = presented(brief, next, before)
  return [
    { text: [shown, ...comment].join(' '), quotes: [span] },
    { text: shown, quotes: [span] },
  ]
}

function presented(brief: Brief, { sentences, span, quote }: Exhibit, before: Exhibit | null): string {
  const { reading, say } = brief
  const neighbour = (by: -1 | 1) => {
    const edge = by < 0 ? sentences[0]! : sentences.at(-1)!
    const there = reading.sentences[edge.index + by]
    const whole = by < 0 ? span.start <= edge.span.start + 1 : span.end >= edge.span.end - 1
    return (
      there &&
      whole &&
      ownLines(brief).some(
        ({ start, end }) => (by < 0 ? Math.abs(end - there.span.end) : Math.abs(start - there.span.start)) <= 1,
      )
    )
  }
  if (!before && neighbour(-1)) return say('beside', { side: 'after', quote })
  if (!before && neighbour(1)) return say('beside', { side: 'before', quote })
  const kind = !before ? 'quote' : span.start > before.span.start ? 'quoteLater' : 'quoteEarlier'
  return say(kind, { where: whereIn(brief, span), quote })
}

const CLOSE = 10 // words between a word of the other answer and the word that may turn against it

/** A sentence that names words of the other answer beside a "not", "but" or the like. */
export function undercut(brief: Brief): Part | null {
  const { reading, terms, taken, say } = brief
  for (const { sentence, turn, turnsIn } of undercuts(reading, terms)) {
    if (!sentence.quotable || taken.some((span) => overlap(span, sentence.span))) continue
    const span = clauseOf(reading, sentence, new Set([...terms.other.keys(), stem(turn.toLowerCase())]))
    if (!span) continue
    const quote = quoteOf(reading, span)
    const theirs = wordsIn(reading, [sentence], span, terms.other)
    if (!quote || theirs.size === 0) continue
    const facts = { where: whereIn(brief, span), theirs: [...theirs.values()][0]!, quote }
    if (turnsIn === 'sentence') {
      const inside = sentence.words.filter(({ start, end }) => start >= span.start && end <= span.end)
      const at = inside.findIndex(({ start, end }) => reading.source.slice(start, end) === turn)
      const near = inside.some(({ norm }, i) => theirs.has(stem(norm)) && Math.abs(i - at) <= CLOSE)
      if (at >= 0 && near)
        return { text: say('undercut', { ...facts, turn: marked(turn.toLowerCase()) }), quotes: [span] }
      continue
    }
    const following = reading.sentences[sentence.index + 1]
    const nextSpan = following && clauseOf(reading, following, new Set())
    const next = nextSpan && nextSpan.start <= following.span.start + 1 ? quoteOf(reading, nextSpan) : null
    if (next && nextSpan && !taken.some((own) => overlap(own, nextSpan)))
      return { text: say('undercutNext', { ...facts, next, turn: marked(turn) }), quotes: [span, nextSpan] }
  }
  return null
}

/** One fact about how often words of the answers occur, another one each turn; '' when there is none left. */
export function facts({ reading, terms, say }: Brief, turn: number): string {
  const spread = (key: string) => reading.spread.get(key) ?? 0
  const absent = [...terms.other].filter(([key, form]) => spread(key) === 0 && /\p{L}{3}/u.test(form))
  const all: (() => string)[] = []
  for (let i = 0; i < absent.length; i += 2)
    all.push(() => say('absent', spoken(absent.slice(i, i + 2).map(([, form]) => marked(form)))))
  const [own] = [...terms.own].sort(([a], [b]) => spread(b) - spread(a))
  const [other] = [...terms.other].filter(([key]) => spread(key) > 0).sort(([a], [b]) => spread(a) - spread(b))
  const count = (key: string) => counted(spread(key), 'sentence')
  if (own && other && spread(own[0]) > 2 * spread(other[0])) {
    const counts = { ownCount: count(own[0]), theirCount: count(other[0]) }
    all.splice(1, 0, () => say('frequency', { own: marked(own[1]), theirs: marked(other[1]), ...counts }))
  }
  return all[turn]?.() ?? ''
}

/** How many sentences this side was the first to bring, and how many have a word of its answer alone; '' if hardly any. */
export function tally({ reading, terms, taken, theirs, say }: Brief): string {
  const among = (spans: readonly Span[], { span }: Sentence) => spans.some((one) => overlap(one, span))
  const brought = reading.sentences.filter((sentence) => among(taken, sentence) && !among(theirs, sentence))
  const withOwn = brought.filter(({ forms }) => [...terms.own.keys()].some((key) => forms.has(key))).length
  if (withOwn < 2) return ''
  const share = withOwn === brought.length ? 'all have' : `${counted(withOwn, '').split(' ')[0]!} have`
  return say('tally', { total: counted(brought.length, 'sentence'), withOwn: share })
}
