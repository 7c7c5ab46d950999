import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentencesOf } from './sentences'

const cut = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end))

test.each([
  ['titles and initials', 'Mr. Smith met J. Doe. They sat.', ['Mr. Smith met J. Doe.', 'They sat.']],
  ['speech that goes on', '“Stop!” he said. “Why?” she asked.', ['“Stop!” he said.', '“Why?” she asked.']],
  [
    'a wrapped line',
    'The ferry that left at ten past six in the evening\ndid not come back. Why?',
    ['The ferry that left at ten past six in the evening\ndid not come back.', 'Why?'],
  ],
  ['a heading', 'The Ferry\n\nIt left at six.', ['The Ferry', 'It left at six.']],
  ['nothing', ' \n ', []],
])('%s', (_, text, sentences) => expect(cut(text)).toEqual(sentences))

test('spans are in order, trimmed, and hold all that is not white space', () => {
  const part = fc.constantFrom(
    'One two. ',
    'Mr. ',
    '“No!” ',
    'he said. ',
    '\n',
    '\n\n',
    'x',
    '。',
    '船は出た。',
    ' ',
    'word '.repeat(2_000),
  )
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 30 }).map((parts) => parts.join('')),
      (text) => {
        const squeezed = (seen: string) => seen.replace(/\s/g, '')
        expect(squeezed(cut(text).join(''))).toBe(squeezed(text))
        for (const sentence of cut(text)) expect(sentence).toBe(sentence.trim())
      },
    ),
    { numRuns: 50 },
  )
})

test('a long text is cut as its parts are', () => {
  const part = 'The ferry left at six. Nobody waved. “Not for double pay,” said the mate. '
  expect(cut(part.repeat(400))).toHaveLength(3 * 400)
})
