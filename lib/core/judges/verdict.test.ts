import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attacks, attackText } from './attacks'
import { combine, fromTopLogprobs, parseVerdict, percentOf } from './verdict'

describe('a structured verdict', () => {
  const good = { choice: 'A', belief: 80, rationale: 'The second quote.' }
  test.each([
    ['bare', JSON.stringify(good)],
    ['in a code fence', `\`\`\`json\n${JSON.stringify(good, null, 2)}\n\`\`\``],
    ['in a fence without a name', `\n\`\`\`\n${JSON.stringify(good)}\n\`\`\`\n`],
    ['after thinking aloud', `<think>{"choice":"B"} B?</think>\n${JSON.stringify(good)}`],
  ])('is read %s', (_, reply) => {
    expect(parseVerdict(reply)).toEqual({
      ok: true,
      value: { percentA: 80, choice: 'A', rationale: 'The second quote.' },
    })
  })
  test('of a tie has no choice, unless ties are forbidden', () => {
    const tie = JSON.stringify({ choice: null, belief: 50, rationale: 'Neither.' })
    expect(parseVerdict(tie)).toMatchObject({ ok: true, value: { percentA: 50, choice: null } })
    expect(parseVerdict(tie, { ties: 'forbidden' })).toEqual({
      ok: false,
      error: 'a belief of 50 is not accepted here',
    })
  })
  test.each<[string, unknown, string]>([
    ['nothing', '', 'it is not one JSON object'],
    ['prose', 'Debater A wins.', 'it is not one JSON object'],
    ['a letter', 'B', 'it is not one JSON object'],
    ['prose around it', `Here: ${JSON.stringify(good)}`, 'it is not one JSON object'],
    ['two objects', `${JSON.stringify(good)}\n${JSON.stringify(good)}`, 'it is not one JSON object'],
    ['half an object', '{"choice": "A", "bel', 'it is not one JSON object'],
    ['a list', [good], 'it must be one object with "choice", "belief" and "rationale" and nothing else'],
    ['a text', '"A"', 'it must be one object with "choice", "belief" and "rationale" and nothing else'],
    [
      'a further field',
      { ...good, winner: 'B' },
      'it must be one object with "choice", "belief" and "rationale" and nothing else',
    ],
    ['another letter', { ...good, choice: 'a' }, '"choice" must be "A", "B" or null'],
    ['no choice', { belief: 80, rationale: 'x' }, '"choice" must be "A", "B" or null'],
    ['a fraction', { ...good, belief: 0.8 }, '"belief" must be a whole number from 1 to 99'],
    ['certainty', { ...good, belief: 100 }, '"belief" must be a whole number from 1 to 99'],
    ['a number in words', { ...good, belief: '80' }, '"belief" must be a whole number from 1 to 99'],
    ['no reason', { ...good, rationale: ' ' }, '"rationale" must be a text of 1 to 5000 characters'],
    ['disagreement', { ...good, choice: 'B' }, '"choice" does not agree with "belief"'],
    ['a choice at 50', { ...good, belief: 50 }, '"choice" does not agree with "belief"'],
    ['no choice beside 80', { ...good, choice: null }, '"choice" does not agree with "belief"'],
  ])('is not read from %s', (_, reply, error) => {
    expect(parseVerdict(typeof reply === 'string' ? reply : JSON.stringify(reply))).toEqual({ ok: false, error })
  })
  test('what is no verdict is nobody’s', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.constantFrom(...attacks).map((one) => `I saw: ${attackText(one, 'B')}`),
        ),
        (reply) => {
          expect(parseVerdict(reply).ok).toBe(false)
        },
      ),
    )
  })
})

describe('token probabilities', () => {
  const top = (...pairs: [string, number][]) => pairs.map(([token, p]) => ({ token, logprob: Math.log(p) }))
  test.each([
    { when: 'both letters', given: top(['A', 0.72], ['B', 0.24], ['The', 0.04]), p: 0.75, mass: 0.96, lowMass: false },
    {
      when: 'forms of the letters',
      given: top(
        ['A', 0.3],
        [' A', 0.2],
        ['a', 0.05],
        ['"A"', 0.03],
        ['A.', 0.02],
        ['▁B', 0.2],
        ['**B**', 0.1],
        ['ĠB', 0.1],
      ),
      p: 0.6,
      mass: 1,
      lowMass: false,
    },
    { when: 'one letter alone', given: top(['B', 0.95]), p: 0, mass: 0.95, lowMass: false },
    { when: 'little mass', given: top(['A', 0.4], ['B', 0.4], ['An', 0.1]), p: 0.5, mass: 0.8, lowMass: true },
    { when: 'just enough', given: top(['A', 0.5], ['Both', 0.4]), p: 1, mass: 0.5, lowMass: true },
  ])('$when', ({ given, p, mass, lowMass }) => {
    const read = fromTopLogprobs(given)
    expect(read).toMatchObject({ ok: true, value: { lowMass } })
    if (!read.ok) return
    expect(read.value.p).toBeCloseTo(p, 10)
    expect(read.value.mass).toBeCloseTo(mass, 10)
  })
  test.each([
    ['no token', []],
    ['other words', top(['Answer', 0.5], ['An', 0.2], ['Because', 0.2], ['AB', 0.05], ['A1', 0.05])],
    ['too little mass', top(['A', 0.49])],
    ['no number', [{ token: 'A', logprob: NaN }]],
    ['a probability above 1', [{ token: 'A', logprob: 0.1 }]],
    ['more than 1 together', top(['A', 0.9], ['B', 0.9])],
  ])('are invalid for %s', (_, given) => {
    expect(fromTopLogprobs(given)).toMatchObject({ ok: false, error: expect.any(String) })
  })
  test('a letter of no mass counts as none', () => {
    expect(fromTopLogprobs([...top(['A', 0.99]), { token: 'B', logprob: -Infinity }])).toMatchObject({
      value: { p: 1 },
    })
  })
})

const probability = fc.double({ min: 0, max: 1, noNaN: true })
describe('both orders', () => {
  test.each([
    // as shown, exchanged, belief, order effect, flipped
    [0.8, 0.2, 0.8, 0, false], // the same judgment in either order
    [0.9, 0.3, 0.8, 0.2, false], // leans to what is called A
    [0.7, 0.7, 0.5, 0.4, true], // believes whatever is called A
    [0.2, 0.3, 0.45, -0.5, true],
    [1, 0, 1, 0, false],
    [0.5, 0.2, 0.65, -0.3, false],
  ])('%d and %d give %d', (p1, p2, belief, orderEffect, flipped) => {
    const both = combine(p1, p2)
    expect(both.belief).toBeCloseTo(belief, 12)
    expect(both.orderEffect).toBeCloseTo(orderEffect, 12)
    expect(both.flipped).toBe(flipped)
    expect(both.choice).toBe(belief === 0.5 ? null : belief > 0.5 ? 'A' : 'B')
  })
  test('of a debate with its sides exchanged give 1 - p', () => {
    fc.assert(
      fc.property(probability, probability, (p1, p2) => {
        const [one, two] = [combine(p1, p2), combine(p2, p1)]
        expect(two.belief).toBeCloseTo(1 - one.belief, 12)
        expect(two.percentA).toBe(100 - one.percentA)
        expect(two.orderEffect).toBeCloseTo(one.orderEffect, 12)
        expect(two.flipped).toBe(one.flipped)
      }),
      { numRuns: 2_000 },
    )
  })
  test('a judge who always says the same letter is at 50', () => {
    fc.assert(fc.property(probability, (p) => void expect(combine(p, p).percentA).toBe(50)))
  })
  test.each([NaN, -0.1, 1.1])('%d is no probability', (p) => {
    expect(() => combine(p, 0.5)).toThrow(RangeError)
    expect(() => combine(0.5, p)).toThrow(RangeError)
  })
})

test.each([
  [0, 1],
  [0.004, 1],
  [0.495, 49],
  [0.4999, 49],
  [0.5, 50],
  [0.5001, 51],
  [0.75, 75],
  [0.996, 99],
  [1, 99],
])('a belief of %d is %i %%', (belief, percent) => expect(percentOf(belief)).toBe(percent))
