import { expect, test } from 'vitest'
import { randomFrom } from '#lib/core/random'
import { readCode, roomCode } from './code'

test('codes look like K7-MAPLE, the same for the same seed, and seldom meet', () => {
  const random = randomFrom('codes')
  const codes = Array.from({ length: 500 }, () => roomCode(random))
  for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z][2-9]-[A-Z]{4,8}$/)
  expect(new Set(codes).size).toBeGreaterThan(480)
  expect(roomCode(randomFrom('codes'))).toBe(codes[0])
  expect(roomCode(random, 6)).toMatch(/^[A-Z][2-9]-[A-Z]+-[A-Z]{6}$/)
})

test.each(['k7-maple', ' K7 maple ', 'K7MAPLE', 'K7 – Maple'])('%j is read as K7-MAPLE', (typed) => {
  expect(readCode(typed)).toBe('K7-MAPLE')
})
