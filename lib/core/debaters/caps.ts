/** What may be spent at a provider, in dollars; null: no cap. */
export type Caps = { perDebate: number | null; perDay: number | null }
/** What was spent there, in millionths of a dollar; `day`: since midnight, UTC. */
export type Spent = { debate: number; day: number }

/**
 * Why a call may not be made, in a sentence; null if it may. The worst case is reserved beforehand, so that several
 * workers pass a cap by the calls that were running at most.
 *
 * @param worstMicros what the call can cost at most; null if its price is unknown, and then no cap can hold it
 */
export function overCap(
  name: string,
  { perDebate, perDay }: Caps,
  spent: Spent,
  worstMicros: number | null,
): string | null {
  if (worstMicros === null) return null
  if (perDebate !== null && spent.debate + worstMicros > perDebate * 1e6)
    return `The cap of ${dollars(perDebate)} a debate at ${name} would be passed: ${spentOf(spent.debate)}, and the next call may cost ${dollars(worstMicros / 1e6)}. Raise it under Providers, then try again.`
  if (perDay !== null && spent.day + worstMicros > perDay * 1e6)
    return `The cap of ${dollars(perDay)} a day at ${name} would be passed: ${spentOf(spent.day)} since midnight UTC, and the next call may cost ${dollars(worstMicros / 1e6)}. Raise it under Providers, or try again tomorrow.`
  return null
}

const spentOf = (micros: number) => `${dollars(micros / 1e6)} spent`
const dollars = (amount: number) => `$${amount < 0.01 ? amount.toFixed(4) : amount.toFixed(2)}`

/** Midnight of the day of `now`, UTC, ms since 1970. */
export const dayOf = (now: number): number => Math.floor(now / 86_400_000) * 86_400_000
