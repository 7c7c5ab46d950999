import { createHmac, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { codeOf, filesystemProblem } from '../cannotStart'

/**
 * The secret that signs cookies and encrypts stored keys: made on first use, kept in `auth-secret` (mode 0600).
 * Whoever loses it signs everybody out and must enter the providers' keys again.
 *
 * @throws CannotStart if the folder cannot be written
 */
export function authSecret(dataDir: string): string {
  const file = path.join(dataDir, 'auth-secret')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true })
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw filesystemProblem(error, dataDir)
  }
}

/** Of the pseudonyms in exports: the same judge has the same one throughout an installation. */
export const pseudonymSecretOf = (secret: string): string =>
  createHmac('sha256', secret).update('pseudonyms/1').digest('hex')
