import { expect, test } from 'vitest'
import { passwords } from './passwords'

test('a password is right for its own hash alone', async () => {
  const hash = await passwords.hash('a plain little password')
  expect(await passwords.verify('a plain little password', hash)).toBe(true)
  expect(await passwords.verify('a plain little passwort', hash)).toBe(false)
  expect(hash).not.toContain('plain')
})

test('the same password has another hash each time', async () => {
  expect(await passwords.hash('correct horse')).not.toBe(await passwords.hash('correct horse'))
})

test('an accent typed on another keyboard is the same accent', async () => {
  expect(await passwords.verify('cafe\u0301 noir', await passwords.hash('caf\u00e9 noir'))).toBe(true)
})

test('an account that is not there is never right and takes as long', async () => {
  const hash = await passwords.hash('something long')
  const timed = async (stored: string | null) => {
    const began = performance.now()
    expect(await passwords.verify('something else', stored)).toBe(false)
    return performance.now() - began
  }
  const fastest = async (stored: string | null) => Math.min(await timed(stored), await timed(stored))
  const [known, unknown] = [await fastest(hash), await fastest(null)]
  expect(unknown).toBeGreaterThan(known / 3)
})

test('what is not a hash of ours is a broken thing, not a wrong password', async () => {
  await expect(passwords.verify('x', 'md5$abc')).rejects.toThrow('not one of ours')
})
