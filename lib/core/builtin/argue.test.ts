import fc from 'fast-check'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { lengthIn } from '#lib/core/debate/speechLimits'
import { debate } from '#lib/core/protocols/debate'
import { renderSpeech } from '#lib/core/debate/speechText'
import { checkQuotes } from '#lib/core/quotes/check'
import type { CheckedQuote } from '#lib/core/quotes/quote'
import { readStarter } from '../../../prisma/starter/passage'
import { argue, type ArgueInput } from './argue'

type Said = { text: string; quotes: CheckedQuote[] }
type Case = { question: string; answers: [string, string]; source: string }

const limitsOf = (words: number) => debate({ turns: 'simultaneous', rounds: 3, words }).limits
const STORY = `The ferry left at ten past six, and nobody on the quay waved. Captain Orrin had sold eleven tickets; nine people came aboard.

“I won’t take her out in this,” said the mate. “Not for double pay.” But the captain did not answer him.

By noon the lighthouse lay three miles astern. The mate said nothing more about the storm. Nobody on the quay could have known that the ferry carried, under a tarpaulin, the missing bell of the island church. The bell had been sold by the sexton, not by the captain. He meant to bring it home.`
const BELL: Case = {
  question: 'Why did Captain Orrin sail?',
  answers: ['He wanted to return the bell to the island church.', 'The mate was promised double pay for the storm.'],
  source: STORY,
}

/** A whole debate of both sides speaking at once; speeches as everybody reads them, by answer. */
function play({ question, answers, source }: Case, { rounds = 3, limits = limitsOf(100), seed = 'seed' } = {}) {
  const said: [Said[], Said[]] = [[], []]
  const raws: string[] = []
  for (let round = 0; round < rounds; round++) {
    const made = ([0, 1] as const).map((own) => {
      const [ownAnswer, otherAnswer] = [answers[own], answers[own === 0 ? 1 : 0]]
      const [ownSpeeches, otherSpeeches] = [said[own], said[own === 0 ? 1 : 0]]
      const input: ArgueInput = { question, ownAnswer, otherAnswer, source, ownSpeeches, otherSpeeches, limits, seed }
      const raw = argue(input)
      raws.push(raw)
      const spoken = renderSpeech(raw)
      const earlier = ownSpeeches.flatMap(({ quotes }) => quotes)
      return {
        text: spoken.text,
        quotes: checkQuotes(spoken, source, { sourceHash: '', known: [question, ...answers], earlier }),
      }
    })
    said[0].push(made[0]!)
    said[1].push(made[1]!)
  }
  return { said, raws, all: said.flat() }
}

const passages = await readStarter(fileURLToPath(new URL('../../../prisma/starter/', import.meta.url)))
const starter: Case[] = passages.flatMap(({ text, questions }) =>
  questions.map(({ question, right, wrong }) => ({ question, answers: [right, wrong], source: text })),
)

describe('on the starter passages', () => {
  test.each(starter.map((one) => [one.question, one] as const))('%s', (_, one) => {
    const { all } = play(one)
    for (const { text, quotes } of all) {
      expect(lengthIn('words', text)).toBeGreaterThanOrEqual(limitsOf(100).speechMin)
      expect(lengthIn('words', text)).toBeLessThanOrEqual(limitsOf(100).speechMax)
      expect(quotes.length).toBeGreaterThan(0)
      for (const quote of quotes)
        expect(quote).toMatchObject({ status: 'exact', flags: expect.not.arrayContaining(['untagged']) })
      expect(text).not.toMatch(/\b(debater|side|answer) [AB]\b|undefined|null|NaN/)
    }
  })
})

test('a debater does not bring the same sentence twice', () => {
  const flags = starter
    .slice(0, 12)
    .flatMap((one) => play(one).all.flatMap(({ quotes }) => quotes.map((quote) => quote.flags)))
  expect(flags.length).toBeGreaterThan(100)
  expect(flags.filter((flag) => flag.includes('repeated')).length / flags.length).toBeLessThan(0.02)
})

test.each([
  ['double pay for the', /\bnone\b|not one/, false],
  ['By noon the lighthouse lay three miles astern', /\bnone\b|not one/i, true],
  ['the missing bell of the island church', /“bell”.*“island”|“island”.*“bell”/, true],
])('what it says of the words in a quote is so: %s', (quoted, claim, made) => {
  for (const seed of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const source = STORY.replace('pay.', 'pay for the night.')
    const spoken = renderSpeech(`<quote>${quoted}</quote>`)
    const quotes = checkQuotes(spoken, source, { sourceHash: '', known: [] })
    const [ownAnswer, otherAnswer] = BELL.answers
    const ownSpeeches = [{ text: '', quotes: [] }]
    const raw = argue({
      ...BELL,
      source,
      ownAnswer,
      otherAnswer,
      ownSpeeches,
      otherSpeeches: [{ text: spoken.text, quotes }],
      limits: limitsOf(100),
      seed,
    })
    const reply = raw.split('\n\n')[0]!
    if (made) expect(reply).toMatch(claim)
    else expect(reply).not.toMatch(claim)
  }
})

test('from the second round on it takes up what the other debater quoted', () => {
  const { said } = play(BELL, { rounds: 2 })
  for (const own of [0, 1] as const) {
    const theirs = said[own === 0 ? 1 : 0][0]!.quotes
    const reply = said[own][1]!
    expect(reply.text).toContain('the other debater')
    expect(reply.quotes.some(({ text }) => theirs.some((quote) => quote.text.startsWith(text)))).toBe(true)
  }
})

test('it says of a quote that is not in the source that the check did not find it', () => {
  const spoken = renderSpeech('I say <quote>the sexton drowned in the harbour</quote>.')
  const quotes = checkQuotes(spoken, STORY, { sourceHash: '', known: [] })
  const otherSpeeches = [{ text: spoken.text, quotes }]
  const [ownAnswer, otherAnswer] = BELL.answers
  const input = {
    ...BELL,
    ownAnswer,
    otherAnswer,
    ownSpeeches: [{ text: '', quotes: [] }],
    limits: limitsOf(100),
    seed: 's',
  }
  expect(argue({ ...input, otherSpeeches })).toMatch(/first quote.*no passage shares three words in a row/)
  expect(argue({ ...input, otherSpeeches: [{ text: 'Trust me.', quotes: [] }] })).toMatch(/quote/)
})

test('the same input gives the same speech; another seed, other words', () => {
  expect(play(BELL).raws).toEqual(play(BELL).raws)
  expect(play(BELL, { seed: 'other' }).raws).not.toEqual(play(BELL).raws)
})

test('which answer stands on which side changes nothing but the label', () => {
  const swapped: Case = { ...BELL, answers: [BELL.answers[1], BELL.answers[0]] }
  const [as, bs] = [play(BELL).said, play(swapped).said]
  expect(bs).toEqual([as[1], as[0]])
})

test('two debaters and three rounds do not open alike', () => {
  for (const one of starter.slice(0, 10)) {
    const openings = play(one).all.map(({ text }) =>
      text
        .replace(/“[^”]*”/g, '')
        .split(' ')
        .slice(0, 5)
        .join(' '),
    )
    expect(new Set(openings).size).toBeGreaterThanOrEqual(4)
  }
})

const odd = fc.oneof(
  fc.constantFrom(
    'Only one sentence here.',
    'x',
    '1 2 3',
    '船は六時に出た。誰も手を振らなかった。',
    STORY,
    STORY.replaceAll(' ', '\t'),
    'A '.repeat(99),
  ),
  fc.lorem({ maxCount: 40, mode: 'sentences' }),
  fc.string({ maxLength: 300 }).map((text) => text.normalize('NFC')),
  fc
    .array(
      fc.constantFrom(
        '“',
        '”',
        '"',
        'But ',
        'no ',
        'bell ',
        'mate. ',
        '</quote>',
        '<quote>',
        '\n\n',
        'storm',
        ' — ',
        '…',
        '\u00AD',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
)
test('whatever the source and the limits: within them, no quote that is not exact, always an end', () => {
  fc.assert(
    fc.property(
      odd,
      fc.string({ maxLength: 40 }),
      fc.constantFrom(...BELL.answers, ''),
      fc.constantFrom('words', 'chars'),
      fc.tuple(fc.integer({ min: 1, max: 300 }), fc.nat(200), fc.nat(200)),
      fc.option(fc.integer({ min: 1, max: 200 })),
      (source, first, second, unit, [speechMin, more, most], quoteCharsPerSpeech) => {
        const limits = {
          ...limitsOf(100),
          unit,
          speechMin,
          speechTarget: speechMin + more,
          speechMax: speechMin + more + most,
          quoteCharsPerSpeech,
        } as const
        const { all } = play(
          { question: 'Who rang the bell?', answers: [first, second], source },
          { rounds: 2, limits },
        )
        for (const { text, quotes } of all) {
          expect(lengthIn(unit, text)).toBeGreaterThanOrEqual(speechMin)
          expect(lengthIn(unit, text)).toBeLessThanOrEqual(limits.speechMax)
          const tagged = quotes.filter(({ flags }) => !flags.includes('untagged'))
          for (const quote of tagged) expect(quote.status).toBe('exact')
          const cost = tagged.reduce((sum, quote) => sum + [...quote.text].length, 0)
          if (quoteCharsPerSpeech) expect(cost).toBeLessThanOrEqual(quoteCharsPerSpeech)
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a source of 20,000 words takes no time to speak of', () => {
  const words = STORY.split(' ')
  const source = Array.from({ length: 20_000 }, (_, i) => words[(i * 7 + (i >> 4)) % words.length]).join(' ')
  const started = performance.now()
  argue({
    ...BELL,
    ownAnswer: BELL.answers[0],
    otherAnswer: BELL.answers[1],
    source,
    ownSpeeches: [],
    otherSpeeches: [],
    limits: limitsOf(100),
    seed: 's',
  })
  expect(performance.now() - started).toBeLessThan(1_000) // about 60 ms of a core
})

test('a lone debater speaks of no other one, and answers what the judge asks by its words', () => {
  const source = `${'The keeper slept in the tower that night. '.repeat(1)}${Array.from({ length: 30 }, (_, i) => `On day ${i} the wind moved the heavy bell at the northern gate.`).join(' ')} The lantern on the stairs was broken before the storm came in.`
  const given = {
    question: 'Who moved the bell?',
    ownAnswer: 'The wind moved it.',
    otherAnswer: 'The keeper moved it.',
    source,
    ownSpeeches: [],
    otherSpeeches: [],
    limits: {
      unit: 'words' as const,
      speechMin: 80,
      speechTarget: 120,
      speechMax: 180,
      quoteCharsPerSpeech: null,
      quoteCharsPerSide: null,
    },
  }
  for (let n = 0; n < 50; n++) {
    const text = argue({ ...given, alone: true, asked: 'What of the broken lantern?', seed: `s${n}` })
    expect(text).not.toMatch(/other debater|both of us/i)
    expect(text).toContain('<quote>The lantern on the stairs was broken before the storm came in.</quote>')
  }
  expect(argue({ ...given, asked: 'Zebras?', seed: 's' })).toMatch(
    /question.*found no line|no further line|no other line/,
  )
})
