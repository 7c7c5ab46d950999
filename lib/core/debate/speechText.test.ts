import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countChars, countWords, cutAtSentence, renderSpeech, speechStream } from './speechText'

const shown = (raw: string) => renderSpeech(raw).text
const quotes = (raw: string) => {
  const { text, tagged } = renderSpeech(raw)
  return tagged.map(({ start, end }) => text.slice(start, end))
}

describe('quote tags', () => {
  test.each([
    ['a tag', 'He <quote>ran home</quote>.', 'He “ran home”.', ['ran home']],
    ['nested tags', '<quote>a <quote>b</quote> c</quote> d', '“a b c” d', ['a b c']],
    ['an empty tag', 'one<quote> </quote>two', 'one two', []],
    ['a tag without an end', '<quote>one two\n\nthree', '“one two”\n\nthree', ['one two']],
    ['a tag that is never closed', 'so <quote>one two', 'so “one two”', ['one two']],
    ['an end without a tag', 'one</quote> two', 'one two', []],
    ['a line break inside', '<quote>one\ntwo</quote>', '“one\ntwo”', ['one\ntwo']],
    ['white space inside the tag', 'so<quote> one </quote>it is', 'so “one” it is', ['one']],
    ['capitals and attributes', '<Quote id="1">one</QUOTE >', '“one”', ['one']],
    ['forged tags', '<v_quote>one</v_quote> <u_quote>two</u_quote>', '“one” “two”', ['one', 'two']],
    ['forged ticks', '✓ <quote>one ✔</quote> ✅', '“one”', ['one']],
    ['a tag split by an invisible character', '<qu\u200Bote>one</quote>', '“one”', ['one']],
    ['marks outside the tag', 'said "<quote>one two</quote>."', 'said “one two”.', ['one two']],
    ['single marks outside the tag', "said '<quote>one</quote>' and 'two'", "said “one” and 'two'", ['one']],
    ['marks inside the tag', '<quote>"one two"</quote>', '“one two”', ['one two']],
    ['curly marks inside the tag', '<quote>“one two”</quote>', '“one two”', ['one two']],
    ['marks that belong to the words', '<quote>"Go," he said.</quote>', '“"Go," he said.”', ['"Go," he said.']],
    [
      'marks at both ends that belong',
      '<quote>"Go," he said, "now."</quote>',
      '“"Go," he said, "now."”',
      ['"Go," he said, "now."'],
    ],
    ['speech at the end', '<quote>He said, "Go."</quote>', '“He said, "Go."”', ['He said, "Go."']],
    [
      'half of a speech',
      '<quote>"I am tired.</quote> <quote>I go."</quote>',
      '“I am tired.” “I go.”',
      ['I am tired.', 'I go.'],
    ],
    ['a smaller-than sign', 'a < b, <b>bold</b> <quot', 'a < b, <b>bold</b> <quot', []],
  ])('%s', (_, raw, text, tagged) => {
    expect(shown(raw)).toBe(text)
    expect(quotes(raw)).toEqual(tagged)
  })
})

test.each([
  ['control and bidirectional characters', 'a\u0007b\u202Ec\u2066d\r\n', 'abcd'],
  ['decomposed letters', 'cafe\u0301', 'café'],
  ['towers of combining marks', 'x' + '\u0335'.repeat(40) + 'y', 'x' + '\u0335'.repeat(8) + 'y'],
  ['lone surrogates', 'a\uD83Db\uDE00', 'a\uFFFDb\uFFFD'],
  ['blank lines', ' \n a\n\n\n \nb\n\nc \n', 'a\n\nb\n\nc'],
])('tidies %s', (_, raw, text) => expect(shown(raw)).toBe(text))

const raw = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<quote>',
        '</quote>',
        '<v_quote>',
        '<quote a="1">',
        '<qu',
        '<',
        '>',
        '"',
        '“',
        '”',
        "'",
        ' ',
        '\n',
        '\n\n\n',
      ),
      fc.constantFrom(
        'word',
        'e\u0301',
        '\u0301',
        'ᄒ',
        'ᅡ',
        'ᆫ',
        '😀',
        '\uD83D',
        '\uDE00',
        '\u200B',
        '✓',
        '.',
        '\r\n',
        '\u0338',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

test('however the text is cut, the stream joins to the same', () => {
  fc.assert(
    fc.property(raw, fc.array(fc.nat(200), { maxLength: 30 }), (whole, cuts) => {
      const ends = [...new Set([...cuts, whole.length])].filter((at) => at <= whole.length).sort((a, b) => a - b)
      const stream = speechStream()
      const pieces = ends.map((end, i) => stream.push(whole.slice(ends[i - 1] ?? 0, end)))
      pieces.push(stream.end())
      expect(pieces.join('')).toBe(shown(whole))
      for (const piece of pieces) expect(piece).not.toMatch(/\p{Cs}/u)
    }),
    { numRuns: 3_000 },
  )
})

test('what is shown is NFC, trimmed, visible, and each quote stands between curly marks', () => {
  fc.assert(
    fc.property(raw, (whole) => {
      const { text, tagged } = renderSpeech(whole)
      expect(text).toBe(text.normalize('NFC').trim())
      expect(text).not.toMatch(/[\u200B\u202E\r✓]|<\/?v?_?quote>|\n{3}/)
      for (const { start, end } of tagged) {
        expect(text[start - 1]).toBe('“')
        expect(text[end]).toBe('”')
        expect(text.slice(start, end).trim()).not.toBe('')
      }
    }),
    { numRuns: 3_000 },
  )
})

test('a long speech renders in linear time', () => {
  const started = performance.now()
  renderSpeech('He said <quote>one two three</quote> and "more". \n'.repeat(4_000))
  expect(performance.now() - started).toBeLessThan(1_500)
})

describe('length', () => {
  test('counts words and code points', () => {
    expect(countWords(' one, two\n— three ')).toBe(4)
    expect(countWords('')).toBe(0)
    expect(countChars('cafe\u0301 😀')).toBe(6)
  })
  const words = (speechMax: number) => ({ unit: 'words', speechMax }) as const

  test('leaves a speech that fits', () => {
    const speech = renderSpeech('One two. <quote>Three four</quote>.')
    expect(cutAtSentence(speech, words(4))).toEqual({ ...speech, cut: false })
  })
  test('cuts at the last sentence end within the limit', () => {
    expect(cutAtSentence(renderSpeech('Mr. One ran. Two sat. Three slept.'), words(6)).text).toBe(
      'Mr. One ran. Two sat.',
    )
    expect(cutAtSentence(renderSpeech('One ran. Two sat.'), { unit: 'chars', speechMax: 10 }).text).toBe('One ran.')
  })
  test('drops a quote that would be cut, even at a sentence end inside it', () => {
    const cut = cutAtSentence(
      renderSpeech('It is so. He said <quote>One two. Three four. Five</quote> then.'),
      words(8),
    )
    expect(cut).toEqual({ text: 'It is so.', tagged: [], cut: true })
  })
  test('keeps the quotes before the cut', () => {
    const cut = cutAtSentence(renderSpeech('I read <quote>one two</quote>. And more comes here.'), words(5))
    expect(cut).toEqual({ text: 'I read “one two”.', tagged: [{ start: 8, end: 15 }], cut: true })
  })
  test('cuts a single long sentence at a word', () => {
    expect(cutAtSentence(renderSpeech('one two three four'), words(3)).text).toBe('one two three')
    expect(cutAtSentence(renderSpeech('<quote>one two three four</quote>'), words(3)).text).toBe('')
  })
  test('never exceeds the limit', () => {
    fc.assert(
      fc.property(raw, fc.integer({ min: 1, max: 10 }), (whole, speechMax) => {
        expect(countWords(cutAtSentence(renderSpeech(whole), words(speechMax)).text)).toBeLessThanOrEqual(speechMax)
      }),
    )
  })
})
