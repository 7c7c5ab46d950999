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

/** Handshakes of one network address: a class room behind one address, whose phones all come back after a restart. */
const HANDSHAKES = 300
const HANDSHAKES_MS = 60_000

/** Counts handshakes by address, from minute to minute; nothing is kept of the minute before. @param now ms */
export function handshakeLimit(now: () => number = Date.now) {
  const counts = new Map<string, number>()
  let since = now()
  return (address: string): 'ok' | { retryAfterSeconds: number } => {
    const time = now()
    if (time - since >= HANDSHAKES_MS) {
      counts.clear()
      since = time
    }
    const count = (counts.get(address) ?? 0) + 1
    counts.set(address, count)
    return count <= HANDSHAKES ? 'ok' : { retryAfterSeconds: Math.ceil((since + HANDSHAKES_MS - time) / 1_000) }
  }
}

/** So much, about 1 MB, may wait for a client that does not read. Every view of a long debate is a tenth of it. */
const WAITING_MAX = 1_000_000
/** What is watched of a socket's connection: engine.io's documented events, and the TCP socket beneath. */
type Wire = {
  on(event: 'packetCreate', listener: (packet: { data?: unknown }) => void): unknown
  on(event: 'flush', listener: () => void): unknown
}
type Tcp = { readonly writableLength: number; destroy(): unknown }

/**
 * Cuts off a client for which too much waits: it comes back and asks for the newest. Pieces of speeches are not among
 * what waits, since volatile messages are dropped from the first moment in which the client does not keep up.
 */
export function boundWaiting(wire: Wire, tcp: Tcp): void {
  let queued = 0 // characters that engine.io has not yet handed on to TCP
  wire.on('packetCreate', ({ data }) => {
    if (queued + tcp.writableLength > WAITING_MAX) tcp.destroy()
    else if (typeof data === 'string') queued += data.length
  })
  wire.on('flush', () => void (queued = 0))
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
