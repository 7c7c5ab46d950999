const Z95 = 1.959963984540054 // the 0.975 quantile of the standard normal distribution

/**
 * Wilson's score interval of a proportion, 95 %, without continuity correction.
 *
 * @param hits in [0, n]; a tie that counts half makes it a multiple of ½, and the interval a little too wide
 * @param n trials
 * @returns [lower, upper], fractions in [0, 1]; null when n is 0, since nothing is estimated
 * @throws RangeError unless 0 ≤ hits ≤ n, n an integer and hits a multiple of ½
 * @see Wilson (1927), JASA 22:209-212; Newcombe (1998), Statistics in Medicine 17:857-872, method 3
 */
export function wilson95(hits: number, n: number): [number, number] | null {
  if (!Number.isInteger(2 * hits) || !Number.isInteger(n) || hits < 0 || hits > n)
    throw new RangeError(`${hits} of ${n}`)
  if (n === 0) return null
  const share = hits / n
  const spread = Z95 * Math.sqrt((share * (1 - share)) / n + Z95 ** 2 / (4 * n * n))
  const middle = share + Z95 ** 2 / (2 * n)
  const scale = 1 + Z95 ** 2 / n
  // At 0 and at n one bound is exact; rounding must not leave the share outside.
  return [hits === 0 ? 0 : (middle - spread) / scale, hits === n ? 1 : (middle + spread) / scale]
}
