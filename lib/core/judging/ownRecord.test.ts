import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcomeOf, recordSummary, type OtherVerdict, type OwnVerdict } from './ownRecord'

const own = (debateId: string, percentA: number, more: Partial<OwnVerdict> = {}): OwnVerdict => ({
  debateId,
  percentA,
  late: false,
  rightSide: 'A',
  rehearsal: false,
  ...more,
})
const other = (debateId: string, percentA: number, judgeId = 'other', late = false): OtherVerdict => ({
  debateId,
  percentA,
  judgeId,
  late,
})

// Log scores that come out whole: 50 gives −1, 25 in the right answer −2.
const mine = [own('1', 50), own('2', 25), own('3', 75, { rightSide: 'B' }), own('4', 50, { rehearsal: true })]

test('four verdicts, worked by hand', () => {
  const { live, late } = recordSummary(mine, [])
  expect(late).toBeNull()
  expect(live).toMatchObject({ n: 4, right: 0, wrong: 2, ties: 2, rehearsals: 1, meanLogScore: -1.5, field: null })
  expect(live?.wilson95[0]).toBe(0)
  expect(live?.bins.map(({ from, n, accuracy }) => [from, n, accuracy])).toEqual([
    [0.5, 2, 0.5], // ties count half
    [0.7, 2, 0],
  ])
  expect(live?.sureness).toMatchObject({ sure: 0.625, right: 0.25, gap: 0.375 })
})

test('the field is the mean over debates of the others’ mean on each, on debates that they judged', () => {
  const others = [other('1', 25, 'x'), other('2', 50, 'x'), other('2', 50, 'y'), other('9', 1, 'z')]
  // debates 1 and 2: mine −1 and −2, theirs −2 and −1; differences +1 and −1: t(1) = 12.706, s = √2, s/√2 = 1
  const field = recordSummary(mine, others).live?.field
  expect(field).toMatchObject({ debates: 2, judges: 2, verdicts: 3, own: -1.5, others: -1.5, difference: 0 })
  expect(field?.interval95?.[1]).toBeCloseTo(12.706, 3)
  expect(recordSummary(mine, [other('2', 50)]).live?.field).toMatchObject({ debates: 1, own: -2, interval95: null })
})

test('what was given afterwards is never pooled with what was given while it was on', () => {
  const all = [...mine, own('5', 99, { late: true })]
  const { live, late } = recordSummary(all, [other('5', 50), other('5', 25, 'y', true), other('1', 99, 'y', true)])
  expect(live).toMatchObject({ n: 4, field: null })
  expect(late).toMatchObject({ n: 1, right: 1, field: { debates: 1, judges: 1, others: -2 } })
  expect(recordSummary([], [])).toEqual({ live: null, late: null })
})

const verdict = fc.record({
  percentA: fc.integer({ min: 1, max: 99 }),
  late: fc.boolean(),
  rightSide: fc.constantFrom('A' as const, 'B' as const),
  rehearsal: fc.boolean(),
})
const swap = <V extends { percentA: number }>(one: V): V => ({ ...one, percentA: 100 - one.percentA })
test('sides make no difference, every verdict is counted once, and against oneself one is even', () => {
  fc.assert(
    fc.property(fc.array(verdict, { maxLength: 30 }), (verdicts) => {
      const all = verdicts.map((one, i): OwnVerdict => ({ ...one, debateId: String(i) }))
      const twin = all.map(({ debateId, percentA, late }) => ({ debateId, percentA, late, judgeId: 'twin' }))
      const summary = recordSummary(all, twin)
      const parts = [summary.live, summary.late].flatMap((part) => part ?? [])
      expect(parts.reduce((sum, { n }) => sum + n, 0)).toBe(all.length)
      for (const { n, right, wrong, ties, bins, field } of parts) {
        expect(right + wrong + ties).toBe(n)
        expect(bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(n)
        expect(field).toMatchObject({ debates: n, difference: 0 })
      }
      const swapped = all.map((one): OwnVerdict => ({ ...swap(one), rightSide: one.rightSide === 'A' ? 'B' : 'A' }))
      expect(recordSummary(swapped, twin.map(swap))).toEqual(summary)
    }),
  )
})
test.each([
  [50, 'tie'],
  [51, 'right'],
  [49, 'wrong'],
] as const)('%d %% where A is right is %s', (percentA, outcome) => {
  expect(outcomeOf({ percentA, rightSide: 'A' })).toBe(outcome)
})
