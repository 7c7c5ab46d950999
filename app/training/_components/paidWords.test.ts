import { expect, test } from 'vitest'
import { paidWords } from './paidWords'

test.each([
  [80, 'You gave 80 to the right one: you lose 0.32 bits of at most 6.64; had it been wrong you would have lost 2.32.'],
  [
    20,
    'You gave 20 to the right one: you lose 2.32 bits of at most 6.64; had the other been right you would have lost 0.32.',
  ],
  [50, 'You gave 50 to each: you lose 1 bit of at most 6.64, whichever is right.'],
  [
    1,
    'You gave 1 to the right one: you lose 6.64 bits of at most 6.64; had the other been right you would have lost 0.01.',
  ],
])('of %d it says what was lost', (percentRight, words) => {
  expect(paidWords(percentRight)).toBe(words)
})
