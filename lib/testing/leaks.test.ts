import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leaksIn } from './leaks'

const secret = 'CANARYSOURCE the “lamp” was out'

test('finds a secret as it is, escaped, in other case and in base64 wherever it begins', () => {
  expect(leaksIn(JSON.stringify({ a: `x${secret}y` }), [secret])).toEqual([secret])
  expect(leaksIn(secret.toUpperCase(), [secret])).toEqual([secret])
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const code = Buffer.from(before + secret + after).toString('base64')
      expect(leaksIn(`{"x":"${code}"}`, [secret])).toEqual([secret])
      expect(leaksIn(`{"x":"${Buffer.from(before + secret + after).toString('base64url')}"}`, [secret])).toEqual([
        secret,
      ])
    }),
  )
  expect(leaksIn('nothing of the kind', [secret])).toEqual([])
})
