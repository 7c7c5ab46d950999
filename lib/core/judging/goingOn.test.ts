import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedScore, neededGain } from './goingOn'

// The rule of Michael et al. (2023): log score, 0.05 per round.
test.each([
  { of: 'the favoured answer', percent: 50, gain: 14 },
  { of: 'the favoured answer', percent: 60, gain: 7 },
  { of: 'the favoured answer', percent: 70, gain: 4 },
  { of: 'the favoured answer', percent: 80, gain: 3 },
  { of: 'the favoured answer', percent: 90, gain: 2 },
  { of: 'the favoured answer', percent: 95, gain: 2 },
  { of: 'the favoured answer', percent: 97, gain: 1 },
  { of: 'the favoured answer', percent: 99, gain: null },
  { of: 'the other answer', percent: 40, gain: 27 },
  { of: 'the other answer', percent: 20, gain: 63 },
  { of: 'the other answer', percent: 10, gain: 82 },
])('from $percent % for $of a round pays from $gain points on', ({ percent, gain }) => {
  for (const continues of [0, 1, 7]) expect(neededGain(percent, continues, 0.05)).toBe(gain)
})

test.each([
  [50, 0, -1],
  [50, 2, -1.1],
  [75, 0, -0.8113],
  [90, 1, -0.519],
])('at %i %% after %i rounds asked for, %d is expected', (percent, continues, bits) => {
  expect(expectedScore(percent, continues, 0.05)).toBeCloseTo(bits, 4)
  expect(expectedScore(100 - percent, continues, 0.05)).toBeCloseTo(bits, 4)
})

const percent = fc.integer({ min: 1, max: 99 })
const cost = fc.double({ min: 0, max: 1, noNaN: true })
test('it is the smallest gain that pays, does not grow with rounds gone by, and never falls with their cost', () => {
  let none = 0
  fc.assert(
    fc.property(percent, fc.nat(19), cost, cost, (now, continues, k, dearer) => {
      const gain = neededGain(now, continues, k)
      expect(neededGain(now, 0, k)).toBe(gain)
      const more = neededGain(now, continues, Math.max(k, dearer))
      const before = expectedScore(now, continues, k)
      const pays = (then: number) => expectedScore(then, continues + 1, k) >= before - 1e-9
      const until = gain === null ? 99 : now + gain - 1
      for (let then = now; then <= until; then++) expect(pays(then)).toBe(false)
      if (gain === null) {
        none++
        expect(more).toBeNull()
      } else {
        expect(pays(now + gain)).toBe(true)
        expect(more ?? 99).toBeGreaterThanOrEqual(gain)
      }
    }),
    { numRuns: 1_000 },
  )
  expect(none).toBeGreaterThan(9) // a property that never meets its case proves nothing
})
test('a round that costs nothing needs no gain', () => {
  for (let now = 1; now <= 99; now++) expect(neededGain(now, 3, 0)).toBe(0)
})
test.each([0, 100, 50.5])('%d is no belief', (now) => {
  expect(() => neededGain(now, 0, 0.05)).toThrow(RangeError)
})
