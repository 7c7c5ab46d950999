import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** Whose secret it is: a sealed text opens only for the same one, so a row's cipher is worth nothing in another row. */
export type Owned = { owner: string; row: string }
export type SecretBox = {
  seal(secret: string, owned: Owned): string
  /** @throws Error if it was sealed with another AUTH_SECRET, for another owner, or was changed; the message holds no secret */
  open(sealed: string, owned: Owned): string
}

/**
 * Keeps secrets in the database: AES-256-GCM with a key derived (HKDF-SHA-256) from AUTH_SECRET.
 *
 * Sealed as `v1.<key id>.<nonce>.<tag>.<cipher>`, base64url. The key id tells a lost AUTH_SECRET from a damaged row.
 */
export function secretBox(authSecret: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', authSecret, 'debate-arena', 'stored secrets/1', 32))
  const keyId = createHash('sha256').update('key id').update(key).digest('hex').slice(0, 8)
  const about = ({ owner, row }: Owned) => Buffer.from(JSON.stringify([keyId, owner, row]))
  return {
    seal(secret, owned) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(about(owned))
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return ['v1', keyId, ...[nonce, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed, owned) {
      const [version, id, ...parts] = sealed.split('.')
      const [nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (version !== 'v1' || !nonce || !tag || !body || tag.length !== 16) throw new Error('not a sealed secret')
      if (id !== keyId) throw new Error('sealed with another AUTH_SECRET')
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
        .setAAD(about(owned))
        .setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}
