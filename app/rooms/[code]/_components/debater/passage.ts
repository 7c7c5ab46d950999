export type Passage = { start: number; end: number }

/** The paragraphs of a text with where they begin; blank lines left out. */
export function paragraphsIn(text: string): { start: number; line: string }[] {
  let start = 0
  return text.split('\n').flatMap((line) => {
    const at = start
    start += line.length + 1
    return line.trim() === '' ? [] : [{ start: at, line }]
  })
}

const WORD = /[\p{L}\p{N}\p{M}'’-]/u

/** The selection grown to whole words, without white space around it; null if there is no word in it. */
export function wholeWords(text: string, { start, end }: Passage): Passage | null {
  let [from, to] = [Math.min(start, end), Math.max(start, end)]
  while (from < to && /\s/.test(text[from] ?? '')) from++
  while (to > from && /\s/.test(text[to - 1] ?? '')) to--
  if (!/[\p{L}\p{N}]/u.test(text.slice(from, to))) return null
  while (from > 0 && WORD.test(text[from] ?? '') && WORD.test(text[from - 1] ?? '')) from--
  while (to < text.length && WORD.test(text[to - 1] ?? '') && WORD.test(text[to] ?? '')) to++
  return { start: from, end: to }
}

/** A passage as a marked quote, on one line: a quote ends with its paragraph. */
export const asQuote = (text: string, { start, end }: Passage): string =>
  `<quote>${text.slice(start, end).replace(/\s+/g, ' ')}</quote>`

/** Sets words in at the caret, with a space where they would touch others. @returns the text, and where the caret is then */
export function insertAt(text: string, at: Passage, words: string): { text: string; caret: number } {
  const [before, after] = [text.slice(0, at.start), text.slice(at.end)]
  const set = `${/\S$/.test(before) ? ' ' : ''}${words}${/^[\p{L}\p{N}<]/u.test(after) ? ' ' : ''}`
  return { text: before + set + after, caret: before.length + set.length }
}
