import { runsOf } from './near'
import type { Span } from './quote'
import { atBoundary, wordAt, wordsOf, type Word } from './words'

/** A source made ready to be searched: its words, and the same as one string. Built once for all quotes of a speech. */
export type SourceIndex = {
  source: string
  words: Word[]
  joined: string
  starts: number[]
  runs: () => Map<string, number[]>
}

export function indexSource(source: string): SourceIndex {
  const words = wordsOf(source)
  const starts: number[] = [] // of each word in `joined`
  let length = 1
  for (const { norm } of words) {
    starts.push(length)
    length += norm.length + 1
  }
  let runs: Map<string, number[]> | null = null
  return {
    source,
    words,
    joined: ` ${words.map(({ norm }) => norm).join(' ')} `,
    starts,
    runs: () => (runs ??= runsOf(words)),
  }
}

/** Every place where the text stands as it is, from word boundary to word boundary. */
export function exactly({ source, words }: SourceIndex, quoted: string, from = 0): Span[] {
  const spans: Span[] = []
  if (!/[\p{L}\p{N}]/u.test(quoted)) return spans
  for (let start = source.indexOf(quoted, from); start >= 0; start = source.indexOf(quoted, start + 1)) {
    const end = start + quoted.length
    if (atBoundary(words, start) && atBoundary(words, end)) spans.push({ start, end })
  }
  return spans
}

/** Every place where the same words stand in a row, as spans that include the punctuation the quote has around them. */
export function sameWords({ source, words, joined, starts }: SourceIndex, quoted: string, from = 0): Span[] {
  const own = wordsOf(quoted)
  const spans: Span[] = []
  if (own.length === 0) return spans
  const wanted = ` ${own.map(({ norm }) => norm).join(' ')} `
  const firstWord = wordAt(words, from)
  for (
    let at = joined.indexOf(wanted, (starts[firstWord] ?? joined.length) - 1);
    at >= 0;
    at = joined.indexOf(wanted, at + 1)
  ) {
    const word = indexOfStart(starts, at + 1)
    let start = words[word]!.start
    let end = words[word + own.length - 1]!.end
    for (const char of [...quoted.slice(0, own[0]!.start)].reverse()) {
      if (/\s/.test(char) || start - char.length < from || !source.startsWith(char, start - char.length)) break
      start -= char.length
    }
    for (const char of quoted.slice(own.at(-1)!.end)) {
      if (/\s/.test(char) || !source.startsWith(char, end)) break
      end += char.length
    }
    spans.push({ start, end })
  }
  return spans
}

function indexOfStart(starts: readonly number[], wanted: number): number {
  let [low, high] = [0, starts.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low
}
