import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atStart, believe, goOn, isOver, readProgress, settled, steps, type Progress } from './course'
import { trainingQuestions } from './questions'

test('every question is asked once, in order, with two things to try out between', () => {
  const asked = steps.flatMap((step) => (step.kind === 'question' ? [step] : []))
  expect(asked.map(({ question }) => question)).toEqual(trainingQuestions)
  expect(asked.map(({ number }) => number)).toEqual(trainingQuestions.map((_, i) => i + 1))
  expect(steps.filter(({ kind }) => kind !== 'question').map(({ kind }) => kind)).toEqual(['certainty', 'honesty'])
})
test('a question is left only with a belief, which stands', () => {
  expect(goOn(atStart)).toBe(atStart)
  const given = believe(atStart, 80)
  expect(believe(given, 20)).toBe(given)
  expect(goOn(given).step).toBe(1)
  expect(settled(given)).toEqual([{ percentA: 80, rightSide: 'A' }])
  expect(() => believe(atStart, 100)).toThrow(RangeError)
})

const through = (percents: readonly number[]) =>
  percents.reduce<Progress>((at, percentA) => goOn(believe(at, percentA)), atStart)
test('it ends after the last question', () => {
  const end = through(steps.map(() => 60))
  expect(isOver(end)).toBe(true)
  expect(settled(end)).toHaveLength(trainingQuestions.length)
  expect(goOn(end)).toBe(end)
  expect(isOver(through(steps.slice(1).map(() => 60)))).toBe(false)
})
test('what a browser kept is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 16 }), (percents) => {
      const progress = through(percents)
      expect(readProgress(JSON.stringify(progress))).toEqual(progress)
    }),
  )
})
test.each([
  null,
  '',
  '{',
  '7',
  'null',
  '[]',
  '{"step":3}',
  '{"step":"3","beliefs":{}}',
  '{"step":5,"beliefs":{}}',
  '{"step":-1,"beliefs":{}}',
  '{"step":0.5,"beliefs":{}}',
  '{"step":1,"beliefs":{"sunlight":100}}',
  '{"step":1,"beliefs":{"sunlight":"80","nothing":5}}',
])('%s is the start', (stored) => {
  expect(readProgress(stored)).toEqual(atStart)
})
