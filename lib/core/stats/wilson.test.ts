import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilson95 } from './wilson'

// Worked values: Newcombe (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i', (hits, n, lower, upper) => {
  const [low, high] = wilson95(hits, n)!
  expect([low.toFixed(4), high.toFixed(4)]).toEqual([lower.toFixed(4), upper.toFixed(4)])
})

test('holds the share, mirrors, and is nothing for nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.nat(), (n, some) => {
      const hits = some % (n + 1)
      const [low, high] = wilson95(hits, n)!
      const [mirrorLow] = wilson95(n - hits, n)!
      expect(low).toBeLessThanOrEqual(hits / n)
      expect(high).toBeGreaterThanOrEqual(hits / n)
      expect(mirrorLow).toBeCloseTo(1 - high, 12)
    }),
  )
  expect(wilson95(0, 0)).toBeNull()
  expect(() => wilson95(3, 2)).toThrow(RangeError)
})
