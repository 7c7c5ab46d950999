import { reliabilityTable, type Settled } from './calibration'
import { wilson95 } from './wilson'

/** Fewer beliefs than this say nothing about how well somebody is calibrated. */
export const FEW = 10

/** How sure somebody was on average, and how often they were right; a belief of 50 % is half right in both. */
export type Sureness = {
  n: number
  ties: number // of n, at exactly 50
  sure: number // mean confidence, a fraction in [0.5, 1]
  right: number // share right, a fraction in [0, 1]
  wilson95: [number, number] // of `right`
  gap: number // sure − right: above 0 they were surer than they were right
  tells: 'over' | 'under' | 'neither' // whether `sure` lies outside the interval, and on which side
}

/**
 * Over- or underconfidence in one figure: mean confidence less the share right. Like the intervals of the
 * {@link reliabilityTable} its interval takes beliefs for independent trials.
 *
 * @returns null without beliefs
 * @throws RangeError if a belief is outside [0, 100]
 */
export function sureness(beliefs: readonly Settled[]): Sureness | null {
  let [n, sures, hits] = [0, 0, 0]
  for (const bin of reliabilityTable(beliefs)) {
    if (bin.n === 0 || bin.meanConfidence === null) continue
    n += bin.n
    sures += bin.meanConfidence * bin.n
    hits += bin.accuracy * bin.n
  }
  const interval = wilson95(Math.round(2 * hits) / 2, n)
  if (!interval) return null
  const [sure, right] = [sures / n, hits / n]
  const tells = sure > interval[1] ? 'over' : sure < interval[0] ? 'under' : 'neither'
  const ties = beliefs.filter(({ percentA }) => percentA === 50).length
  return { n, ties, sure, right, wilson95: interval, gap: sure - right, tells }
}
