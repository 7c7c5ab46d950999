import { renderSpeech } from '#lib/core/debate/speechText'
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
const TOGETHER = { short: 13, max: 34 } // words: a sentence shorter than this is quoted with a neighbour, up to so many

/** The word as one would name it: without the possessive. */
const named = (raw: string) => raw.replace(/['’]s$/, '')

const KEPT = 4
const readings = new Map<string, Reading>()

/** Reads a source, or remembers: both sides of a debate read the same one, turn after turn. */
export function read(source: string): Reading {
  const reading = readings.get(source) ?? readAnew(source)
  readings.delete(source)
  readings.set(source, reading)
  for (const oldest of [...readings.keys()].slice(0, -KEPT)) readings.delete(oldest)
  return reading
}

function readAnew(source: string): Reading {
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
    const quotable = whole && words.length >= QUOTE_WORDS.min && !EDITION.test(text) && !headed(text)
    return { index, span, words, forms, turn, quotable }
  })
  return { source, sentences, spread }
}

/** Whether a heading or a line about the author has run into the sentence: two words or more in capitals. */
const headed = (text: string) => (text.match(/(?<!\p{L})\p{Lu}[\p{Lu}'’]{2,}(?!\p{L})/gu)?.length ?? 0) > 1

/** No bracket and no inner quotation mark without its partner; marks at the very ends are left off by whoever quotes. */
function balanced(text: string): boolean {
  const inner = text.replace(/^["“]|["”]$/g, '')
  const count = (mark: RegExp) => inner.match(mark)?.length ?? 0
  const [open, close] = [count(/“/g), count(/”/g)]
  const marks =
    open === close || (/^[“"]/.test(text) && close === open + 1) || (/[”"]$/.test(text) && open === close + 1)
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

/** The verbatim words to quote of a sentence: all of it, or of a long one the clauses around the wanted words; null if none is clean. */
export function clauseOf({ source }: Reading, { span, words }: Sentence, wanted: ReadonlySet<string>): Span | null {
  if (words.length <= QUOTE_WORDS.max) return bare(source, span)
  const text = source.slice(span.start, span.end)
  const cuts = [
    ...text.matchAll(
      /[;:]\s+|\s*—\s*|\s--\s|,\s+(?=(?:and|but|so|yet|for|because|while|though|although|until|unless|when|where|who|which|as|if)\b)/g,
    ),
  ]
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)]
  const ends = [...cuts.map((cut) => cut.index), text.length]
  let best: { span: Span; score: number } | null = null
  for (let i = 0; i < starts.length; i++)
    for (let j = i; j < ends.length; j++) {
      const piece = { start: span.start + starts[i]!, end: span.start + ends[j]! }
      const inside = words.filter(({ start, end }) => start >= piece.start && end <= piece.end)
      if (inside.length < QUOTE_WORDS.min || inside.length > QUOTE_WORDS.max) continue
      const text = source.slice(piece.start, piece.end)
      if (!balanced(text) || /\b(?:and|but|or|that|which|who|the|a|an|of|to|in)$/.test(text)) continue
      const score =
        inside.filter(({ norm }) => wanted.has(stem(norm))).length + (i === 0 ? 0.5 : 0) - inside.length / 100
      if (!best || score > best.score) best = { span: piece, score }
    }
  return best && bare(source, best.span)
}

/** A short sentence with one of its neighbours in the paragraph, the better by `scores`: two together read with more sense. */
export function withNeighbour({ source, sentences }: Reading, sentence: Sentence, scores: Float64Array): Sentence[] {
  if (sentence.words.length >= TOGETHER.short) return [sentence]
  const pairs = [sentence.index, sentence.index - 1].flatMap((index) => {
    const [from, to] = [sentences[index], sentences[index + 1]]
    if (!from?.quotable || !to?.quotable || from.words.length + to.words.length > TOGETHER.max) return []
    const near = !/\n\s*\n/.test(source.slice(from.span.end, to.span.start))
    return near && balanced(source.slice(from.span.start, to.span.end)) ? [[from, to]] : []
  })
  const score = (pair: Sentence[]) => pair.reduce((sum, { index }) => sum + scores[index]!, 0)
  return pairs.sort((a, b) => score(b) - score(a))[0] ?? [sentence]
}

/** Without quotation marks at the ends that have no partner inside, or that enclose the whole. */
export function bare(source: string, { start, end }: Span): Span {
  const text = source.slice(start, end)
  const marks = text.match(/["“”]/g)?.length ?? 0
  const [opens, closes] = [/^["“]/.test(text), /["”]$/.test(text)]
  if (opens && (marks === 1 || (closes && marks === 2))) start++
  if (closes && (marks === 1 || (opens && marks === 2))) end--
  if (opens && !closes && marks % 2 === 1 && marks > 1) start++
  if (closes && !opens && marks % 2 === 1 && marks > 1) end--
  return { start, end }
}

/** A span of the source as a tagged quote; null if the source's characters there do not survive being shown. */
export function quoteOf({ source }: Reading, { start, end }: Span): string | null {
  const text = source.slice(start, end)
  const shown = renderSpeech(`<quote>${text}</quote>`)
  const [only] = shown.tagged
  const survives = shown.tagged.length === 1 && only && shown.text.slice(only.start, only.end) === text
  return survives ? `<quote>${text}</quote>${/[.!?…:"”’—-]$/.test(text) ? '' : '.'}` : null
}

export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/**
 * Which of the wanted words stand in a span of these sentences, each in quotation marks; where the span has another
 * form of the word, it says so. Those that stand there as wanted come first.
 */
export function wordsIn(
  { source }: Reading,
  sentences: readonly Sentence[],
  span: Span,
  wanted: ReadonlyMap<string, string>,
): Map<string, string> {
  const found = new Map<string, boolean>()
  for (const { norm, start, end } of sentences.flatMap(({ words }) => words)) {
    const key = stem(norm)
    const form = wanted.get(key)
    if (form === undefined || COMMON.has(norm) || start < span.start || end > span.end) continue
    found.set(key, found.get(key) || named(source.slice(start, end)).toLowerCase() === form.toLowerCase())
  }
  return new Map(
    [...found]
      .sort(([, a], [, b]) => Number(b) - Number(a))
      .map(([key, same]) => [key, `${same ? '' : 'a form of '}“${wanted.get(key)!}”`]),
  )
}
