import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderSpeech } from '#lib/core/debate/speechText'
import { checkQuotes } from './check'
import { checkedQuote, isVerified } from './quote'
import { wordsOf } from './words'

const SOURCE = `The ferry left at ten past six, and nobody on the quay waved. Captain Orrin had sold eleven tickets; nine people came aboard.
“I won’t take her out in this,” said the mate. “Not for double pay.” But the captain did not answer him.
By noon the well-known lighthouse — unlit since 1931 — lay 3.5 miles astern. The mate said nothing more about it.
Nobody on the quay could have known that the ferry carried, under a tarpaulin, the missing bell of the island church.`

const check = (
  raw: string,
  more: { known?: string[]; earlier?: ReturnType<typeof checkQuotes>; source?: string } = {},
) =>
  checkQuotes(renderSpeech(raw), more.source ?? SOURCE, {
    sourceHash: 'hash',
    known: more.known ?? [],
    earlier: more.earlier ?? [],
  })
const one = (quoted: string) => check(`<quote>${quoted}</quote>`)[0]!
const slices = (quote: { spans: { start: number; end: number }[] }, source = SOURCE) =>
  quote.spans.map(({ start, end }) => source.slice(start, end))

describe('status', () => {
  test('exact: where it stands, how often, how far in', () => {
    const quote = one('lay 3.5 miles astern')
    expect(quote).toMatchObject({
      status: 'exact',
      occurrences: 1,
      similarity: 1,
      diff: [],
      flags: [],
      reason: 'word for word in the source',
    })
    expect(slices(quote)).toEqual(['lay 3.5 miles astern'])
    expect(quote.sourceShare).toBeCloseTo(SOURCE.indexOf('lay 3.5') / SOURCE.length)
    expect(one('obody on the quay').status).toBe('not_found')
    expect(check('<quote>on the quay</quote>')[0]).toMatchObject({
      occurrences: 2,
      spans: [{ start: SOURCE.indexOf('on the quay') }],
    })
  })
  test.each([
    ['case', 'captain orrin had sold', 'capital letters differ', 'Captain Orrin had sold'],
    ['punctuation', 'eleven tickets, nine people', 'punctuation differs', 'eleven tickets; nine people'],
    ['straight apostrophes', "I won't take her out", 'punctuation differs', 'I won’t take her out'],
    ['dashes', 'lighthouse - unlit since 1931 - lay', 'punctuation differs', 'lighthouse — unlit since 1931 — lay'],
    ['spacing', 'sold  eleven tickets', 'spacing differs', 'sold eleven tickets'],
    [
      'a line break and a capital',
      'came aboard. “i won’t',
      'capital letters and spacing differ',
      'came aboard.\n“I won’t',
    ],
    ['a soft hyphen', 'miss\u00ADing bell', '', 'missing bell'],
    ['an added comma at the end', 'the missing bell,', 'punctuation differs', 'the missing bell'],
  ])('normalised: %s', (_, quoted, reason, found) => {
    const [quote] = checkQuotes({ text: quoted, tagged: [{ start: 0, end: quoted.length }] }, SOURCE, {
      sourceHash: '',
      known: [],
    })
    expect(quote).toMatchObject({ status: 'normalised', similarity: 1, diff: [] })
    if (reason) expect(quote!.reason).toBe(reason)
    expect(slices(quote!)).toEqual([found])
  })
  test.each([
    'he ferry left at',
    'ferry left at te',
    'take her out i',
    'won',
    'known lighthouse — unlit since 193',
    '5 miles astern',
    'could have know',
  ])('a match may not begin or end inside a word: %s', (quoted) => expect(isVerified(one(quoted))).toBe(false))
  test('ellipsis: parts in order, the weakest decides, the gap is named', () => {
    const quote = one('Captain Orrin had sold … nine people came aboard')
    expect(quote).toMatchObject({ status: 'exact', reason: '2 parts in this order, 2 words left out' })
    expect(slices(quote)).toEqual(['Captain Orrin had sold', 'nine people came aboard'])
    expect(one('captain Orrin had sold [...] nine people').status).toBe('normalised')
    expect(one('nine people came aboard ... Captain Orrin had sold').status).toBe('not_found')
    expect(one('Captain Orrin … aboard').status).toBe('not_found')
    expect(slices(one('on the quay … that the ferry carried'))[0]).toBe('on the quay')
    expect(one('on the quay … that the ferry carried').spans[0]!.start).toBe(SOURCE.lastIndexOf('on the quay'))
    expect(one('the captain did … answer him').flags).toEqual(['meaningRisk'])
  })
  test('near: the words that differ', () => {
    const close = one('The ferry left at half past six, and nobody on the quay waved')
    expect(close).toMatchObject({
      status: 'near',
      reason: '1 of 13 words differs',
      flags: ['meaningRisk'],
      occurrences: 1,
    })
    expect(close.diff).toEqual([
      { op: 'equal', quoted: 'The ferry left at', source: 'The ferry left at' },
      { op: 'replace', quoted: 'half', source: 'ten' },
      {
        op: 'equal',
        quoted: 'past six, and nobody on the quay waved',
        source: 'past six, and nobody on the quay waved',
      },
    ])
    expect(slices(close)).toEqual(['The ferry left at ten past six, and nobody on the quay waved'])
    expect(one('But the captain did answer him').diff.map(({ op, source }) => [op, source])).toContainEqual([
      'insert',
      'not',
    ])
    expect(one('the ferry quietly carried, under a tarpaulin, the missing bell').flags).toEqual([])
    expect(one('ferry left at eleven').status).toBe('not_found')
  })
  test('not found: says how close it came', () => {
    expect(one('the mate drowned in the harbour')).toMatchObject({
      status: 'not_found',
      spans: [],
      occurrences: 0,
      similarity: 0,
      sourceShare: null,
      reason: 'no passage shares three words in a row',
    })
    expect(one('the captain did everything he could to turn back')).toMatchObject({
      status: 'not_found',
      reason: expect.stringMatching(/^the closest passage agrees in \d+ % of its words$/),
    })
    expect(one('…?!')).toMatchObject({ status: 'not_found', reason: 'there are no words in it' })
  })
})

describe('what is checked', () => {
  test('a debater cannot mark its own quotes', () => {
    const [quote] = check('✓ <v_quote>the mate drowned here ✔</v_quote>')
    expect(quote).toMatchObject({ text: 'the mate drowned here', status: 'not_found', flags: [] })
  })
  test('words in quotation marks without a tag, from three on, unless the question has them', () => {
    const found = check(
      'He "said nothing more about it", “sold eleven tickets”, ‘the mate’s own words’ and "the bell". Why “the ferry left”?',
      {
        known: ['Why did the captain say that the ferry left?'],
      },
    )
    expect(found.map(({ text, status, flags }) => [text, status, ...flags])).toEqual([
      ['said nothing more about it', 'exact', 'untagged'],
      ['sold eleven tickets', 'exact', 'untagged'],
      ['the mate’s own words', 'not_found', 'untagged'],
    ])
  })
  test('tagged quotes are not found again as untagged ones', () => {
    expect(
      check('It says <quote>“Not for double pay.”</quote> and "<quote>nobody on the quay waved</quote>".'),
    ).toHaveLength(2)
  })
  test('short and repeated', () => {
    expect(one('the mate').flags).toEqual(['short'])
    const earlier = check('<quote>Captain Orrin had sold eleven tickets; nine people came aboard</quote>')
    const again = check(
      '<quote>eleven tickets; nine people</quote> <quote>nine people came aboard.\n“I won’t</quote>',
      { earlier },
    )
    expect(again.map(({ flags }) => flags)).toEqual([['repeated'], []])
    expect(
      check('<quote>sold eleven tickets</quote> and <quote>sold eleven tickets</quote>').map(({ flags }) => flags),
    ).toEqual([[], ['repeated']])
  })
  test('positions are those of the speech, quotation marks excluded', () => {
    const speech = renderSpeech('Read <quote>nobody on the quay waved</quote> and "sold eleven tickets".')
    for (const { at, text } of check('Read <quote>nobody on the quay waved</quote> and "sold eleven tickets".')) {
      expect(speech.text.slice(at.start, at.end)).toBe(text)
      expect(speech.text.slice(at.start - 1, at.start)).toMatch(/[“"]/)
    }
  })
  test('scripts without spaces', () => {
    const source = '船は六時に出た。誰も手を振らなかった。'
    expect(check('<quote>誰も手を振らなかった</quote>', { source })[0]).toMatchObject({ status: 'exact' })
    expect(check('<quote>六時に出た、誰も</quote>', { source })[0]).toMatchObject({ status: 'normalised' })
  })
})

const WORDS = [
  'the',
  'ferry',
  'Captain',
  'bell',
  'did',
  'not',
  'won’t',
  'ﬁnd',
  'Ångström',
  '3.5',
  'well-known',
  'Zoë',
  'x',
  'İzmir',
  '½',
  'naïve',
  '—',
  '“No,”',
  'he',
  'said.',
  'a…b',
  '(once)',
  '😀',
]
const source = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', '\n', '  ', ', ')), {
    minLength: 1,
    maxLength: 80,
  })
  .map((parts) => parts.flat().join('').normalize('NFC'))
const slice = source
  .chain((text) => {
    const words = wordsOf(text)
    return fc.tuple(fc.nat(Math.max(0, words.length - 1)), fc.integer({ min: 1, max: 12 })).map(([from, length]) => {
      const [first, last] = [words[from], words[Math.min(words.length, from + length) - 1]]
      return { text, quoted: first && last ? text.slice(first.start, last.end) : '' }
    })
  })
  .filter(({ quoted }) => quoted !== '')
const checkAs = (quoted: string, text: string) =>
  checkQuotes({ text: quoted, tagged: [{ start: 0, end: quoted.length }] }, text, { sourceHash: '', known: [] })[0]!
const norm = (text: string) =>
  wordsOf(text)
    .map((word) => word.norm)
    .join(' ')

describe('properties', () => {
  test('any slice of the source between word boundaries is exact', () => {
    fc.assert(
      fc.property(slice, ({ text, quoted }) => {
        const quote = checkAs(quoted, text)
        expect(quote.status).toBe('exact')
        expect(slices(quote, text)).toEqual([quoted])
      }),
      { numRuns: 500 },
    )
  })
  test('noise in case, punctuation and spacing leaves it verified, and the offset map leads back', () => {
    let noisy = 0
    fc.assert(
      fc.property(slice, fc.infiniteStream(fc.nat(3)), ({ text, quoted }, dice) => {
        const at = () => dice.next().value ?? 0
        const changed = wordsOf(quoted)
          .map(({ start, end }) => {
            const word = quoted.slice(start, end)
            return (at() === 0 ? word.toLowerCase() : word).replace('’', "'") + ([', ', ' ', ' — ', '\n'][at()] ?? ' ')
          })
          .join('')
        const quote = checkAs(changed, text)
        expect(['exact', 'normalised']).toContain(quote.status)
        if (quote.status === 'normalised') noisy++
        for (const found of slices(quote, text)) expect(norm(found)).toBe(norm(changed))
      }),
      { numRuns: 500 },
    )
    expect(noisy).toBeGreaterThan(100)
  })
  test('a salad of words is not found; one changed word in twelve is near', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          wordsOf(SOURCE).map(({ norm }) => norm),
          { minLength: 12, maxLength: 12 },
        ),
        (words) => {
          const three = words.some((_, i) => i > 1 && norm(SOURCE).includes(words.slice(i - 2, i + 1).join(' ')))
          if (!three) expect(one(words.join(' ')).status).toBe('not_found')
        },
      ),
    )
    const words = wordsOf(SOURCE)
    fc.assert(
      fc.property(fc.nat(words.length - 12), fc.integer({ min: 0, max: 11 }), (from, changed) => {
        const quoted = words
          .slice(from, from + 12)
          .map(({ start, end }, i) => (i === changed ? 'zebra' : SOURCE.slice(start, end)))
          .join(' ')
        expect(one(quoted)).toMatchObject({
          status: 'near',
          diff: expect.arrayContaining([expect.objectContaining({ op: 'replace', quoted: 'zebra' })]),
        })
      }),
    )
  })
  test('the same input gives the same valid records', () => {
    fc.assert(
      fc.property(source, fc.string(), source, (text, noise, said) => {
        const raw = `<quote>${said}${noise}</quote> "${noise} ${text}" <quote>${text.slice(3, 40)}`
        const found = check(raw, { source: text })
        expect(check(raw, { source: text })).toEqual(found)
        for (const quote of found) checkedQuote.parse(quote)
      }),
    )
  })
})

test('ten quotes against a source of 6,000 words are quick', () => {
  const vocabulary = wordsOf(SOURCE).map(({ norm }) => norm)
  const long = Array.from({ length: 6_000 }, (_, i) => vocabulary[(i * i + (i >> 3)) % vocabulary.length]).join(' ')
  const quotes = Array.from({ length: 10 }, (_, i) =>
    long
      .split(' ')
      .slice(i * 500, i * 500 + 60)
      .map((word, j) => (j % (i + 2) ? word : 'zebra'))
      .join(' '),
  )
  const started = performance.now()
  check(quotes.map((quote) => `<quote>${quote}</quote>`).join('\n\n'), { source: long })
  const took = performance.now() - started
  expect(took).toBeLessThan(10 * 50)
})
