import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paceMs, shownAt } from './pace'

const words = fc
  .array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 200, size: 'max' })
  .map((list) => list.join(' '))
const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000) // doubles would crowd at the ends

test('a round takes 8 to 12 seconds, by its longest speech', () => {
  expect(paceMs([100, 300])).toBe(8_000)
  expect(paceMs([100, 900])).toBe(9_900)
  expect(paceMs([9_000])).toBe(12_000)
  expect(paceMs([])).toBe(8_000)
})

test('both sides end together, and neither before', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const total = paceMs([a.length, b.length])
      expect([shownAt(a, total, total), shownAt(b, total, total)]).toEqual([a.length, b.length])
      expect([shownAt(a, 0, total), shownAt(b, 0, total)]).toEqual([0, 0])
      for (const text of [a, b])
        if (text.includes(' ')) expect(shownAt(text, total * 0.999, total)).toBeLessThan(text.length)
    }),
  )
})

test('text only grows, by whole words, and keeps within a word of its share', () => {
  fc.assert(
    fc.property(words, fc.array(share, { minLength: 5, maxLength: 30 }), (text, shares) => {
      let last = 0
      for (const share of shares.toSorted((p, q) => p - q)) {
        const n = shownAt(text, share * 10_000, 10_000)
        expect(n).toBeGreaterThanOrEqual(last)
        expect(n === 0 || n === text.length || /\s/.test(text[n] ?? '') || /\s/.test(text[n - 1] ?? '')).toBe(true)
        expect(Math.abs(n - share * text.length)).toBeLessThanOrEqual(10)
        last = n
      }
    }),
  )
})
