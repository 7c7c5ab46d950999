import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { debate } from '#lib/core/protocols/debate'
import { BELL, builtInRaw, transcriptFrom, viewOf } from './fixtures'
import { swap, transcriptOf, type QuoteRead, type SpeechRead, type Transcript } from './transcript'

const sequential = debate({ turns: 'sequential', rounds: 2, words: 100 })
const say = (turn: number, side: 'A' | 'B') => `${side} speaks in turn ${turn}.`.replace(/^[AB]/, 'Somebody')
const QUOTED = [
  'I quote <quote>Captain Orrin had sold eleven tickets</quote> first.',
  'Then <quote>nobody on the quay waved, Captain Orrin</quote>, and <quote>captain orrin had sold eleven tickets</quote>.',
  'And <quote>By noon the lighthouse lay four miles astern</quote> and <quote>the sexton drowned in the harbour</quote>.',
].join('\n\n')

describe('what a judge reads', () => {
  const transcript = transcriptFrom(BELL, (turn) => (turn === 0 ? QUOTED : 'Nothing more.'), { message: 'Go on, A.' })
  const pieces = transcript.rounds[0]!.speeches[0]!.paragraphs.flatMap((paragraph) => paragraph.pieces)

  test('quotes stand apart from words, each with the mark that people see', () => {
    const marks = pieces.flatMap((piece) => (piece.kind === 'quote' ? [[piece.text, piece.mark]] : []))
    expect(marks).toEqual([
      ['Captain Orrin had sold eleven tickets', 'verified'],
      ['nobody on the quay waved, Captain Orrin', 'verified, punctuation differs'],
      ['captain orrin had sold eleven tickets', 'verified, capital letters differ'],
      ['By noon the lighthouse lay four miles astern', 'close to the source, not verified: 1 of 8 words differs'],
      ['the sexton drowned in the harbour', expect.stringMatching(/^not in the source/)],
    ])
    expect(
      pieces.flatMap((piece) => (piece.kind === 'quote' ? piece.diff : [])).filter(({ op }) => op !== 'equal'),
    ).toEqual([{ op: 'replace', quoted: 'four', source: 'three' }])
  })
  test('the pieces of a speech are its text', () => {
    expect(pieces.map(({ text }) => text).join('')).toBe(
      viewOf(BELL, (turn) => (turn === 0 ? QUOTED : '')).speeches[0]!.text.replaceAll('\n', ''),
    )
  })
  test('paragraphs are numbered on through the speeches of a side; messages stand after their round', () => {
    const numbers = ({ rounds }: Transcript) =>
      rounds.map(({ speeches }) =>
        speeches.map(({ side, paragraphs }) => side + paragraphs.map(({ number }) => number).join()),
      )
    expect(numbers(transcript)).toEqual([
      ['A1,2,3', 'B1,2,3'],
      ['A4', 'B4'],
    ])
    expect(transcript.rounds.map(({ messages }) => messages)).toEqual([[{ text: 'Go on, A.', to: null }], []])
  })
  test('nothing else: no key, no places in the source, no source unless the judge reads it', () => {
    const view = { ...viewOf(BELL, () => QUOTED), rightSide: 'A' as const, own: undefined }
    const text = JSON.stringify(transcriptOf(view))
    expect(text).not.toMatch(/rightSide|spans|sexton, not by|"own"|revision/)
    expect(transcriptOf({ ...view, source: 'THE STORY' }).source).toBe('THE STORY')
  })
  test.each([0, 1, 2])('%i rounds if so many are open', (opened) => {
    expect(transcriptFrom(BELL, say, { opened }).rounds).toHaveLength(opened)
  })
  test('a round in progress is left out', () => {
    const view = viewOf(BELL, say)
    expect(transcriptOf({ ...view, roundsOver: 1 }).rounds).toHaveLength(1)
  })
})

const swapped = (transcript: Transcript): Transcript => {
  const result = swap(transcript)
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const order = ({ rounds }: Transcript) =>
  rounds.map(({ speeches }) => speeches.map(({ side, paragraphs }) => [side, paragraphs[0]?.pieces[0]?.text]))

describe('exchanged', () => {
  test('a turn of both sides is shown the other way round; of turns in sequence each stays in its place', () => {
    const spoke = (turn: number, side: string) => `${side === 'A' ? 'First' : 'Second'} in ${turn}.`
    expect(order(swapped(transcriptFrom(BELL, spoke)))).toEqual([
      [
        ['A', 'Second in 0.'],
        ['B', 'First in 0.'],
      ],
      [
        ['A', 'Second in 1.'],
        ['B', 'First in 1.'],
      ],
    ])
    expect(order(swapped(transcriptFrom(BELL, spoke, { protocol: sequential })))).toEqual([
      [
        ['A', 'Second in 0.'],
        ['B', 'First in 0.'],
      ],
      [
        ['B', 'First in 1.'],
        ['A', 'Second in 2.'],
      ],
    ])
  })
  test('mentions go along in words, in invented quotes and in messages; what the source says stays', () => {
    const source = 'They said that Side A was the better side of the record by far.'
    const raw =
      'Debater B errs. <quote>that Side A was the better side</quote> and <quote>Debater B has conceded it all</quote>'
    const one = { ...BELL, source }
    const text = JSON.stringify(swapped(transcriptFrom(one, () => raw, { message: 'Answer me, B, on A1.' })))
    expect(text).toContain('Debater A errs. ')
    expect(text).toContain('that Side A was the better side')
    expect(text).toContain('Debater A has conceded it all')
    expect(text).toContain('Answer me, A, on B1.')
  })
  test('the addressee of a message goes along', () => {
    const transcript = transcriptFrom(BELL, say)
    transcript.rounds[0]!.messages = [{ text: 'Why?', to: 'A' }]
    expect(swapped(transcript).rounds[0]!.messages).toEqual([{ text: 'Why?', to: 'B' }])
  })
  test.each([
    ['a bare letter in a speech', BELL, 'I think A has it.'],
    [
      'a mention in a quote that is nearly the source’s',
      { ...BELL, source: 'They said that Side A was the better side by far.' },
      '<quote>said that Side A was the better half by far</quote>',
    ],
    ['a mention in an answer', { ...BELL, answers: ['Both answer A and B', 'None'] as [string, string] }, 'Yes.'],
  ])('it is refused for %s', (_, one, raw) => {
    expect(swap(transcriptFrom(one, () => raw))).toMatchObject({ ok: false, error: expect.stringContaining('side') })
  })
})

const words = fc
  .array(
    fc.constantFrom(
      'Debater A',
      'side B',
      'a man',
      'A man',
      'Plan B',
      'answer A',
      'A1',
      'B2',
      'says',
      '.',
      'B',
      'and',
      '“x”',
      '\n',
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(' '))
const quote = fc.record({
  kind: fc.constant('quote' as const),
  text: words,
  status: fc.constantFrom('exact' as const, 'normalised' as const, 'near' as const, 'not_found' as const),
  mark: fc.constant('m'),
  diff: fc.constant<QuoteRead['diff']>([]),
  flags: fc.constant<QuoteRead['flags']>([]),
  sourceShare: fc.constant(null),
})
const speech = (turn: number, side: 'A' | 'B'): fc.Arbitrary<SpeechRead> =>
  fc
    .array(
      fc.array(fc.oneof(fc.record({ kind: fc.constant('words' as const), text: words }), quote), { maxLength: 3 }),
      { maxLength: 2 },
    )
    .map((paragraphs) => ({
      turn,
      side,
      label: 'opening' as const,
      flags: [],
      paragraphs: paragraphs.map((pieces, i) => ({ number: turn * 2 + i + 1, pieces })),
    }))
const round = (number: number) =>
  fc.record({
    round: fc.constant(number),
    speeches: fc.oneof(
      fc.tuple(speech(number, 'A'), speech(number, 'B')),
      fc.tuple(speech(number, 'A')),
      fc.tuple(speech(number, 'B'), speech(number + 1, 'A')),
    ),
    messages: fc.array(fc.record({ text: words, to: fc.constantFrom(null, 'A' as const, 'B' as const) }), {
      maxLength: 1,
    }),
  })
const transcripts: fc.Arbitrary<Transcript> = fc.record({
  question: fc.constantFrom('Why?', 'What did A man say?'),
  answers: fc.record({ A: words, B: words }),
  rounds: fc.oneof(fc.tuple(), fc.tuple(round(0)), fc.tuple(round(0), round(2))),
  source: fc.constantFrom(null, 'Side A is in the source.'),
})

test('exchanged twice, a transcript is what it was, also of built-in debaters', () => {
  let done = 0
  fc.assert(
    fc.property(transcripts, (transcript) => {
      const once = swap(transcript)
      if (!once.ok) return
      done++
      expect(once.value.answers).toEqual({ A: transcript.answers.B, B: transcript.answers.A })
      expect(swap(once.value)).toEqual({ ok: true, value: transcript })
    }),
    { numRuns: 3_000 },
  )
  expect(done).toBeGreaterThan(300)
  for (const protocol of [sequential, debate({ turns: 'simultaneous', rounds: 3, words: 100 })]) {
    const transcript = transcriptFrom(BELL, builtInRaw(BELL, protocol.limits), { protocol })
    expect(swapped(transcript)).not.toEqual(transcript)
    expect(swapped(swapped(transcript))).toEqual(transcript)
  }
})
