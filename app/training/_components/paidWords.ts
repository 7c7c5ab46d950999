import { logScore } from '#lib/core/judging/scoring'

/** Bits lost by a belief of `percent` in what turns out right, against the best there is, which is 0. */
export const lost = (percent: number): string => (-logScore(percent, 'A')).toFixed(2)
export const MOST_LOST = lost(1)

/** What a belief cost, and what it would have cost had the other answer been right. @param percentRight 1–99 */
export function paidWords(percentRight: number): string {
  if (percentRight === 50) return `You gave 50 to each: you lose 1 bit of at most ${MOST_LOST}, whichever is right.`
  const other = percentRight > 50 ? 'had it been wrong' : 'had the other been right'
  return `You gave ${percentRight} to the right one: you lose ${lost(percentRight)} bits of at most ${MOST_LOST}; ${other} you would have lost ${lost(100 - percentRight)}.`
}
