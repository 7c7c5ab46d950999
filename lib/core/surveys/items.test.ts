import { expect, test } from 'vitest'
import { answersOf, answersTo, sameAnswers } from './answers'
import { items, itemsFor, respondents, type SurveyContext } from './items'

const context = (from: Partial<SurveyContext> = {}): SurveyContext => ({
  role: 'judge',
  survey: 'full',
  speakers: ['A', 'B'],
  heard: true,
  led: true,
  told: false,
  ...from,
})
const numbers = (from: Partial<SurveyContext> & { outcomeShown?: boolean }) =>
  itemsFor({ ...context(from), ...('outcomeShown' in from && { outcomeShown: from.outcomeShown }) })
    .map(({ id }) => items[id].number)
    .toSorted((x, y) => x - y)

test('there are nineteen items, each with a number of its own', () => {
  const all = Object.values(items).map(({ number }) => number)
  expect(all.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 19 }, (_, i) => i + 1))
})

test('each role is asked what it can answer', () => {
  expect(numbers({ role: 'judge' })).toEqual([1, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  expect(numbers({ role: 'late' })).toEqual([1, 5, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19])
  expect(numbers({ role: 'debater' })).toEqual([1, 2, 3, 4, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19])
})

test('the short survey is five items; where nothing is asked there are none', () => {
  expect(numbers({ survey: 'short' })).toEqual([1, 5, 7, 9, 18])
  expect(numbers({ survey: 'off' })).toEqual([])
})

test('why it came out so, and how sound the reasoning was, come after the outcome; all others before', () => {
  expect(numbers({ outcomeShown: true })).toEqual([1, 13])
  expect(numbers({ outcomeShown: false })).toEqual(numbers({}).filter((number) => number !== 1 && number !== 13))
})

test('nobody is asked about a side that did not exist, or about what did not take place', () => {
  for (const role of respondents) {
    const alone = itemsFor(context({ role, speakers: ['B'] }))
    expect(alone.flatMap((item) => (item.form === 'both' ? item.sides : [])).every((side) => side === 'B')).toBe(true)
    expect(alone.map(({ id }) => id)).not.toContain('answered')
    expect(itemsFor(context({ role, speakers: [] })).map(({ form }) => form)).not.toContain('both')
  }
  expect(numbers({ role: 'judge', speakers: [] })).toEqual([1, 13, 15, 16, 17, 19])
  expect(numbers({ heard: false, led: false })).not.toEqual(expect.arrayContaining([12]))
  expect(numbers({ led: false })).not.toContain(14)
  expect(numbers({ told: true })).not.toContain(18) // the page said it all along
})

const short = context({ survey: 'short' })
const given = {
  convincing: { A: 4, B: 2 },
  helped: { A: 5, B: 1 },
  facts: { A: 3, B: 3 },
  others: 'models',
  why: ' Only one side quoted the end. ',
}

test('answers are stored as shown, 1 to 5, with texts trimmed', () => {
  expect(answersOf(short, given)).toEqual({ ...given, why: 'Only one side quoted the end.' })
})

test.each([
  { what: 'a required text is missing', answers: { ...given, why: '  ' } },
  { what: 'a rating is 0', answers: { ...given, helped: { A: 0, B: 1 } } },
  { what: 'a rating is 6', answers: { ...given, helped: { A: 6, B: 1 } } },
  { what: 'a rating is between two', answers: { ...given, helped: { A: 2.5, B: 1 } } },
  { what: 'one side is left out', answers: { ...given, helped: { A: 2 } } },
  { what: 'the choice is none of the list', answers: { ...given, others: 'my friend Ada' } },
  { what: 'something was not asked', answers: { ...given, page: 'too small' } },
])('refuses answers when $what', ({ answers }) => {
  expect(answersOf(short, answers)).toBeNull()
})

test('a lone speaker is rated once, and the side that did not exist not at all', () => {
  const alone = itemsFor({ ...short, speakers: ['B'] })
  const one = { ...given, convincing: { B: 4 }, helped: { B: 5 }, facts: { B: 3 } }
  expect(answersTo(alone).safeParse(one).success).toBe(true)
  expect(answersTo(alone).safeParse({ ...one, helped: { A: 1, B: 5 } }).success).toBe(false)
})

test('what need not be answered may be left open or blank', () => {
  const naive = context({ speakers: [] })
  expect(answersOf(naive, { why: 'w', sound: 3, remarks: ' ' })).toEqual({ why: 'w', sound: 3 })
})

test('the same answers are the same in whatever order they come', () => {
  expect(sameAnswers({ a: 1, b: { A: 1, B: 2 } }, { b: { B: 2, A: 1 }, a: 1 })).toBe(true)
  expect(sameAnswers({ a: 1 }, { a: 1, b: 'x' })).toBe(false)
  expect(sameAnswers({ a: 1, b: 'x' }, { a: 1 })).toBe(false)
  expect(sameAnswers({ b: { A: 1, B: 2 } }, { b: { A: 2, B: 1 } })).toBe(false)
})
