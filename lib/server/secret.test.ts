import { mkdtempSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { authSecret } from './secret'

test('is made once, long, and for the owner only', () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'arena-secret-'))
  const secret = authSecret(dataDir)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(authSecret(dataDir)).toBe(secret)
  expect(statSync(path.join(dataDir, 'auth-secret')).mode & 0o777).toBe(0o600)
  rmSync(dataDir, { recursive: true })
})
