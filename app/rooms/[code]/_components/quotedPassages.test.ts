import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Side } from '#lib/core/debate/protocol'
import type { SpeechView } from '#lib/core/debate/view'
import { quotedPassages, type Passage } from './quotedPassages'

const STORY =
  'The clock stopped at eleven minutes past two, as the water left them. Nobody in the town would hear of new hands. ' +
  'An engineer came in May with a sealed offer, and went again. The clock stopped nobody after that.'

type Said = { side: Side; turn: number; quotes: (string | { text: string; near: true })[] }
/** Speeches of one paragraph per quote; a quote stands where its first part begins in the story. */
const speech = ({ side, turn, quotes }: Said): SpeechView => {
  let text = ''
  return {
    turn,
    side,
    flags: [],
    quotes: quotes.map((given) => {
      const [quote, near] = typeof given === 'string' ? [given, false] : [given.text, true]
      text += `${text && '\n'}They say “`
      const at = { start: text.length, end: text.length + quote.length }
      text += `${quote}”.`
      const share = STORY.indexOf(quote.split(/\s*…/)[0]!) / STORY.length
      return {
        ...{ at, text: quote, diff: [], reason: '', flags: [], sourceShare: near ? null : share, verified: !near },
        status: near ? ('not_found' as const) : ('exact' as const),
      }
    }),
    get text() {
      return text
    },
  }
}
const all = () => true
const passagesOf = (...said: Said[]) => quotedPassages(said.map(speech), all)
const lit = ({ pieces }: Passage) => pieces.map(({ text, A, B }) => `${A ? 'A' : ''}${B ? 'B' : ''}:${text}`)
const cited = ({ uses }: Passage) => uses.map(({ label }) => label).join(' ')

test('quotes come in the order of the story, not of the debate, each with the paragraph that used it', () => {
  const passages = passagesOf(
    { side: 'A', turn: 0, quotes: ['a sealed offer', 'eleven minutes past two'] },
    { side: 'B', turn: 0, quotes: ['new hands'] },
  )
  expect(passages.map(lit)).toEqual([['A:eleven minutes past two'], ['B:new hands'], ['A:a sealed offer']])
  expect(passages.map(cited)).toEqual(['A2', 'B1', 'A1'])
  expect(passages[0]!.share).toBeCloseTo(STORY.indexOf('eleven') / STORY.length)
})
test('the same words by both sides are one passage in both colours, whatever the case and punctuation', () => {
  const [one, ...more] = passagesOf(
    { side: 'A', turn: 0, quotes: ['as the water left them.'] },
    { side: 'B', turn: 0, quotes: ['as the water left them'] },
    { side: 'A', turn: 1, quotes: ['as the water left them'] },
  )
  expect(more).toEqual([])
  expect(lit(one!)).toEqual(['AB:as the water left them.'])
  expect(cited(one!)).toBe('A1 B1 A2')
})
test('a quote within another lies on it, in its own colour', () => {
  const [one, ...more] = passagesOf(
    { side: 'B', turn: 0, quotes: ['past two'] },
    { side: 'A', turn: 0, quotes: ['stopped at eleven minutes past two, as the water'] },
  )
  expect(more).toEqual([])
  expect(lit(one!)).toEqual(['A:stopped at eleven minutes ', 'AB:past two', 'A:, as the water'])
})
test('words that stood in the story before are not taken for those of a later quote', () => {
  const passages = passagesOf(
    { side: 'A', turn: 0, quotes: ['The clock stopped nobody after that'] },
    { side: 'B', turn: 0, quotes: ['The clock stopped'] }, // its first occurrence opens the story
  )
  expect(passages.map(lit)).toEqual([['B:The clock stopped'], ['A:The clock stopped nobody after that']])
})
test('of two homes, the nearest one before; parts of a quote with an ellipsis are found in order', () => {
  const passages = passagesOf(
    { side: 'A', turn: 0, quotes: ['An engineer came in May with a sealed offer, and went again'] },
    { side: 'B', turn: 0, quotes: ['engineer came … a sealed offer', 'sealed offer … engineer'] },
  )
  expect(passages.map(lit)).toEqual([
    ['A:An ', 'AB:engineer came', 'A: in May with ', 'AB:a sealed offer', 'A:, and went again'],
    ['B:sealed offer … engineer'],
  ])
})
test('what is not verified, and speeches that do not stand in full, count for nothing', () => {
  const speeches = [
    speech({ side: 'A', turn: 0, quotes: ['new hands', { text: 'old hands', near: true }] }),
    speech({ side: 'B', turn: 0, quotes: ['a sealed offer'] }),
  ]
  expect(quotedPassages(speeches, ({ side }) => side === 'A').map(lit)).toEqual([['A:new hands']])
})

const words = STORY.split(' ')
const stretch = fc
  .tuple(fc.nat(words.length - 1), fc.integer({ min: 1, max: 12 }))
  .map(([from, n]) => words.slice(from, from + n).join(' '))
test('whatever is quoted: in order, nothing lost, every text of a passage is one that was quoted, sides swap cleanly', () => {
  let merged = 0
  const one = fc.record({ side: fc.constantFrom<Side>('A', 'B'), quotes: fc.array(stretch, { maxLength: 5 }) })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 5 }), (given) => {
      const said = given.map((part, turn) => ({ ...part, turn }))
      const passages = passagesOf(...said)
      const quotes = said.flatMap(({ quotes }) => quotes as string[])
      expect(passages.map(({ share }) => share)).toEqual(passages.map(({ share }) => share).sort((p, q) => p - q))
      const texts = passages.map(({ pieces }) => pieces.map(({ text }) => text).join(''))
      for (const text of texts) expect(quotes).toContain(text)
      for (const { side, quotes } of said)
        for (const quote of quotes)
          expect(
            passages.some(({ pieces, uses }, i) => {
              const own = pieces.filter((piece) => piece[side])
              return (
                texts[i]!.toLowerCase().includes(quote.toLowerCase().replace(/\W+$/, '')) &&
                own.length > 0 &&
                uses.some((use) => use.side === side)
              )
            }),
          ).toBe(true)
      for (const { pieces, uses } of passages) {
        expect(pieces.every(({ A, B }) => A || B)).toBe(true)
        expect(new Set(uses.map(({ side }) => side)).size).toBe(
          Number(pieces.some(({ A }) => A)) + Number(pieces.some(({ B }) => B)),
        )
      }
      if (passages.length < quotes.length) merged++
      const swapped = passagesOf(
        ...said.map(({ side, ...rest }) => ({ ...rest, side: side === 'A' ? ('B' as const) : ('A' as const) })),
      )
      expect(swapped.map(({ pieces }) => pieces.map(({ text, A, B }) => ({ text, A: B, B: A })))).toEqual(
        passages.map(({ pieces }) => pieces),
      )
    }),
  )
  expect(merged).toBeGreaterThan(9) // a property that never meets its case proves nothing
})
