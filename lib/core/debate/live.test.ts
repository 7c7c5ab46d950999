import fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftsIn, join, type Delta } from './live'

const piece = (offset: number, text: string, attempt = 1): Delta => ({
  debateId: 'd',
  turn: 0,
  side: 'A',
  attempt,
  offset,
  text,
})

test('however the pieces come, twice, overlapping or out of order, the text comes once; a missing one is a gap', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 60, unit: 'binary' }),
      fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 12 }),
      fc.nat(1_000),
      (text, cuts, order) => {
        const pieces = cuts.map(([from, length]) => piece(Math.min(from, text.length), text.slice(from, from + length)))
        const shuffled = [...pieces, ...pieces]
          .map((p, i) => ({ p, at: Math.imul(i + 1, order + 7) % 97 }))
          .sort((x, y) => x.at - y.at)
          .map(({ p }) => p)
        if (shuffled.length === 0) return
        const joined = join(shuffled)
        expect(text.startsWith(joined.text)).toBe(true)
        expect(join([piece(0, text), ...shuffled])).toEqual({ text, gap: false }) // a snapshot is the piece at offset 0
        let reach = 0
        for (const { offset, text: part } of [...pieces].sort((x, y) => x.offset - y.offset))
          if (offset <= reach) reach = Math.max(reach, offset + part.length)
        expect(joined.text.length).toBe(reach)
      },
    ),
    { numRuns: 2_000 },
  )
})

test('a new attempt begins again from nothing', () => {
  expect(join([piece(0, 'first try'), piece(0, 'se', 2), piece(2, 'cond', 2)])).toEqual({ text: 'second', gap: false })
  expect(draftsIn(1, [piece(0, 'x')])).toEqual([])
})
