import { expect, test } from 'vitest'
import { costMicros, estimateTokens } from './price'

test('costs what the price list says', () => {
  expect(costMicros({ input: 3, output: 15 }, 1_000_000, 2_000)).toBe(3_030_000)
  expect(costMicros({ input: 0.15, output: 0.6 }, 1, 0)).toBe(1)
  expect(costMicros({ input: 0, output: 0 }, 10, 10)).toBe(0)
})
test('an unknown price or count has no cost', () => {
  expect(costMicros(null, 1, 1)).toBeNull()
  expect(costMicros({ input: 1, output: 1 }, null, 1)).toBeNull()
  expect(costMicros({ input: 1, output: 1 }, 1, null)).toBeNull()
})
test('estimates tokens', () => {
  expect(estimateTokens('')).toBe(0)
  expect(estimateTokens('four words of text')).toBe(5)
})
