const Z975 = 1.959963984540054
const NORMAL_FROM = 100_000 // degrees of freedom; from here on the two differ by less than 0.00003

/**
 * P(|T| ≤ t) of Student's t with whole degrees of freedom, by its finite series.
 *
 * @see Abramowitz & Stegun (1964), Handbook of Mathematical Functions, 26.7.3 and 26.7.4
 */
function within(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df))
  const squared = Math.cos(angle) ** 2
  const odd = df % 2 === 1
  let term = odd ? Math.cos(angle) : 1
  let sum = df === 1 ? 0 : term
  for (let k = odd ? 2 : 1; k <= df - 3; k += 2) {
    term *= (k / (k + 1)) * squared
    sum += term
  }
  return odd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum
}

/**
 * The 0.975 quantile of Student's t.
 *
 * @param df degrees of freedom, an integer of at least 1
 * @throws RangeError for any other
 */
export function t975(df: number): number {
  if (!Number.isInteger(df) || df < 1) throw new RangeError(`${df} degrees of freedom`)
  if (df >= NORMAL_FROM) return Z975
  let [low, high] = [Z975, 12.71] // of infinitely many, and of one
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (within(middle, df) < 0.95) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Mean of independent values with Student's 95 % interval, mean ± t · s / √n with n − 1 degrees of freedom. It is exact
 * for normal values; scores are skewed, so with few of them it is a rough guide.
 *
 * @returns null without values; `interval95` is null for a single one, from which no spread can be seen
 */
export function meanWithT95(values: readonly number[]): { mean: number; interval95: [number, number] | null } | null {
  const n = values.length
  if (n === 0) return null
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  if (n === 1) return { mean, interval95: null }
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const half = t975(n - 1) * Math.sqrt(variance / n)
  return { mean, interval95: [mean - half, mean + half] }
}
