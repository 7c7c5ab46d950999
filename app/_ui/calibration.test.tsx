import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { reliabilityTable, type Settled } from '#lib/core/stats/calibration'
import { sureness, type Sureness } from '#lib/core/stats/sureness'
import { Calibration } from './calibration'
import { surenessTitle, surenessWords } from './surenessWords'

const beliefs = (n: number): Settled[] =>
  Array.from({ length: n }, (_, i) => ({ percentA: i % 2 ? 95 : 62, rightSide: 'A' }))
const drawn = (n: number) =>
  renderToStaticMarkup(<Calibration bins={reliabilityTable(beliefs(n))} of="verdict" title="T" />)

test('a dot for every bin that holds something, and none for the others', () => {
  expect(drawn(10).match(/<circle/g)).toHaveLength(2)
  expect(drawn(10)).toContain('10 verdicts')
  expect(drawn(10).match(/n <!-- -->5|>n 5</g)).toHaveLength(2)
})
test('under ten nothing is drawn, and it says so; the table stays', () => {
  expect(drawn(9)).not.toContain('<svg')
  expect(drawn(9)).toContain('Too few to say')
  expect(drawn(9)).toContain('90–99')
})

const found = (settled: Settled[]): Sureness => sureness(settled) ?? expect.fail('nothing')
const inA = (...percents: number[]): Settled[] => percents.map((percentA) => ({ percentA, rightSide: 'A' }))
test('the words go no further than the interval', () => {
  const over = found(inA(...Array(6).fill(90), ...Array(6).fill(10)))
  expect(surenessTitle(over)).toBe('You were surer than you were right')
  expect(surenessWords(over)).toBe(
    'On average you were 90\u00a0% sure and right in 50\u00a0%, 40 points too sure. Even with n = 12 chance alone hardly explains it: the 95 % interval of your share right is 25 to 75.',
  )
  const even = found(inA(...Array(8).fill(70), ...Array(4).fill(30)))
  expect(surenessTitle(even)).toBe('You were about as often right as you were sure')
  expect(surenessWords(even)).toContain('3 points too sure. With n = 12 that may well be chance')
  expect(surenessTitle(found(inA(99)))).toBe('How well you are calibrated cannot be said yet')
})
