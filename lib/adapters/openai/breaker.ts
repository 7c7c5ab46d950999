const FAILURES = 5
const PROBE_AFTER_MS = 30_000

type Circuit = { failures: number; openedAt: number | null; probing: boolean }
export type Outcome = 'answered' | 'failed' | 'neither'

/**
 * Stops calls to what keeps failing: opens after five failures in a row and lets one call through every 30 s to see.
 *
 * In this process only: each worker finds out for itself, which costs five calls.
 *
 * @param now ms, any origin
 */
export function breaker(now: () => number) {
  const circuits = new Map<string, Circuit>()
  const at = (name: string) => circuits.get(name) ?? { failures: 0, openedAt: null, probing: false }

  const waitMs = (name: string): number => {
    const { openedAt, probing } = at(name)
    if (openedAt === null) return 0
    const left = openedAt + PROBE_AFTER_MS - now()
    return left > 0 ? left : probing ? 1_000 : 0
  }
  return {
    /** ms until a call may be made; 0: now. Above 0 while another call is finding out. */
    waitMs,
    /**
     * Begins a call, which must be ended with its outcome: `neither` for a call that says nothing about the endpoint's
     * health (cancelled, rate limited).
     *
     * @returns null if none may be made now
     */
    begin(name: string): ((outcome: Outcome) => void) | null {
      if (waitMs(name) > 0) return null
      const probe = at(name).openedAt !== null
      if (probe) circuits.set(name, { ...at(name), probing: true })
      let over = false
      return (outcome) => {
        if (over) return
        over = true
        const { failures, openedAt, probing } = at(name)
        if (outcome === 'answered') circuits.delete(name)
        else if (outcome === 'failed') {
          const opens = probe || failures + 1 >= FAILURES
          circuits.set(name, {
            failures: failures + 1,
            openedAt: opens ? now() : openedAt,
            probing: probe ? false : probing,
          })
        } else if (probe) circuits.set(name, { failures, openedAt, probing: false })
      }
    },
  }
}
