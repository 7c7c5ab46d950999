import type { Protocol } from '#lib/core/debate/protocol'
import { lengthIn } from '#lib/core/debate/speechLimits'
import { renderSpeech } from '#lib/core/debate/speechText'
import { coverage } from '#lib/core/quotes/budget'
import type { Span } from '#lib/core/quotes/quote'

/** Some sentences of a speech and the spans of the source that they quote. */
export type Part = { text: string; quotes: Span[] }
type Limits = Protocol['limits']

/**
 * A speech being put together: takes a part only while length and quote budget last.
 *
 * @param earlier what this side has quoted before, for the budget per side
 */
export function sheet(limits: Limits, source: string, earlier: readonly Span[]) {
  const paragraphs: string[] = []
  let quoted: Span[] = []
  let fresh = true // the next part begins a paragraph
  const length = (text: string) => lengthIn(limits.unit, renderSpeech(text).text)
  const text = () => paragraphs.join('\n\n')
  const withinBudget = (spans: readonly Span[]) =>
    coverage(source, spans) <= (limits.quoteCharsPerSpeech ?? Infinity) &&
    coverage(source, [...earlier, ...spans]) <= (limits.quoteCharsPerSide ?? Infinity)

  /** Adds the first of the parts that fits. @returns it, or null if none does */
  function add(...choices: (Part | null)[]): Part | null {
    for (const part of choices) {
      if (!part || part.text === '') continue
      const next = fresh
        ? [...paragraphs, part.text]
        : [...paragraphs.slice(0, -1), `${paragraphs.at(-1) ?? ''} ${part.text}`]
      if (length(next.join('\n\n')) > limits.speechMax || !withinBudget([...quoted, ...part.quotes])) continue
      paragraphs.splice(0, paragraphs.length, ...next)
      quoted = [...quoted, ...part.quotes]
      fresh = false
      return part
    }
    return null
  }
  return {
    add,
    text,
    paragraph: () => void (fresh = true),
    /** Length so far as a share of the target. */
    filled: () => length(text()) / limits.speechTarget,
    missing: () => length(text()) < limits.speechMin,
    /** Adds as much of a sentence as fits: the last resort of limits too narrow for whole sentences. */
    pad(sentence: string) {
      const pieces = limits.unit === 'words' ? sentence.split(' ') : [...sentence]
      for (let count = pieces.length; count > 0; count--)
        if (
          add({
            text: pieces
              .slice(0, count)
              .join(limits.unit === 'words' ? ' ' : '')
              .trim(),
            quotes: [],
          })
        )
          return true
      return false
    },
  }
}
