import type { Side } from '#lib/core/debate/protocol'

/** The belief in the side that is right, a fraction. @throws RangeError unless `percentA` is an integer in 1–99 */
export function beliefInRight(percentA: number, rightSide: Side): number {
  if (!Number.isInteger(percentA) || percentA < 1 || percentA > 99)
    throw new RangeError(`${percentA} is not a belief in per cent`)
  return (rightSide === 'A' ? percentA : 100 - percentA) / 100
}

/**
 * Log score of a judge's stated belief.
 *
 * Strictly proper: a judge does best, in expectation, by stating what they believe. Beliefs are whole per cents from
 * 1 to 99, which caps one confident error at 6.64 bits.
 *
 * @param percentA belief that side A is right, integer per cent 1–99
 * @returns bits in [-6.644, -0.0145]; -1 is a coin flip, higher is better
 * @see Gneiting & Raftery (2007), Strictly Proper Scoring Rules, JASA 102:359-378
 */
export const logScore = (percentA: number, rightSide: Side): number => Math.log2(beliefInRight(percentA, rightSide))

/**
 * Brier score of a judge's stated belief, one-class form: the two-class sum is exactly twice it.
 *
 * @returns in [0.0001, 0.9801]; 0.25 is a coin flip, lower is better
 * @see Brier (1950), Verification of forecasts expressed in terms of probability, MWR 78:1-3
 */
export const brierScore = (percentA: number, rightSide: Side): number => (1 - beliefInRight(percentA, rightSide)) ** 2
