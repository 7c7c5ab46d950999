import { expect, test } from 'vitest'
import { citation, paragraphsBefore, paragraphsIn } from './paragraphs'

const speeches = [
  { turn: 0, side: 'A' as const, text: 'one\n\ntwo\n  \nthree' },
  { turn: 0, side: 'B' as const, text: 'one' },
  { turn: 1, side: 'A' as const, text: 'four\nfive' },
]

test('paragraphs are numbered on through the speeches of a side', () => {
  expect(paragraphsIn(speeches[0]!.text).map(({ start, end }) => speeches[0]!.text.slice(start, end))).toEqual([
    'one',
    'two',
    'three',
  ])
  expect(paragraphsBefore(speeches, 'A', 1)).toBe(3)
  expect(citation(speeches, speeches[0]!, 0)).toBe('A1')
  expect(citation(speeches, speeches[0]!, 5)).toBe('A2')
  expect(citation(speeches, speeches[2]!, 6)).toBe('A5')
  expect(citation(speeches, speeches[1]!, 2)).toBe('B1')
})
