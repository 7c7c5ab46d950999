import { expect, test } from 'vitest'
import { minutesPerQuestion } from './duration'

test.each([
  [3, 100, 7], // what the front page promises of the demo
  [1, 100, 4],
  [10, 300, 39],
])('%i rounds of %i words take about %i minutes', (rounds, words, minutes) => {
  expect(minutesPerQuestion({ rounds, words })).toBe(minutes)
})
