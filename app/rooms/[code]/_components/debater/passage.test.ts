import { expect, test } from 'vitest'
import { asQuote, insertAt, paragraphsIn, wholeWords } from './passage'

const text = 'It was late.\n\n  The keeper’s lamp went out.\nNobody saw.'

test('paragraphs know where they begin', () => {
  for (const { start, line } of paragraphsIn(text)) expect(text.slice(start, start + line.length)).toBe(line)
  expect(paragraphsIn(text)).toHaveLength(3)
})
test.each([
  ['a part of two words', 'eeper’s la', 'keeper’s lamp'],
  ['white space around', ' late.\n\n', 'late.'],
  ['two paragraphs', 'out.\nNob', 'out.\nNobody'],
])('%s becomes whole words', (_, selected, expected) => {
  const start = text.indexOf(selected)
  const found = wholeWords(text, { start, end: start + selected.length })
  expect(found && text.slice(found.start, found.end)).toBe(expected)
  expect(found && wholeWords(text, { start: found.end, end: found.start })).toEqual(found) // selected backwards
})
test('no word is no passage', () => expect(wholeWords(text, { start: 11, end: 15 })).toBeNull())
test('a quote is set in at the caret, apart from the words around it', () => {
  const quote = asQuote(text, { start: 0, end: 6 })
  expect(insertAt('I say.and', { start: 6, end: 6 }, quote)).toEqual({
    text: 'I say. <quote>It was</quote> and',
    caret: 29,
  })
  expect(insertAt('', { start: 0, end: 0 }, quote).text).toBe('<quote>It was</quote>')
})
