import type { Span } from '#lib/core/quotes/quote'

const OPENS = /[\s([{—–-]/

/**
 * Double quotation marks within a quote become single ones, as print has it: “‘Go,’ he said.” The text stays as long as
 * it was, so that every place in it stays where it is; what is stored and checked is not touched.
 */
export function typeset<T extends { text: string; quotes: readonly { at: Span }[] }>(speech: T): T {
  let { text } = speech
  for (const { at } of speech.quotes) {
    if (text[at.start - 1] !== '“') continue // stands in no marks of its own
    const inner = text
      .slice(at.start, at.end)
      .replace(/[“„«]/g, '‘')
      .replace(/[”»]/g, '’')
      .replace(/"/g, (_, i: number, whole: string) => (i === 0 || OPENS.test(whole[i - 1]!) ? '‘' : '’'))
    text = text.slice(0, at.start) + inner + text.slice(at.end)
  }
  return { ...speech, text }
}
