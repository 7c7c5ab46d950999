import { expect, test } from 'vitest'
import { trainingQuestions } from './questions'

const n = trainingQuestions.length
const other = { A: 'B', B: 'A' } as const

test('A is right in half of them, and not by turns', () => {
  expect(trainingQuestions.filter(({ right }) => right === 'A')).toHaveLength(n / 2)
  const turns = trainingQuestions.filter(({ right }, i) => right !== trainingQuestions[i + 1]?.right)
  expect(turns.length).toBeLessThan(n - 2)
})
test('the longer answer is right about half of the time, within each side too', () => {
  const longer = trainingQuestions.filter(({ answers, right }) => answers[right].length > answers[other[right]].length)
  const shorter = trainingQuestions.filter(({ answers, right }) => answers[right].length < answers[other[right]].length)
  expect(Math.abs(longer.length - shorter.length)).toBeLessThanOrEqual(2)
  for (const side of ['A', 'B'] as const)
    expect(longer.filter(({ right }) => right === side).length).toBeGreaterThanOrEqual(2)
})
test('each has a name of its own, two different answers, a reason and a source', () => {
  expect(new Set(trainingQuestions.map(({ id }) => id)).size).toBe(n)
  for (const { text, answers, why, source } of trainingQuestions) {
    expect(answers.A).not.toBe(answers.B)
    expect(text).toMatch(/\?$/)
    expect(why).toMatch(/\.$/)
    expect(source.length).toBeGreaterThan(10)
  }
})

// What can be calculated is calculated.
test('the figures that follow from others do', () => {
  expect(149_597_870.7 / 299_792.458).toBeCloseTo(499, 0)
  expect(91 % 7).toBe(0)
  expect(1_000_000 / 86_400).toBeGreaterThan(11.5)
  const apart = Array.from({ length: 23 }, (_, i) => (365 - i) / 365).reduce((product, share) => product * share, 1)
  expect(1 - apart).toBeCloseTo(0.507, 3)
  expect((23 * 22) / 2).toBe(253)
  expect([1969 + 30 - 1, 2560 - 30]).toEqual([1998, 2530]) // there is no year 0
})
