import { expect, test } from 'vitest'
import { costSoFar, dollars, isStill, outlook, standing, when } from './panelWords'

const tasks = (given: Partial<Parameters<typeof standing>[0]['tasks']>) => ({
  waiting: 0,
  running: 0,
  done: 0,
  invalid: 0,
  failed: 0,
  ...given,
})

test.each([
  ['running', { done: 3, waiting: 1_200, running: 2 }, '3 of 1,205 judged, 1,202 to go', false],
  ['running', { done: 4 }, 'all 4 judged', true],
  ['running', { done: 4, invalid: 1, failed: 2 }, '4 of 7 judged, 1 invalid, 2 failed', true],
  ['paused', { done: 1, waiting: 1 }, '1 of 2 judged, 1 to go, paused', false],
  ['cancelled', { done: 1, waiting: 3 }, '1 of 4 judged, 3 called off, cancelled', true],
  ['cancelled', { done: 1, waiting: 2, running: 1 }, '1 of 4 judged, 3 called off, cancelled', false],
] as const)('%s %j: %s', (state, given, words, still) => {
  expect(standing({ state, tasks: tasks(given) })).toBe(words)
  expect(isStill({ state, tasks: tasks(given) })).toBe(still)
})

test.each([
  [0, '$0.00'],
  [1_234_567, '$1.23'],
  [12_340, '$0.0123'],
  [123, '$0.000123'],
  [5_000_000_000, '$5,000.00'],
])('%d millionths are %s', (micros, words) => expect(dollars(micros)).toBe(words))

test('what is not known is never said to cost nothing', () => {
  const cost = { calls: 4, tokensIn: 900, tokensOut: 100, micros: null, unpriced: 4 }
  expect(costSoFar(cost)).toBe('4 calls, 1,000 tokens, at a price that is not known.')
  expect(costSoFar({ ...cost, micros: 200_000, unpriced: 1 })).toContain('$0.20, and 1 call of unknown price.')
  expect(costSoFar({ ...cost, calls: 0, unpriced: 0 })).toContain('nothing')
})

const plan = { debates: 2, judges: 1, already: 0, tasks: 2, calls: 12, tokensIn: 12_345, tokensOut: 1_920, micros: 3_000, unpriced: 0, read: 2 } // prettier-ignore
test('an estimate says what it is made from, and what is done already', () => {
  expect(outlook(plan)).toEqual([
    '2 debates, 1 judge: 2 judgments to make.',
    'About 12 calls of models (each belief in both orders), 12,000 tokens read and 1,900 written.',
    'About $0.0030. Thinking and repeated replies come on top.',
  ])
  expect(outlook({ ...plan, debates: 100, already: 98 }).join()).toMatch(/98 were made before.*from 2 of the debates/)
  expect(outlook({ ...plan, micros: null, unpriced: 12 }).join()).toContain('not known')
  expect(outlook({ ...plan, calls: 0, tokensIn: 0, tokensOut: 0, micros: null }).join()).toContain('costs nothing')
  expect(outlook({ ...plan, debates: 0 })).toHaveLength(1)
})

test('a moment is told in words, in UTC', () =>
  expect(when(Date.UTC(2026, 10, 3, 5, 4))).toBe('3 November 2026, 05:04 UTC'))
