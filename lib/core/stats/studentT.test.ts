import { expect, test } from 'vitest'
import { meanWithT95, t975 } from './studentT'

// Two-sided 5 % points as printed in Fisher & Yates, Statistical Tables, table III.
test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [9, 2.262],
  [10, 2.228],
  [29, 2.045],
  [30, 2.042],
  [60, 2.0],
  [120, 1.98],
  [100_000, 1.96],
])('with %d degrees of freedom the 0.975 quantile is %d', (df, quantile) => {
  expect(t975(df)).toBeCloseTo(quantile, 3)
})
test.each([0, -1, 1.5, NaN])('%d degrees of freedom are refused', (df) => {
  expect(() => t975(df)).toThrow(RangeError)
})

test('mean and interval of four values, worked by hand', () => {
  // mean 2.5, s² = 5/3, s/√n = 0.6455; t(3) = 3.1824
  const found = meanWithT95([1, 2, 3, 4])
  expect(found?.mean).toBe(2.5)
  expect(found?.interval95?.[0]).toBeCloseTo(2.5 - 2.0543, 4)
  expect(found?.interval95?.[1]).toBeCloseTo(2.5 + 2.0543, 4)
})
test('one value has no interval, and none no mean', () => {
  expect(meanWithT95([-1])).toEqual({ mean: -1, interval95: null })
  expect(meanWithT95([])).toBeNull()
})
