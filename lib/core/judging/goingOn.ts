import { scored } from './scoring'

const ROUNDING = 1e-9 // what k·t may lose in floating point; one point of belief moves the expected score by 3e-4 at least

/**
 * What a judge expects to score if the debate ended now and the belief is as stated: EV(t, p) = Σ p_j · S(t, p, j),
 * with S the log score less the cost of the rounds asked for.
 *
 * @param percent belief in one answer, integer per cent 1–99; the other has the rest
 * @param continues t, rounds asked for so far
 * @param costPerRound k, in bits
 * @returns bits; -1 at 50 % before any cost, towards 0 the surer one is
 */
export const expectedScore = (percent: number, continues: number, costPerRound: number): number => {
  const ifRight = (rightSide: 'A' | 'B') => scored({ percentA: percent, rightSide, continues, costPerRound })
  return (percent * ifRight('A') + (100 - percent) * ifRight('B')) / 100
}

/**
 * How much more an answer must be believed after one more round for that round to have paid: the smallest whole number
 * of per cent points Δ ≥ 0 with EV(t + 1, p + Δ) ≥ EV(t, p).
 *
 * Cost is linear, so `continues` does not change the result; it is taken so that both sides of the comparison are the
 * scores that are really paid.
 *
 * @param percent belief in that answer now, integer per cent 1–99: the favoured one or the other
 * @returns points in 0–98; null if no belief up to 99 % would pay
 * @throws RangeError if `percent` is no belief
 */
export function neededGain(percent: number, continues: number, costPerRound: number): number | null {
  const now = expectedScore(percent, continues, costPerRound)
  for (let then = percent; then <= 99; then++)
    if (expectedScore(then, continues + 1, costPerRound) >= now - ROUNDING) return then - percent
  return null
}
