import { expect, test } from 'vitest'
import type { Settled } from './calibration'
import { sureness } from './sureness'
import { wilson95 } from './wilson'

const inA = (...percents: number[]): Settled[] => percents.map((percentA) => ({ percentA, rightSide: 'A' }))

test('four beliefs, worked by hand', () => {
  // sure .90 .80 .70 .50, mean .725; right 1, 0 (80 % for B), 1 and ½: 2.5 of 4
  const found = sureness(inA(90, 20, 70, 50))
  expect(found).toMatchObject({ n: 4, ties: 1, right: 0.625, wilson95: wilson95(2.5, 4), tells: 'neither' })
  expect(found?.sure).toBeCloseTo(0.725, 12)
  expect(found?.gap).toBeCloseTo(0.1, 12)
})
test.each<{ when: string; beliefs: Settled[]; tells: string }>([
  { when: 'sure and wrong five times in ten', beliefs: inA(...Array(5).fill(99), ...Array(5).fill(1)), tells: 'over' },
  { when: 'unsure and always right', beliefs: inA(...Array(12).fill(55)), tells: 'under' },
  { when: 'sure and always right', beliefs: inA(...Array(12).fill(99)), tells: 'neither' },
])('$when: $tells', ({ beliefs, tells }) => {
  expect(sureness(beliefs)?.tells).toBe(tells)
})
test('nothing is said of no beliefs', () => expect(sureness([])).toBeNull())
