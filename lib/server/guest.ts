import { createHmac } from 'node:crypto'

export { signVisit, VISIT_SECONDS } from '#lib/adapters/visit'

/**
 * The id of the guest that a request makes: the same for the same Idempotency-Key, so that a request repeated after a
 * lost answer makes one guest. Without a key, or with one that could be guessed, a guest gets a new id.
 */
export function guestId(secret: string, idempotencyKey: string | null): string | undefined {
  if (!idempotencyKey || idempotencyKey.length < 32) return undefined
  const bytes = createHmac('sha256', secret).update(`arena.guest/1 ${idempotencyKey}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80 // version 8: our own way of making it
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
