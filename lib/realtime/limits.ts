/** Messages a socket may send: 20 a second, 40 at once (reliability.md §2, 13). */
const PER_SECOND = 20
const BURST = 40
/** So many refused in a row end the connection. */
const PATIENCE = 100

/** A bucket of permissions for one socket. @param now ms */
export function messageLimit(now: () => number = Date.now) {
  let [left, at, refused] = [BURST, now(), 0]
  return (): 'ok' | 'too-many' | 'end' => {
    const time = now()
    left = Math.min(BURST, left + ((time - at) / 1_000) * PER_SECOND)
    at = time
    if (left >= 1) {
      left--
      refused = 0
      return 'ok'
    }
    return ++refused > PATIENCE ? 'end' : 'too-many'
  }
}

/**
 * Whether a handshake may have come from our own pages. A browser always names the page's origin; programs name none.
 * The `cors` option does not stop a cross-site WebSocket, so this does.
 */
export function originAllowed(
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string | undefined,
): boolean {
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false // "null" of a sandboxed frame
  const from = new URL(origin)
  if (from.protocol !== 'http:' && from.protocol !== 'https:') return false
  return from.host === host || (publicUrl !== undefined && from.origin === new URL(publicUrl).origin)
}
