import type { Side } from '#lib/core/debate/protocol'
import { unreachable } from '#lib/core/result'

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

const squares = (p: number) => p ** 2 + (1 - p) ** 2

/**
 * Quadratic score of a judge's stated belief: 2·p − Σ p², with p the belief in the right answer. Strictly proper.
 * With two answers it is 1 − 2 · Brier, so both order judges alike.
 *
 * @returns in [-0.9602, 0.9998]; 0.5 is a coin flip, higher is better
 * @see Gneiting & Raftery (2007), section 4.1
 */
export function quadraticScore(percentA: number, rightSide: Side): number {
  const p = beliefInRight(percentA, rightSide)
  return 2 * p - squares(p)
}

/**
 * Spherical score of a judge's stated belief: p / √Σ p², with p the belief in the right answer. Strictly proper.
 *
 * @returns in [0.0101, 0.99995]; 0.7071 is a coin flip, higher is better
 * @see Gneiting & Raftery (2007), section 4.1
 */
export function sphericalScore(percentA: number, rightSide: Side): number {
  const p = beliefInRight(percentA, rightSide)
  return p / Math.sqrt(squares(p))
}

/** The rules a judge can be scored by: higher is better in all of them. Brier, where lower is better, is for reports. */
export type ScoringRule = 'log' | 'quadratic' | 'spherical'

/** One judge's stated belief and what it is scored with. `continues`: rounds asked for; `costPerRound`: k, at least 0. */
export type Scored = {
  rule?: ScoringRule
  percentA: number
  rightSide: Side
  continues?: number
  costPerRound?: number
}

/**
 * What a judge is paid: the rule's score less the cost of the rounds asked for, S − k·t. The cost does not depend on
 * the belief, so the rule stays proper. Michael et al. (2023) took the log rule with k = 0.05.
 */
export const scored = ({ rule = 'log', percentA, rightSide, continues = 0, costPerRound = 0 }: Scored): number =>
  byRule(rule, percentA, rightSide) - costPerRound * continues

function byRule(rule: ScoringRule, percentA: number, rightSide: Side): number {
  switch (rule) {
    case 'log':
      return logScore(percentA, rightSide)
    case 'quadratic':
      return quadraticScore(percentA, rightSide)
    case 'spherical':
      return sphericalScore(percentA, rightSide)
    default:
      return unreachable(rule)
  }
}
