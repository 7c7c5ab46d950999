import type { Side } from '#lib/core/debate/protocol'
import { logScore } from '#lib/core/judging/scoring'
import { percent, signed } from '#ui/figures'

export type Answers = Record<Side, string>

/** The side believed, and how firmly; null at 50. @param percentA integer 1–99 */
export const leaning = (percentA: number): { side: Side; percent: number } | null =>
  percentA === 50 ? null : percentA > 50 ? { side: 'A', percent: percentA } : { side: 'B', percent: 100 - percentA }

/** The words before the answer: how firmly this belief stands on a side. */
export function leanWords(percentA: number): string {
  const lean = leaning(percentA)
  if (!lean) return 'You find both equally likely'
  if (lean.percent >= 95) return 'You are nearly certain of'
  if (lean.percent >= 80) return 'You are fairly sure of'
  if (lean.percent >= 60) return 'You lean to'
  return 'You lean a little to'
}

/** The belief as one says it, for those who hear the page. */
export function beliefInWords(percentA: number | null, answers: Answers): string {
  if (percentA === null) return 'not set yet'
  const lean = leaning(percentA)
  return lean
    ? `${percent(lean.percent)} that ${lean.side} is right: ${answers[lean.side]}`
    : '50\u00a0% each: both equally likely'
}

/** What the log score would be either way, in bits. */
export const preview = (percentA: number) => ({
  ifA: signed(logScore(percentA, 'A')),
  ifB: signed(logScore(percentA, 'B')),
})
