import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedCalibrationError, reliabilityTable, type Settled } from './calibration'
import { wilson95 } from './wilson'

const inA = (...percents: number[]): Settled[] => percents.map((percentA) => ({ percentA, rightSide: 'A' }))

// Five beliefs, worked by hand: 50 (half right) and 55 (right), 40 (60 % for B, wrong), 80 and 99 (right).
const five = inA(50, 55, 40, 80, 99)
test('a table of five beliefs', () => {
  const filled = reliabilityTable(five).filter(({ n }) => n > 0)
  expect(filled).toMatchObject([
    { from: 0.5, to: 0.6, n: 2, meanConfidence: 0.525, accuracy: 0.75 },
    { from: 0.6, to: 0.7, n: 1, meanConfidence: 0.6, accuracy: 0, wilson95: wilson95(0, 1) },
    { from: 0.8, to: 0.9, n: 1, meanConfidence: 0.8, accuracy: 1, wilson95: wilson95(1, 1) },
    { from: 0.9, to: 1, n: 1, meanConfidence: 0.99, accuracy: 1 },
  ])
  // (|1.5 − 1.05| + |0 − 0.6| + |1 − 0.8| + |1 − 0.99|) / 5
  expect(expectedCalibrationError(five)).toBeCloseTo(0.252, 12)
})

test('bins that nobody fell into are blank, not zero', () => {
  const table = reliabilityTable(inA(70))
  expect(table.map(({ from }) => from)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
  expect(table.map(({ n }) => n)).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
  expect(table[6]).toEqual({ from: 0.6, to: 0.7, n: 0, meanConfidence: null, accuracy: null, wilson95: null })
  expect(expectedCalibrationError([])).toBeNull()
})
test.each([
  { beliefs: inA(99, 99, 1), error: 0.3233, when: 'sure, and wrong once in three' },
  { beliefs: inA(75, 75, 75, 25), error: 0, when: 'right as often as sure' },
  { beliefs: inA(50, 50, 50), error: 0, when: 'never leaning' },
  { beliefs: inA(100, 100), error: 0, when: 'certain and right: the last bin is closed' },
  { beliefs: inA(0), error: 1, when: 'certain and wrong' },
])('$when: $error', ({ beliefs, error }) => {
  expect(expectedCalibrationError(beliefs)).toBeCloseTo(error, 4)
})
test.each([-1, 101, NaN])('%d is no belief', (percentA) => {
  expect(() => reliabilityTable(inA(percentA))).toThrow(RangeError)
  expect(() => expectedCalibrationError(inA(percentA))).toThrow(RangeError)
})

const settled = fc.record({
  percentA: fc.integer({ min: 1, max: 99 }),
  rightSide: fc.constantFrom('A' as const, 'B' as const),
})
test('sides and order do not matter, all are counted, confidence lies in its bin, and the table gives the error', () => {
  fc.assert(
    fc.property(fc.array(settled, { minLength: 1, maxLength: 60 }), (beliefs) => {
      const table = reliabilityTable(beliefs)
      const error = expectedCalibrationError(beliefs)!
      const swapped = beliefs.map(({ percentA, rightSide }): Settled => ({
        percentA: 100 - percentA,
        rightSide: rightSide === 'A' ? 'B' : 'A',
      }))
      expect(reliabilityTable(swapped)).toEqual(table)
      expect(reliabilityTable(beliefs.toReversed())).toEqual(table)
      expect(table.reduce((sum, { n }) => sum + n, 0)).toBe(beliefs.length)
      let fromTable = 0
      for (const { from, to, n, meanConfidence, accuracy, wilson95 } of table) {
        if (accuracy === null) continue
        expect(meanConfidence).toBeGreaterThanOrEqual(from - 1e-12)
        expect(meanConfidence).toBeLessThan(to)
        expect(wilson95[0]).toBeLessThanOrEqual(accuracy)
        expect(wilson95[1]).toBeGreaterThanOrEqual(accuracy)
        fromTable += (n / beliefs.length) * Math.abs(accuracy - meanConfidence)
      }
      expect(error).toBeCloseTo(fromTable, 12)
      expect(error).toBeGreaterThanOrEqual(0)
      expect(error).toBeLessThan(1)
    }),
  )
})
