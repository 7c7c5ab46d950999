import type { Side } from '#lib/core/debate/protocol'
import { wilson95 } from './wilson'

/** A belief that A is right, per cent in [0, 100] (whole or not, as it was stored), and the side that is. */
export type Settled = { percentA: number; rightSide: Side }

/**
 * One of ten equal bins of confidence; it holds `from` and not `to`, but the last holds 100. Of a bin without beliefs
 * nothing is known, and null says so.
 */
export type ReliabilityBin = { from: number; to: number; n: number } & (
  | { meanConfidence: number; accuracy: number; wilson95: [number, number] } // fractions in [0, 1]
  | { meanConfidence: null; accuracy: null; wilson95: null }
)

const BINS = 10

/** How sure a belief is of the answer it favours, per cent 50–100, and whether that answer is right; a tie counts half. */
function confidenceOf({ percentA, rightSide }: Settled): { confidence: number; correct: number } {
  if (!(percentA >= 0 && percentA <= 100)) throw new RangeError(`${percentA} is not a belief in per cent`)
  const correct = percentA === 50 ? 0.5 : percentA > 50 === (rightSide === 'A') ? 1 : 0
  return { confidence: Math.max(percentA, 100 - percentA), correct }
}

/** Sums per bin. Sums of whole and half numbers are exact, so that the order of beliefs changes nothing. */
function binned(beliefs: readonly Settled[]) {
  const bins = Array.from({ length: BINS }, () => ({ n: 0, confidence: 0, correct: 0 }))
  for (const belief of beliefs) {
    const { confidence, correct } = confidenceOf(belief)
    const bin = bins[Math.min(Math.floor((confidence / 100) * BINS), BINS - 1)]!
    bin.n += 1
    bin.confidence += confidence
    bin.correct += correct
  }
  return bins
}

/**
 * How often judges were right, by how sure they were: ten bins of confidence max(p, 1 − p), of which only the upper
 * five can be filled. A belief of 50 % counts as half right.
 *
 * The interval takes each belief for an independent trial; judges who give several, and questions judged by several,
 * make it too narrow: a clustered bootstrap belongs beside it.
 *
 * @throws RangeError if a belief is outside [0, 100]
 * @see DeGroot & Fienberg (1983), The comparison and evaluation of forecasters, The Statistician 32:12-22
 */
export const reliabilityTable = (beliefs: readonly Settled[]): ReliabilityBin[] =>
  binned(beliefs).map(({ n, confidence, correct }, i) => {
    const bin = { from: i / BINS, to: (i + 1) / BINS, n }
    const interval = wilson95(correct, n)
    return interval
      ? { ...bin, meanConfidence: confidence / n / 100, accuracy: correct / n, wilson95: interval }
      : { ...bin, meanConfidence: null, accuracy: null, wilson95: null }
  })

/**
 * Expected calibration error: the mean distance between being sure and being right, Σ |Σ correct − Σ confidence| / n
 * over the bins of {@link reliabilityTable}.
 *
 * @returns a fraction in [0, 1], 0 if every bin is as often right as it is sure; null without beliefs
 * @see Naeini, Cooper & Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning, AAAI-15
 */
export function expectedCalibrationError(beliefs: readonly Settled[]): number | null {
  if (beliefs.length === 0) return null
  const off = binned(beliefs).reduce((sum, { confidence, correct }) => sum + Math.abs(100 * correct - confidence), 0)
  return off / (100 * beliefs.length)
}
