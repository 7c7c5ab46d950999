import type { SpokenText } from '#lib/core/debate/speechText'
import { carriesMeaning, NEGATIONS } from './meaning'
import { nearest, stepsBetween } from './near'
import type { CheckedQuote, Span, WordDiff } from './quote'
import { exactly, indexSource, sameWords, type SourceIndex } from './sourceIndex'
import { untaggedIn } from './untagged'
import { wordAt, wordsOf, type Word } from './words'

const NEAR = { similarity: 0.8, words: 5 } // from these on a quote that is not verified is "near"
const SHORT = 3 // a quote of fewer words proves little, whatever its status
const SMALL_GAP = 12 // words; a negation left out of an ellipsis this small may turn the sentence round

type Finding = Pick<CheckedQuote, 'status' | 'spans' | 'occurrences' | 'similarity' | 'diff' | 'reason'> & {
  risk?: boolean
}

/**
 * Looks up every quote of one speech in the source: the algorithm "quotes/1" (exact, normalised, ellipsis, near; the
 * first that matches wins). No match begins or ends inside a word. The same input gives the same records.
 *
 * @param source NFC text; all spans found are code units of it
 * @param known the question and its answers: their words in quotation marks, without a tag, are not quotes of the source
 * @param earlier what this side has quoted before; a quote that adds nothing to it is flagged `repeated`
 * @returns the tagged quotes and those of three or more words in quotation marks, in the order of the speech
 */
export function checkQuotes(
  { text, tagged }: SpokenText,
  source: string,
  {
    sourceHash,
    known,
    earlier = [],
  }: { sourceHash: string; known: readonly string[]; earlier?: readonly CheckedQuote[] },
): CheckedQuote[] {
  const places = [
    ...tagged.map((at) => ({ at, untagged: false })),
    ...untaggedIn({ text, tagged }, known).map((at) => ({ at, untagged: true })),
  ].sort((a, b) => a.at.start - b.at.start)
  if (places.length === 0) return []
  const index = indexSource(source)
  const said = [...earlier]
  return places.map(({ at: marked, untagged }) => {
    const { at, finding } = find(index, text, marked)
    const quoted = text.slice(at.start, at.end)
    const { risk = false, ...found } = finding
    const flags: CheckedQuote['flags'] = []
    if (untagged) flags.push('untagged')
    if (wordsOf(quoted).length < SHORT) flags.push('short')
    if (risk) flags.push('meaningRisk')
    if (said.length > 0 && repeats(found.spans, quoted, said)) flags.push('repeated')
    const first = found.spans[0]
    const sourceShare = first ? first.start / source.length : null
    const quote: CheckedQuote = { at, text: quoted, ...found, flags, sourceShare, sourceHash, algorithm: 'quotes/1' }
    said.push(quote)
    return quote
  })
}

/** The quote as marked, else without the white space and quotation marks around it. */
function find(index: SourceIndex, text: string, marked: Span): { at: Span; finding: Finding } {
  const trimmed = trim(text, marked, /\s/)
  const bare = trim(text, marked, /[\s"“”„‟«»'‘’`]/)
  for (const at of [trimmed, bare]) {
    const spans = exactly(index, text.slice(at.start, at.end))
    const [first] = spans
    if (!first) continue
    const times = spans.length === 1 ? '' : `, ${spans.length} times`
    const reason = `word for word in the source${times}`
    return {
      at,
      finding: { status: 'exact', spans: [first], occurrences: spans.length, similarity: 1, diff: [], reason },
    }
  }
  const quoted = text.slice(bare.start, bare.end)
  const words = wordsOf(quoted)
  if (words.length === 0) return { at: bare, finding: notFound('there are no words in it') }
  return { at: bare, finding: normalised(index, quoted) ?? inParts(index, quoted) ?? near(index, quoted, words) }
}

function trim(text: string, { start, end }: Span, outer: RegExp): Span {
  while (start < end && outer.test(text[start]!)) start++
  while (end > start && outer.test(text[end - 1]!)) end--
  return { start, end }
}

function normalised(index: SourceIndex, quoted: string): Finding | null {
  const spans = sameWords(index, quoted)
  const [first] = spans
  if (!first) return null
  const reason = differences(quoted, index.source.slice(first.start, first.end))
  return { status: 'normalised', spans: [first], occurrences: spans.length, similarity: 1, diff: [], reason }
}

/** What differs between two texts of the same words, as one clause. */
function differences(quoted: string, source: string): string {
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  const shape = (text: string) => text.replace(/[\p{L}\p{N}\p{M}]+/gu, 'w')
  const kinds: [string, (text: string) => string][] = [
    ['capital letters', (text) => letters(text).normalize('NFKC')],
    ['punctuation', (text) => shape(text).replace(/\s/g, '')],
    ['spacing', (text) => shape(text).replace(/[^w\s]/g, '')],
  ]
  const found = kinds.filter(([, seen]) => seen(quoted) !== seen(source)).map(([name]) => name)
  if (found.length === 0) return 'the way characters are written differs'
  const all = found.length === 1 ? found[0]! : `${found.slice(0, -1).join(', ')} and ${found.at(-1)!}`
  return `${all} ${all === 'capital letters' || found.length > 1 ? 'differ' : 'differs'}`
}

const ELLIPSIS = /\s*(?:[[(]\s*(?:…|\.{3,}|\. \. \.)\s*[\])]|…|\.{3,}|\. \. \.)\s*/

/** A quote with words left out: each part stands in the source, in this order, the gaps as small as they can be. */
function inParts(index: SourceIndex, quoted: string): Finding | null {
  const parts = quoted.split(ELLIPSIS).filter((part) => part !== '')
  if (parts.length < 2 || parts.some((part) => wordsOf(part).length < 2)) return null
  const candidates = parts.map((part) => {
    const exact = exactly(index, part)
    return exact.length > 0 ? { exact: true, spans: exact } : { exact: false, spans: sameWords(index, part) }
  })
  const spans: Span[] = []
  let from = 0
  for (const candidate of candidates) {
    const span = candidate.spans.find(({ start }) => start >= from)
    if (!span) return null
    spans.push(span)
    from = span.end
  }
  for (let part = spans.length - 2; part >= 0; part--)
    spans[part] = candidates[part]!.spans.findLast(({ end }) => end <= spans[part + 1]!.start) ?? spans[part]!
  const gaps = spans
    .slice(1)
    .map(({ start }, i) => index.words.slice(wordAt(index.words, spans[i]!.end), wordAt(index.words, start)))
  const skipped = gaps.reduce((sum, gap) => sum + gap.length, 0)
  const exact = candidates.every((candidate) => candidate.exact)
  return {
    status: exact ? 'exact' : 'normalised',
    spans,
    occurrences: Math.min(...candidates.map((candidate) => candidate.spans.length)),
    similarity: 1,
    diff: [],
    reason: `${spans.length} parts in this order, ${skipped} ${skipped === 1 ? 'word' : 'words'} left out${exact ? '' : '; capital letters or punctuation differ'}`,
    risk: gaps.some((gap) => gap.length <= SMALL_GAP && gap.some(({ norm }) => NEGATIONS.has(norm))),
  }
}

function near(index: SourceIndex, quoted: string, words: Word[]): Finding {
  const best = nearest(words, index.words, index.runs())
  if (!best) return notFound('no passage shares three words in a row')
  const similarity = Math.round(best.similarity * 1e4) / 1e4
  if (best.similarity < NEAR.similarity || words.length < NEAR.words)
    return {
      ...notFound(`the closest passage agrees in ${Math.floor(best.similarity * 100)} % of its words`),
      similarity,
    }
  const passage = index.words.slice(best.from, best.to)
  const span = { start: passage[0]!.start, end: passage.at(-1)!.end }
  const { diff, risk } = diffOf(quoted, words, index.source.slice(span.start, span.end))
  const changed = Math.round((1 - best.similarity) * Math.max(words.length, passage.length))
  const reason = `${changed} of ${words.length} words ${changed === 1 ? 'differs' : 'differ'}`
  return { status: 'near', spans: [span], occurrences: 1, similarity, diff, reason, risk }
}

function diffOf(quoted: string, words: readonly Word[], passage: string): { diff: WordDiff[]; risk: boolean } {
  const sourceWords = wordsOf(passage)
  const diff: WordDiff[] = []
  let [i, j, risk] = [0, 0, false]
  for (const { op, quoted: m, source: n } of stepsBetween(words, sourceWords)) {
    const [own, theirs] = [words.slice(i, i + m), sourceWords.slice(j, j + n)]
    diff.push({ op, quoted: written(quoted, words, i, i + m), source: written(passage, sourceWords, j, j + n) })
    if (op !== 'equal')
      risk ||= own.some((word) => carriesMeaning(word, quoted)) || theirs.some((word) => carriesMeaning(word, passage))
    i += m
    j += n
  }
  return { diff, risk }
}

/** Words [from, to) as they stand in the text, with the punctuation that follows them. */
const written = (text: string, words: readonly Word[], from: number, to: number): string =>
  from === to ? '' : text.slice(words[from]!.start, words[to]?.start ?? text.length).trim()

const notFound = (reason: string): Finding => ({
  status: 'not_found',
  spans: [],
  occurrences: 0,
  similarity: 0,
  diff: [],
  reason,
})

/** Whether earlier quotes cover every span; a quote that was not found repeats one of the same words. */
function repeats(spans: readonly Span[], quoted: string, earlier: readonly CheckedQuote[]): boolean {
  if (spans.length === 0) {
    const norm = (text: string) =>
      wordsOf(text)
        .map((word) => word.norm)
        .join(' ')
    return earlier.some((quote) => quote.spans.length === 0 && norm(quote.text) === norm(quoted))
  }
  const covered = earlier.flatMap((quote) => quote.spans).sort((a, b) => a.start - b.start)
  return spans.every(({ start, end }) => {
    let reached = start
    for (const span of covered) if (span.start <= reached && span.end > reached) reached = span.end
    return reached >= end
  })
}
