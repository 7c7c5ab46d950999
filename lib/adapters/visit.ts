import { createHmac, timingSafeEqual } from 'node:crypto'

/** How long a guest's browser remembers who they are, seconds. */
export const VISIT_SECONDS = 30 * 24 * 60 * 60

/**
 * The value of a guest's cookie: who, until when, and a signature over both.
 *
 * @param now ms since 1970
 */
export function signVisit(secret: string, guestId: string, now: number): string {
  const said = `${guestId}.${Math.floor(now / 1000) + VISIT_SECONDS}`
  return `${said}.${signature(secret, said)}`
}

/** @returns the guest's id; null if it was signed with another secret, changed, or has run out */
export function readVisit(secret: string, value: string, now: number): string | null {
  const [guestId, until, given, ...rest] = value.split('.')
  if (!guestId || !until || !given || rest.length > 0) return null
  const due = Buffer.from(signature(secret, `${guestId}.${until}`))
  const sent = Buffer.from(given)
  if (due.length !== sent.length || !timingSafeEqual(due, sent)) return null
  return Number(until) * 1000 > now ? guestId : null
}

/** With a name of its purpose, so that no other text signed with this secret passes for a visit. */
const signature = (secret: string, said: string) =>
  createHmac('sha256', secret).update(`arena.visit/1 ${said}`).digest('base64url')
