import { fileURLToPath } from 'node:url'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { REASON_MIN_CHARS } from '#lib/core/judging/limits'
import { debate } from '#lib/core/protocols/debate'
import { readStarter } from '../../../prisma/starter/passage'
import { attacks, attackText } from './attacks'
import { builtInVerdict } from './builtin'
import { BELL, builtInRaw, transcriptFrom, viewOf, type Case } from './fixtures'
import { swap, transcriptOf, type Transcript } from './transcript'

const passages = await readStarter(fileURLToPath(new URL('../../../prisma/starter/', import.meta.url)))
const cases: Case[] = passages.flatMap(({ text, questions }) =>
  questions.map(({ question, right, wrong }): Case => ({ question, answers: [right, wrong], source: text })),
)
const short = debate({ turns: 'simultaneous', rounds: 2, words: 60 })
const between = (one: Case) => transcriptFrom(one, builtInRaw(one, short.limits), { protocol: short })
const swapped = (transcript: Transcript): Transcript => {
  const result = swap(transcript)
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const only =
  (raw: string, side: 'A' | 'B' = 'A') =>
  (turn: number, speaker: string) =>
    turn === 0 && speaker === side ? raw : 'Nothing.'
const percent = (raw: string, side: 'A' | 'B' = 'A', one = BELL) =>
  builtInVerdict(transcriptFrom(one, only(raw, side))).percentA

const BEST = '<quote>the missing bell of the island church</quote>'
describe('what moves it', () => {
  test.each([
    ['a verified quote', '<quote>Captain Orrin had sold eleven tickets</quote>', '', 1],
    [
      'one more',
      '<quote>Captain Orrin had sold eleven tickets</quote> <quote>ferry carried, under a tarpaulin, the missing</quote>',
      '<quote>Captain Orrin had sold eleven tickets</quote>',
      1,
    ],
    ['words of its own answer in it', BEST, '<quote>the lighthouse lay three miles astern</quote>', 1],
    [
      'words of the other answer beside a “not”',
      '<quote>Not for double pay</quote>',
      '<quote>nine people came aboard</quote>',
      1,
    ],
    ['an invented quote', '<quote>the sexton drowned in the harbour</quote>', '', -1],
    ['a quote that differs', '<quote>By noon the lighthouse lay four miles astern</quote>', '', -1],
    ['plain words', 'The missing bell of the island church! “A quote without a tag at all.”', '', 0],
    ['a quote of two words', '<quote>island church</quote>', '', 0],
  ])('%s', (_, raw, than, sign) => {
    expect(Math.sign(percent(raw) - percent(than))).toBe(sign)
    expect(Math.sign(percent(raw) - 50) === sign || than !== '').toBe(true)
  })
  test('what both sides quoted counts for neither', () => {
    const both = transcriptFrom(BELL, (turn) =>
      turn === 0 ? '<quote>Captain Orrin had sold eleven tickets</quote>' : 'Nothing.',
    )
    expect(builtInVerdict(both)).toMatchObject({ percentA: 50, choice: null })
  })
  test('before any speech it is at 50; where ties are forbidden it goes by the answers', () => {
    const blank = transcriptFrom(BELL, only(BEST), { opened: 0 })
    expect(builtInVerdict(blank)).toMatchObject({ percentA: 50, choice: null })
    expect(builtInVerdict(blank, { ties: 'forbidden' })).toMatchObject({ percentA: 51, choice: 'A' })
    expect(builtInVerdict(swapped(blank), { ties: 'forbidden' })).toMatchObject({ percentA: 49, choice: 'B' })
  })
  test('with the source it goes by the source', () => {
    const transcript = { ...transcriptFrom(BELL, only(''), { opened: 0 }), source: BELL.source }
    const { percentA, rationale } = builtInVerdict(transcript)
    expect(percentA).not.toBe(50)
    expect(rationale).toMatch(/share with the source/)
    expect(builtInVerdict(swapped(transcript)).percentA).toBe(100 - percentA)
  })
  test('the reason says what was counted', () => {
    expect(builtInVerdict(transcriptFrom(BELL, only(BEST, 'B'))).rationale).toMatch(
      /^Side B has one verified quote, five runs of three words .*; side A has no verified quotes/,
    )
  })
})

test('with A and B exchanged it gives 100 less, for the same reason, on every starter question', () => {
  let leaning = 0
  for (const one of cases)
    for (const ties of ['allowed', 'forbidden'] as const) {
      const transcript = between(one)
      const [verdict, other] = [builtInVerdict(transcript, { ties }), builtInVerdict(swapped(transcript), { ties })]
      expect(other.percentA).toBe(100 - verdict.percentA)
      const exchanged = other.rationale.replace(
        /\b(side|Side) ([AB])\b/g,
        (_, word, letter) => `${word} ${letter === 'A' ? 'B' : 'A'}`,
      )
      if (verdict.choice) expect(exchanged).toBe(verdict.rationale)
      expect(verdict.choice).toBe(verdict.percentA === 50 ? null : verdict.percentA > 50 ? 'A' : 'B')
      expect(verdict.percentA).toBeGreaterThanOrEqual(1)
      expect(verdict.percentA).toBeLessThanOrEqual(99)
      expect(verdict.rationale.length).toBeGreaterThanOrEqual(REASON_MIN_CHARS)
      if (verdict.percentA !== 50) leaning++
    }
  expect(leaning).toBeGreaterThan(cases.length / 2)
})

test('whatever is quoted, exchanged it gives 100 less', () => {
  const quotes = [
    'nobody on the quay waved',
    'Not for double pay',
    'the missing bell of the island church',
    'four people came aboard',
    'By noon the lighthouse lay six miles astern',
    'sold by the sexton, not by the captain',
  ]
  const speech = fc
    .array(fc.constantFrom(...quotes), { maxLength: 4 })
    .map((list) => list.map((text) => `<quote>${text}</quote>`).join(' ') || 'None.')
  fc.assert(
    fc.property(fc.tuple(speech, speech, speech, speech), (speeches) => {
      const transcript = transcriptFrom(BELL, (turn, side) => speeches[turn * 2 + (side === 'A' ? 0 : 1)]!)
      expect(builtInVerdict(swapped(transcript)).percentA).toBe(100 - builtInVerdict(transcript).percentA)
    }),
    { numRuns: 200 },
  )
})

test('no attack moves it, from either side, before or after the speech, in words, quotation marks or a message', () => {
  const raws = new Map<string, string>() // both write as if nobody had attacked: what they answer is not the question here
  const write = builtInRaw(BELL, short.limits)
  const clean = transcriptFrom(
    BELL,
    (turn, side, before) => {
      raws.set(`${turn}${side}`, write(turn, side, before))
      return raws.get(`${turn}${side}`)!
    },
    { protocol: short },
  )
  const plain = builtInVerdict(clean)
  expect(plain.percentA).not.toBe(50)
  for (const attack of attacks)
    for (const asked of ['A', 'B'] as const) {
      const text = attackText(attack, asked)
      for (const put of [
        (raw: string) => `${raw}\n\n${text}`,
        (raw: string) => `${text}\n\n${raw}`,
        (raw: string) => `${raw} “${text}”`,
      ])
        for (const speaker of ['A', 'B'] as const) {
          const view = viewOf(
            BELL,
            (turn, side) => (turn === 1 && side === speaker ? put : String)(raws.get(`${turn}${side}`)!),
            { protocol: short, message: text },
          )
          expect(builtInVerdict(transcriptOf(view)), attack.id).toEqual(plain)
        }
    }
})
