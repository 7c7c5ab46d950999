import type { Span } from './quote'

/** A word as the checker compares it, and where it stands in the text as written. */
export type Word = Span & { norm: string }

const INVISIBLE = '\\u00AD\\u061C\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF'
const UNSPACED =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}]'
// Signs that carry meaning are part of a word; all other punctuation stands between words.
const CORE = `(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}\\p{Sc}+=<>%&@#§°])+`
const APOSTROPHES = "'’‘ʼ`´"
const WORD = new RegExp(
  `${UNSPACED}\\p{M}*` +
    `|(?:(?<=^|[\\s(])[-−–](?=\\p{N}))?${CORE}` + // a minus sign
    `(?:(?:[${APOSTROPHES}${INVISIBLE}]+|(?<=\\p{N})[.,](?=\\p{N}))${CORE})*`, // don't, 3.5, 1,000
  'gu',
)
const PLAIN_ASCII = /^[A-Za-z0-9]+$/
const NOT_COMPARED = new RegExp(`[${APOSTROPHES}${INVISIBLE}]`, 'g')

/**
 * The words of a text in order, compared without regard to case, compatibility forms, apostrophes, dashes and other
 * punctuation. "3.5", "-5" and "can't" are one word each; scripts without spaces give one word per character.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(WORD)) {
    const [raw] = match
    const norm = PLAIN_ASCII.test(raw)
      ? raw.toLowerCase()
      : raw.replace(NOT_COMPARED, '').normalize('NFKC').toLowerCase().replace(/^[−–]/, '-')
    if (norm !== '') words.push({ norm, start: match.index, end: match.index + raw.length })
  }
  return words
}

/** Index of the first word that ends after the offset; `words.length` if none does. */
export function wordAt(words: readonly Word[], offset: number): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]!.end > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether an offset does not stand inside a word. */
export function atBoundary(words: readonly Word[], offset: number): boolean {
  const word = words[wordAt(words, offset)]
  return !word || word.start >= offset
}
