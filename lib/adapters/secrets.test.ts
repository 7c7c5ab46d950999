import { expect, test } from 'vitest'
import { secretBox } from './secrets'

const box = secretBox('a'.repeat(32))
const owned = { owner: 'provider', row: '1' }

test('opens what it sealed, also in another process with the same AUTH_SECRET', () => {
  const sealed = box.seal('sk-ключ', owned)
  expect(sealed).not.toContain('sk-')
  expect(secretBox('a'.repeat(32)).open(sealed, owned)).toBe('sk-ключ')
  expect(box.seal('sk-ключ', owned)).not.toBe(sealed)
})

test('opens for nobody else', () => {
  const sealed = box.seal('secret', owned)
  expect(() => box.open(sealed, { ...owned, row: '2' })).toThrow()
  expect(() => box.open(sealed, { ...owned, owner: 'platform' })).toThrow()
  expect(() => secretBox('b'.repeat(32)).open(sealed, owned)).toThrow('another AUTH_SECRET')
})

test('refuses what was changed', () => {
  const sealed = box.seal('secret', owned)
  const parts = sealed.split('.')
  for (const at of [2, 3, 4]) {
    const bytes = Buffer.from(parts[at]!, 'base64url')
    bytes[0]! ^= 1
    expect(() => box.open(parts.with(at, bytes.toString('base64url')).join('.'), owned)).toThrow()
  }
  expect(() => box.open(sealed.replace(parts[3]!, parts[3]!.slice(0, 6)), owned)).toThrow('not a sealed secret')
  expect(() => box.open('secret', owned)).toThrow('not a sealed secret')
})
