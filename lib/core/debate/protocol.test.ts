import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawSides } from './draws'
import { debate } from '#lib/core/protocols/debate'
import { protocol, roundsOf, turnsOf, type Protocol } from './protocol'

const choice = fc.record({
  turns: fc.constantFrom('simultaneous' as const, 'sequential' as const),
  rounds: fc.integer({ min: 1, max: 10 }),
  words: fc.integer({ min: 30, max: 500 }),
})

test('every debate a host can choose is a valid protocol in which both sides speak once a round', () => {
  fc.assert(
    fc.property(choice, (chosen) => {
      const made = protocol.parse(debate(chosen))
      expect(roundsOf(made)).toBe(chosen.rounds)
      for (let round = 1; round <= chosen.rounds; round++)
        expect(
          turnsOf(made)
            .filter((turn) => turn.round === round)
            .flatMap(({ sides }) => sides),
        ).toEqual(['A', 'B'])
    }),
  )
})

test('a sequential debate opens simultaneously, then A speaks before B; of one round it is A, then B', () => {
  const order = (rounds: number) =>
    turnsOf(debate({ turns: 'sequential', rounds, words: 100 })).map(({ sides }) => sides.join('+'))
  expect(order(1)).toEqual(['A', 'B'])
  expect(order(3)).toEqual(['A+B', 'A', 'B', 'A', 'B'])
})

test('X and Y are the lead and the other', () => {
  const base = debate({ turns: 'simultaneous', rounds: 2, words: 100 })
  const open: Protocol = {
    ...base,
    kind: 'open_debate',
    sides: 'chosen_by_lead',
    opening: [],
    loop: [
      { sides: ['X'], label: 'opening' },
      { sides: ['Y'], label: 'answer' },
    ],
  }
  expect(turnsOf(protocol.parse(open), 'B').map(({ sides }) => sides)).toEqual([['B'], ['A'], ['B'], ['A']])
})

const good = debate({ turns: 'simultaneous', rounds: 3, words: 100 })
test.each<[string, unknown, RegExp]>([
  ['an unknown field', { ...good, secret: 1 }, /secret/i],
  ['a target above the maximum', { ...good, limits: { ...good.limits, speechTarget: 999 } }, /minimum ≤ target/],
  [
    'more opening than rounds',
    { ...good, end: { kind: 'fixed', rounds: 1 }, opening: [...good.opening, ...good.opening] },
    /more rounds than there are/,
  ],
  ['no loop to fill the rounds', { ...good, loop: [] }, /need a loop/],
  [
    'a closing without a known last round',
    { ...good, closing: good.opening, end: { kind: 'judge', minRounds: 1, maxRounds: 3 } },
    /last round/,
  ],
  ['min rounds above max', { ...good, end: { kind: 'judge', minRounds: 4, maxRounds: 3 } }, /above the largest/],
  ['turns that never end', { ...good, end: { kind: 'none' } }, /no turns/],
  ['rounds without turns', { ...good, opening: [], loop: [] }, /at least one turn/],
])('refuses %s', (_, value, reason) => {
  const parsed = protocol.safeParse(value)
  expect(parsed.success).toBe(false)
  expect(JSON.stringify(parsed.error?.issues)).toMatch(reason)
})

test('draws are the same from the seed, and balanced and crossed within each block of four', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(20), (seed, block) => {
      const cells = [0, 1, 2, 3].map((i) => drawSides(seed, block * 4 + i))
      expect(cells).toEqual([0, 1, 2, 3].map((i) => drawSides(seed, block * 4 + i)))
      expect(new Set(cells.map(({ answerOrder, swap }) => `${answerOrder[0]}${swap}`)).size).toBe(4)
    }),
  )
})

test('the first draw of a room is no favourite: each of the four cells comes about a quarter of the time', () => {
  const counts = new Map<string, number>()
  for (let i = 0; i < 4_000; i++) {
    const { answerOrder, swap } = drawSides(`room-${i}`, 0)
    const cell = `${answerOrder[0]}${swap}`
    counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  const chi2 = [...counts.values()].reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0)
  expect(counts.size).toBe(4)
  expect(chi2).toBeLessThan(16.27) // 0.999 quantile with 3 degrees of freedom; the seeds are fixed, so is the outcome
})
