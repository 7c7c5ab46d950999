import type { Span } from '#lib/core/quotes/quote'
import { sentencesOf } from '#lib/core/quotes/sentences'
import { wordsOf, type Word } from '#lib/core/quotes/words'
import { COMMON, stem, TURNS } from './english'

export type Sentence = {
  index: number
  span: Span
  words: Word[]
  forms: Map<string, string> // stem -> the word as it stands here; common words left out
  turn: string | null // the first word that may turn against what stands beside it ("but", "never")
  quotable: boolean // a whole sentence of moderate length, not a heading or a note about the edition
}
/** A source as the debater reads it. `spread`: in how many sentences a stem occurs. */
export type Reading = { source: string; sentences: Sentence[]; spread: Map<string, number> }

const EDITION = /transcriber|copyright|gutenberg|illustrat|e-?text|isbn|publish|proofread/i
export const QUOTE_WORDS = { min: 5, max: 32 }

/** The word as one would name it: without the possessive. */
const named = (raw: string) => raw.replace(/['’]s$/, '')

export function read(source: string): Reading {
  const spread = new Map<string, number>()
  const all = wordsOf(source)
  let next = 0
  const sentences = sentencesOf(source).map((span, index): Sentence => {
    while (next < all.length && all[next]!.start < span.start) next++
    const from = next
    while (next < all.length && all[next]!.end <= span.end) next++
    const words = all.slice(from, next)
    const forms = new Map<string, string>()
    let turn: string | null = null
    for (const { norm, start, end } of words) {
      if (TURNS.has(norm)) turn ??= source.slice(start, end)
      if (COMMON.has(norm)) continue
      const key = stem(norm)
      if (!forms.has(key)) forms.set(key, named(source.slice(start, end)))
    }
    for (const key of forms.keys()) spread.set(key, (spread.get(key) ?? 0) + 1)
    const text = source.slice(span.start, span.end)
    const whole = /[.!?…]["”’»)\]]*$/.test(text) && !/^["“‘(]?\p{Ll}/u.test(text) && balanced(text)
    const quotable = whole && words.length >= QUOTE_WORDS.min && !EDITION.test(text) && !/\p{Lu}{3,} \p{Lu}{3,}/u.test(text)
    return { index, span, words, forms, turn, quotable }
  })
  return { source, sentences, spread }
}

/** No bracket and no inner quotation mark without its partner; marks at the very ends are left off by whoever quotes. */
function balanced(text: string): boolean {
  const inner = text.replace(/^["“]|["”]$/g, '')
  const count = (mark: RegExp) => inner.match(mark)?.length ?? 0
  const [open, close] = [count(/“/g), count(/”/g)]
  const marks = open === close || (/^[“"]/.test(text) && close === open + 1) || (/[”"]$/.test(text) && open === close + 1)
  return marks && count(/[([]/g) === count(/[)\]]/g)
}

/** The words of a text that are not common, as stems with their forms there. */
export function termsOf(text: string): Map<string, string> {
  const terms = new Map<string, string>()
  for (const { norm, start, end } of wordsOf(text)) {
    const key = stem(norm)
    if (!COMMON.has(norm) && !terms.has(key)) terms.set(key, named(text.slice(start, end)))
  }
  return terms
}

/** The verbatim words to quote of a sentence: all of it, or of a long one the clauses around the wanted words. */
export function clauseOf({ source }: Reading, { span, words }: Sentence, wanted: ReadonlySet<string>): Span {
  if (words.length <= QUOTE_WORDS.max) return bare(source, span)
  const text = source.slice(span.start, span.end)
  const cuts = [...text.matchAll(/[;:]\s+|\s*—\s*|\s--\s|,\s+(?=(?:and|but|so|yet|for|because|while|though|although|until|unless|when|where|who|which|as|if)\b)/g)]
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)]
  const ends = [...cuts.map((cut) => cut.index), text.length]
  let best: { span: Span; score: number } | null = null
  for (let i = 0; i < starts.length; i++)
    for (let j = i; j < ends.length; j++) {
      const piece = { start: span.start + starts[i]!, end: span.start + ends[j]! }
      const inside = words.filter(({ start, end }) => start >= piece.start && end <= piece.end)
      if (inside.length < QUOTE_WORDS.min || inside.length > QUOTE_WORDS.max) continue
      if (!balanced(source.slice(piece.start, piece.end))) continue
      const score = inside.filter(({ norm }) => wanted.has(stem(norm))).length + (i === 0 ? 0.5 : 0) - inside.length / 100
      if (!best || score > best.score) best = { span: piece, score }
    }
  return best ? bare(source, best.span) : firstWords(source, words, QUOTE_WORDS.max)
}

const firstWords = (source: string, words: readonly Word[], count: number): Span => ({
  start: words[0]!.start,
  end: words[Math.min(words.length, count) - 1]?.end ?? source.length,
})

/** Without quotation marks at the ends that have no partner inside, or that enclose the whole. */
function bare(source: string, { start, end }: Span): Span {
  const text = source.slice(start, end)
  const marks = text.match(/["“”]/g)?.length ?? 0
  const [opens, closes] = [/^["“]/.test(text), /["”]$/.test(text)]
  if (opens && (marks === 1 || (closes && marks === 2))) start++
  if (closes && (marks === 1 || (opens && marks === 2))) end--
  if (opens && !closes && marks % 2 === 1 && marks > 1) start++
  if (closes && !opens && marks % 2 === 1 && marks > 1) end--
  return { start, end }
}
