import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { Passwords } from '#lib/ports'

/** OWASP's setting for scrypt at 32 MiB: N = 2^15, r = 8, p = 3. About a tenth of a second, off the event loop. */
const COST = { log2N: 15, r: 8, p: 3 }
const KEY_BYTES = 32

/** scrypt with a salt of its own; the stored text names its cost, so that the cost can grow later. */
export const passwords: Passwords = {
  async hash(password) {
    const salt = randomBytes(16)
    const key = await derive(password, salt, COST)
    return ['scrypt', COST.log2N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$')
  },
  async verify(password, hash) {
    const stored = parse(hash ?? nobody)
    const key = await derive(password, stored.salt, stored.cost)
    return timingSafeEqual(key, stored.key) && hash !== null
  },
}

/** Of an account that does not exist: as costly as any other, so that the time tells nothing. */
const nobody = [
  'scrypt',
  COST.log2N,
  COST.r,
  COST.p,
  'AAAAAAAAAAAAAAAAAAAAAA',
  Buffer.alloc(KEY_BYTES).toString('base64url'),
].join('$')

function parse(hash: string) {
  const [name, log2N, r, p, salt, key] = hash.split('$')
  if (name !== 'scrypt' || !salt || !key) throw new Error('a stored password hash is not one of ours')
  const cost = { log2N: Number(log2N), r: Number(r), p: Number(p) }
  return { cost, salt: Buffer.from(salt, 'base64url'), key: Buffer.from(key, 'base64url') }
}

/** NFKC, so that an accent typed on another keyboard is the same accent. */
const derive = (password: string, salt: Buffer, { log2N, r, p }: typeof COST) =>
  new Promise<Buffer>((resolve, reject) => {
    const cost = { N: 2 ** log2N, r, p, maxmem: 64 * 1024 * 1024 }
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
