import { paragraphsIn } from '#lib/core/debate/paragraphs'
import type { QuoteView, SpeechView } from '#lib/core/debate/view'

/** A stretch of a speech; `start` and `end` count in the speech's text. A quote takes its quotation marks with it. */
export type Segment =
  | { kind: 'text'; start: number; end: number; text: string }
  | { kind: 'quote'; start: number; end: number; text: string; quote: QuoteView }
export type Paragraph = { label: string; segments: Segment[] }

const OPENING = /[“"‘']/
const CLOSING = /[”"’']/

const withMarks = (text: string, { at }: QuoteView) => ({
  start: OPENING.test(text[at.start - 1] ?? '') ? at.start - 1 : at.start,
  end: CLOSING.test(text[at.end] ?? '') ? at.end + 1 : at.end,
})

/** Splits a text into plain stretches and quotes, in order; of two quotes that overlap the first one counts. */
export function segmentsOf(
  { text, quotes }: Pick<SpeechView, 'text' | 'quotes'>,
  from = 0,
  to = text.length,
): Segment[] {
  const segments: Segment[] = []
  let at = from
  const plain = (end: number) => {
    if (end > at) segments.push({ kind: 'text', start: at, end, text: text.slice(at, end) })
  }
  for (const quote of quotes.toSorted((p, q) => p.at.start - q.at.start)) {
    const { start, end } = withMarks(text, quote)
    if (start < at || end > to || end <= start) continue
    plain(start)
    segments.push({ kind: 'quote', start, end, text: text.slice(start, end), quote })
    at = end
  }
  plain(to)
  return segments
}

/** The paragraphs of a speech, numbered on through all speeches of its side: A1, A2, … so that they can be cited. */
export function paragraphsOf(speech: SpeechView, before: number): Paragraph[] {
  return paragraphsIn(speech.text).map(({ start, end }, i) => ({
    label: `${speech.side}${before + i + 1}`,
    segments: segmentsOf(speech, start, end),
  }))
}

export const wordsIn = (text: string): number => text.split(/\s+/).filter(Boolean).length
