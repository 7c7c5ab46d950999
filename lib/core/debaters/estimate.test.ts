import { expect, test } from 'vitest'
import { arms } from '#lib/core/protocols/arms'
import { debate } from '#lib/core/protocols/debate'
import { debaterConfig } from './config'
import { estimateDebate, estimateInWords } from './estimate'

const model = (more: object = {}) => debaterConfig.parse({ kind: 'model', model: 'm', ...more })
const builtIn = debaterConfig.parse({ kind: 'builtin' })
const three = debate({ turns: 'simultaneous', rounds: 3, words: 100 })
const priced = { price: { input: 1, output: 10 } }

test('worked by hand: two models, three rounds, a text of 1,000 words', () => {
  const done = estimateDebate(three, [model(priced), model(priced)], 1_000)
  // Prompts: 1,350 + 750 = 2,100, then with 2 and 4 speeches of 135 more. Replies: 135 + 350.
  expect(done).toEqual({
    calls: 6,
    ratings: 0,
    tokensIn: 2 * (2_100 + 2_370 + 2_640),
    tokensOut: 6 * 485,
    micros: 2 * (2_100 + 2_370 + 2_640) + 6 * 4_850,
    unpriced: 0,
  })
  expect(estimateInWords(done, 10)).toBe('About 60 calls of models and 170,000 tokens; about $0.43.')
})

test('built-in debaters cost nothing, and of unknown prices no money is said', () => {
  expect(estimateInWords(estimateDebate(three, [builtIn, builtIn], 1_000), 5)).toBe('')
  const mixed = estimateDebate(three, [model(), builtIn], 1_000)
  expect(mixed).toMatchObject({ calls: 3, micros: null, unpriced: 3 })
  expect(estimateInWords(mixed, 1)).toContain('their price is not set')
})

test('best of N and critiques multiply as they are made: N·(1 + K + 1) calls and their ratings', () => {
  const done = estimateDebate(
    debate({ turns: 'simultaneous', rounds: 1, words: 100 }),
    [model({ bestOf: 4, critiques: 2, preference: 'j' }), builtIn],
    1_000,
  )
  expect(done).toMatchObject({ calls: 4 * (1 + 2 + 1), ratings: 2 * (4 + 4 * 2) })
})

test('every arm: as many calls as speeches, and one more for a choice', () => {
  for (const arm of arms) {
    const protocol = arm.build({ turns: 'simultaneous', rounds: 2, words: 100 })
    const { calls } = estimateDebate(protocol, [model(), model()], 500)
    const speeches = [...protocol.opening.flat(), ...protocol.loop].flatMap(({ sides }) => sides).length
    expect([arm.kind, calls]).toEqual([arm.kind, speeches + (protocol.sides === 'chosen_by_lead' ? 1 : 0)])
  }
})
