import { expect, test } from 'vitest'
import { dayOf, overCap } from './caps'

const caps = { perDebate: 1, perDay: 5 }
test.each([
  ['well below', caps, { debate: 0, day: 0 }, 1_000, null],
  ['exactly at the cap', caps, { debate: 900_000, day: 900_000 }, 100_000, null],
  [
    'a debate that would pass',
    caps,
    { debate: 900_001, day: 900_001 },
    100_000,
    /\$1\.00 a debate at P.*\$0\.90 spent/,
  ],
  ['a day that would pass', caps, { debate: 0, day: 4_950_000 }, 100_000, /\$5\.00 a day at P/],
  ['no caps', { perDebate: null, perDay: null }, { debate: 1e12, day: 1e12 }, 1e9, null],
  ['an unknown price', caps, { debate: 1e12, day: 1e12 }, null, null],
] as const)('%s', (_, given, spent, worst, says) => {
  const why = overCap('P', given, spent, worst)
  if (says === null) expect(why).toBeNull()
  else expect(why).toMatch(says)
})

test('a day begins at midnight UTC', () => {
  expect(dayOf(Date.UTC(2026, 0, 5, 23, 59))).toBe(Date.UTC(2026, 0, 5))
})
