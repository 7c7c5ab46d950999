import { expect, test } from 'vitest'
import { blank } from '#lib/core/judging/judgment'
import { minutesAndSeconds, sinceFirstView } from './elapsed'

const own = { ...blank('d', 'j'), after: { mode: 'timed', begunAt: 1_000 } } as const
const believed = { ...own, trail: [{ afterRound: 0, percentA: 50, at: 5_000 }] }
const verdict = { percentA: 60, choice: 'A', reason: 'r', at: 65_000 } as const

test('counts from the belief that opened the debate to the verdict', () => {
  expect(sinceFirstView(own, true, 9_000)).toBeNull()
  expect(sinceFirstView(own, false, 9_000)).toBe(8_000)
  expect(sinceFirstView(believed, true, 9_000)).toBe(4_000)
  expect(sinceFirstView(believed, true, 4_990)).toBe(0) // the page was made a moment before
  expect(sinceFirstView({ ...believed, phase: 'ruled', verdict }, true, 99_000)).toBe(60_000)
})

test.each([
  [0, '0:00'],
  [7_999, '0:07'],
  [60_000, '1:00'],
  [4_500_000, '75:00'],
])('%d ms reads %s', (ms, text) => {
  expect(minutesAndSeconds(ms)).toBe(text)
})
