import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passageIn } from './passage'

test('marks the sentences that settle a question, also over the end of a paragraph', () => {
  expect(passageIn('One. Two.\n\nThree. Four.', ['Two.\n\nThree.', 'Not there.'])).toEqual([
    [
      { text: 'One. ', marked: false },
      { text: 'Two.', marked: true },
    ],
    [
      { text: 'Three.', marked: true },
      { text: ' Four.', marked: false },
    ],
  ])
})

test('loses no word, whatever is marked', () => {
  const texts = fc.string({ unit: fc.constantFrom('a', ' ', '\n', '.') })
  fc.assert(
    fc.property(texts, fc.array(texts), (text, sentences) => {
      const read = passageIn(text, sentences).map((pieces) => pieces.map((piece) => piece.text).join(''))
      expect(read).toEqual(text.split('\n').filter((line) => line !== ''))
    }),
  )
})
