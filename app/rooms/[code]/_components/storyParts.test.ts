import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storyParts, type StoryPart } from './storyParts'

const text = 'The clock stood still.\nNobody wound it any more, they said.\n\nThe vote was nine to two.'
const quote = (side: 'A' | 'B', label: string, words: string) => {
  const start = text.indexOf(words)
  return {
    side,
    turn: 0,
    label,
    text: words,
    status: 'exact' as const,
    verified: true,
    spans: [{ start, end: start + words.length }],
    reason: '',
    sourceShare: 0,
  }
}
const source = (evidence: { start: number; end: number }[]) => ({
  title: 'T',
  text,
  words: 15,
  attribution: null,
  evidence,
})
const flat = (parts: StoryPart[]): StoryPart[] =>
  parts.flatMap((part) => (part.kind === 'gap' ? part.paragraphs : [part]))
const said = (parts: StoryPart[]) =>
  flat(parts).map((part) => (part.kind === 'paragraph' ? part.pieces.map((piece) => piece.text).join('') : ''))

test('a passage both sides quote is lit for both, and the evidence is underlined', () => {
  const vote = text.indexOf('nine to two')
  const parts = storyParts({
    quotes: [quote('A', 'A1', 'Nobody wound it'), quote('B', 'B2', 'wound it any more')],
    source: source([{ start: vote, end: vote + 11 }]),
  })
  const pieces = flat(parts).flatMap((part) => (part.kind === 'paragraph' ? part.pieces : []))
  expect(pieces.find((piece) => piece.text === 'wound it')).toMatchObject({
    A: true,
    B: true,
    tags: [{ side: 'B', label: 'B2', quote: 1 }],
  })
  expect(pieces.find((piece) => piece.text === ' any more')).toMatchObject({ A: false, B: true, tags: [] })
  expect(pieces.find((piece) => piece.text === 'nine to two')).toMatchObject({ evidence: true, A: false, B: false })
})

test('whatever is lit, every word of the story stands there once', () => {
  const end = fc.nat({ max: text.length })
  fc.assert(
    fc.property(fc.array(fc.tuple(end, end), { maxLength: 8 }), (spans) => {
      const quotes = spans.map(([p, q]) => ({
        ...quote('A', 'A1', 'The'),
        spans: [{ start: Math.min(p, q), end: Math.max(p, q) }],
      }))
      expect(said(storyParts({ quotes, source: source([]) }))).toEqual(text.split('\n').filter(Boolean))
    }),
  )
})

test('a long stretch nobody quoted is folded', () => {
  const long = `${'word '.repeat(200)}\nThe end.`
  const parts = storyParts({
    quotes: [{ ...quote('B', 'B1', 'The'), spans: [{ start: long.indexOf('The end'), end: long.length }] }],
    source: { ...source([]), text: long },
  })
  expect(parts.map((part) => part.kind)).toEqual(['gap', 'paragraph'])
})
