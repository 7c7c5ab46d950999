const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** "one sentence", "three sentences", "40 sentences". */
export const counted = (count: number, noun: string): string =>
  `${SMALL[count] ?? count} ${noun}${count === 1 ? '' : 's'}`

/** Where in the source, from its share in [0, 1]. */
export function place(share: number): string {
  if (share < 0.02) return 'at the very beginning'
  if (share > 0.98) return 'at the very end'
  return `about ${Math.round(share * 100)} % in`
}

/** "a, b and c": at most three. */
export function listed(words: readonly string[]): string {
  const few = words.slice(0, 3)
  return few.length < 2 ? (few[0] ?? '') : `${few.slice(0, -1).join(', ')} and ${few.at(-1)!}`
}

/** A word that is spoken of. One or two words in quotation marks are no quote of the source. */
export const marked = (word: string) => `“${word}”`

export const ordinal = (index: number): string => ['first', 'second', 'third', 'fourth', 'fifth'][index] ?? 'next'
