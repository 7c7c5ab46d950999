import { expect, test } from 'vitest'
import { askedFor, askingLacks, commentOf, endingLacks } from './asking'
import { guardsOf } from './guards'

const optional = { comment: 'optional', commentMinChars: 0, commentMaxChars: 10, commentTo: 'all' } as const
const required = { ...optional, comment: 'required', commentMinChars: 5 } as const
const typed = (comment: string, to?: 'A' | 'B') => ({ percentA: 60, comment, to })

test.each([
  [optional, typed(''), null],
  [optional, { ...typed(''), percentA: null }, /figure/],
  [optional, typed('Why then? '), null],
  [optional, typed('😀'.repeat(10)), null], // counted as the rules count, not as the browser does
  [optional, typed('Why then, so?'), '3 characters too many.'],
  [required, typed('  '), /Say something/],
  [required, typed('Why'), /At least 5 characters: 2 to go/],
  [{ ...optional, commentTo: 'addressed' as const }, typed('Why?'), /whom/],
  [{ ...optional, commentTo: 'addressed' as const }, typed('Why?', 'B'), null],
  [{ ...optional, comment: 'off' as const }, typed('a long text that is not sent'), null],
])('%o with %o lacks %s', (rules, given, lacks) => {
  const said = askingLacks(rules, given)
  if (lacks instanceof RegExp) expect(said).toMatch(lacks)
  else expect(said).toBe(lacks)
})

test('what is sent is trimmed, addressed only where it has to be, and nothing where nothing is said', () => {
  expect(commentOf(optional, ' Why? ', 'A')).toEqual({ text: 'Why?' })
  expect(commentOf({ ...optional, commentTo: 'addressed' }, 'Why?', 'A')).toEqual({ text: 'Why?', to: 'A' })
  expect(commentOf(optional, ' ', undefined)).toBeUndefined()
  expect(commentOf({ ...optional, comment: 'off' }, 'Why?', undefined)).toBeUndefined()
})

test('the end is offered from the least number of rounds on', () => {
  const end = { judge: true, minRounds: 2, maxRounds: 5 } as const
  expect(endingLacks({ end }, 1)).toMatch(/after round 2/)
  expect(endingLacks({ end }, 2)).toBeNull()
})

test('only the judge who asks for rounds pays for them, and not for the first', () => {
  const rules = { costPerRound: 0.05, rounds: 3 }
  expect(askedFor({ presiding: true, rules }, 3)).toEqual({ continues: 2, costPerRound: 0.05 })
  expect(askedFor({ presiding: true, rules }, 4)).toEqual({ continues: 2, costPerRound: 0.05 }) // ended after the third
  expect(askedFor({ presiding: false, rules }, 3)).toEqual({ continues: 0, costPerRound: 0 })
})

const seen = (trail: [number, number][], phase: 'running' | 'completed', roundsOver: number) => ({
  own: { trail: trail.map(([afterRound, percentA]) => ({ afterRound, percentA })) },
  rules: { rounds: phase === 'running' ? 5 : roundsOver },
  phase,
  roundsOver,
})
const turned: [number, number][] = [
  [0, 40],
  [1, 45],
]

test('ending after one round, and right after changing sides, is remarked upon', () => {
  const titles = (...given: Parameters<typeof guardsOf>) => guardsOf(...given).map(({ title }) => title)
  expect(titles(seen([[0, 40]], 'running', 1), 30)).toEqual(['You have read one round only.'])
  expect(titles(seen(turned, 'running', 2), 80)).toEqual(['You have just changed sides; nobody has answered that.'])
  expect(guardsOf(seen(turned, 'running', 2), 80)[0]?.text).toMatch(/^After round 1 you gave A 45/)
  expect(titles(seen(turned, 'running', 2), 20)).toEqual([])
  expect(titles(seen(turned, 'completed', 2), 80)).toEqual(['This turns your last belief around.'])
  expect(titles(seen([], 'completed', 0), 80)).toEqual([])
})
