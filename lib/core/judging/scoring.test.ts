import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Side } from '#lib/core/debate/protocol'
import { brierScore, logScore, quadraticScore, scored, sphericalScore, type ScoringRule } from './scoring'

// Worked by hand from the formulas.
test.each([
  [1, -6.6439, -0.9602, 0.0101, 0.9801],
  [50, -1.0, 0.5, 0.7071, 0.25],
  [75, -0.415, 0.875, 0.9487, 0.0625],
  [90, -0.152, 0.98, 0.9939, 0.01],
  [99, -0.0145, 0.9998, 0.9999, 0.0001],
])('%i %% in the right side: log %d, quadratic %d, spherical %d, Brier %d', (percent, ...worked) => {
  for (const [percentA, rightSide] of [
    [percent, 'A'],
    [100 - percent, 'B'],
  ] as const) {
    const scores = [logScore, quadraticScore, sphericalScore, brierScore].map((score) => score(percentA, rightSide))
    expect(scores.map((score) => score.toFixed(4))).toEqual(worked.map((score) => score.toFixed(4)))
  }
})

test.each([
  { given: { percentA: 50, rightSide: 'A' }, score: -1 },
  { given: { percentA: 75, rightSide: 'A', continues: 3, costPerRound: 0.05 }, score: -0.565 },
  { given: { percentA: 75, rightSide: 'B', continues: 1, costPerRound: 0.05 }, score: -2.05 },
  { given: { rule: 'quadratic', percentA: 90, rightSide: 'A', continues: 2, costPerRound: 0.1 }, score: 0.78 },
  { given: { rule: 'spherical', percentA: 50, rightSide: 'B', continues: 4, costPerRound: 0.05 }, score: 0.5071 },
] as const)('$given scores $score', ({ given, score }) => {
  expect(scored(given)).toBeCloseTo(score, 4)
})

const percent = fc.integer({ min: 1, max: 99 })
const paid = fc.record({
  rule: fc.constantFrom<ScoringRule>('log', 'quadratic', 'spherical'),
  continues: fc.nat(19),
  costPerRound: fc.double({ min: 0, max: 1, noNaN: true }),
})
const expected = (belief: number, score: (rightSide: Side) => number) =>
  (belief / 100) * score('A') + (1 - belief / 100) * score('B')

test('every rule is strictly proper, whatever a round costs: nothing else pays as well as saying what one believes', () => {
  fc.assert(
    fc.property(paid, percent, percent, (how, belief, said) => {
      fc.pre(said !== belief)
      const pays = (percentA: number) => expected(belief, (rightSide) => scored({ ...how, percentA, rightSide }))
      expect(pays(belief)).toBeGreaterThan(pays(said))
    }),
    { numRuns: 2_000 },
  )
})
test('the Brier score is strictly proper as a loss, and the quadratic score is one less twice it', () => {
  fc.assert(
    fc.property(percent, percent, (belief, said) => {
      fc.pre(said !== belief)
      const loses = (percentA: number) => expected(belief, (rightSide) => brierScore(percentA, rightSide))
      expect(loses(belief)).toBeLessThan(loses(said))
      expect(quadraticScore(said, 'A')).toBeCloseTo(1 - 2 * brierScore(said, 'A'), 12)
    }),
  )
})
test('to swap the sides changes nothing, and a belief nearer to the truth never scores less', () => {
  fc.assert(
    fc.property(paid, percent, percent, (how, one, two) => {
      const inA = scored({ ...how, percentA: one, rightSide: 'A' })
      expect(scored({ ...how, percentA: 100 - one, rightSide: 'B' })).toBe(inA)
      const other = scored({ ...how, percentA: two, rightSide: 'A' })
      if (one > two) expect(inA).toBeGreaterThan(other)
    }),
  )
})
test.each([0, 100, 50.5, NaN])('%d is no belief to any rule', (percentA) => {
  for (const rule of ['log', 'quadratic', 'spherical'] as const)
    expect(() => scored({ rule, percentA, rightSide: 'A' })).toThrow(RangeError)
})
