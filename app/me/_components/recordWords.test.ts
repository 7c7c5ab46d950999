import { expect, test } from 'vitest'
import type { Field } from '#lib/core/judging/ownRecord'
import { fieldTitle, fieldWords, leftOutWords, recordTitle, scoreWords } from './recordWords'

const field: Field = {
  debates: 14,
  judges: 6,
  verdicts: 31,
  own: -0.62,
  others: -0.714,
  difference: 0.094,
  interval95: [-0.1, 0.288],
}

test('the score, and that of the others on the same debates', () => {
  expect(scoreWords({ n: 14, meanLogScore: -0.62, field })).toBe(
    'Over 14 verdicts you scored −0.62 on average; others on the same debates −0.71.',
  )
  expect(scoreWords({ n: 20, meanLogScore: -0.5, field })).toBe(
    'Over 20 verdicts you scored −0.50 on average. On the 14 debates of these that others judged as well, you scored −0.62 and they −0.71.',
  )
  expect(scoreWords({ n: 1, meanLogScore: -1, field: null })).toBe(
    'Over 1 verdict you scored −1.00. Nobody else has judged this debate the same way.',
  )
})

test.each<{ interval95: Field['interval95']; debates: number; title: string }>([
  { interval95: [-0.1, 0.3], debates: 14, title: 'You and the others cannot be told apart by score' },
  { interval95: [0.1, 0.3], debates: 14, title: 'You scored better than others on the same debates' },
  { interval95: [-0.3, -0.1], debates: 14, title: 'You scored worse than others on the same debates' },
  { interval95: [0.1, 0.3], debates: 9, title: 'Too few debates to tell you from the others' },
  { interval95: null, debates: 1, title: 'Too few debates to tell you from the others' },
])('the title goes no further than $interval95 over $debates', ({ title, ...part }) => {
  expect(fieldTitle({ ...field, ...part })).toBe(title)
})

test('every figure comes with its n, and its interval where there is one', () => {
  expect(fieldWords(field)).toBe(
    'Your score less theirs: 0.09 bits on average, 95 % interval −0.10 to 0.29. 14 debates, 31 verdicts of 6 other judges.',
  )
  expect(fieldWords({ ...field, debates: 1, interval95: null })).toContain('so no interval')
})

test('ties are said', () => {
  expect(recordTitle({ n: 14, right: 9, ties: 0 })).toBe('You were right in 9 of 14 verdicts')
  expect(recordTitle({ n: 14, right: 9, ties: 2 })).toBe('You were right in 9 of 14 verdicts, and left 2 undecided')
})

test('what is left out is said with its reason, and nothing of what is not', () => {
  const none = { waiting: 0, open: 0, missed: 0, calledOff: 0, noSeat: 0, again: 0 }
  expect(leftOutWords(none)).toEqual([])
  expect(leftOutWords({ ...none, waiting: 2, missed: 1 })).toEqual([
    '2 verdicts wait until you may know the answers: judging goes on there.',
    '1 debate was closed before you gave a verdict.',
  ])
})
