import { expect, test } from 'vitest'
import { play, reveal, sequential, simultaneous } from '#lib/core/debate/fixtures'
import type { Protocol } from '#lib/core/debate/protocol'
import { arms } from '#lib/core/protocols/arms'
import { judgeConfig } from './config'
import { beliefsDue, estimatePanel, promptTokens, REPLY_TOKENS } from './estimate'

const armNamed = (kind: string) =>
  arms.find((arm) => arm.kind === kind)!.build({ turns: 'simultaneous', rounds: 2, words: 100 })
const two = [reveal(0, 'A', 'B'), reveal(1, 'A', 'B')]
const model = (price: object | null) => judgeConfig.parse({ kind: 'model', model: 'm', price })
const builtIn = judgeConfig.parse({ kind: 'builtin' })

test.each<[string, Protocol, number[]]>([
  ['after every round', simultaneous(2), [0, 1, 2]],
  ['nothing is said: one verdict', armNamed('naive'), [1]],
  ['the verdict alone', { ...simultaneous(2), judge: { ...simultaneous(2).judge, belief: 'final_only' } }, [0, 2]],
  ['no prior', { ...simultaneous(2), judge: { ...simultaneous(2).judge, prior: false } }, [1, 2]],
])('%s', (_, protocol, due) => {
  expect(beliefsDue(play(two, { protocol }))).toEqual(due)
})

test('each prompt is longer than the one before by what was said in between; a source comes on top of each', () => {
  const debate = play([reveal(0, 'A'), reveal(1, 'B')], { protocol: sequential(1) })
  const [prior, verdict] = promptTokens(debate, null)
  expect(verdict! - prior!).toBeGreaterThan(20)
  const expert = play([], { protocol: armNamed('expert') })
  const source = 'word '.repeat(4_000)
  expect(promptTokens(expert, source)[0]! - promptTokens(expert, null)[0]!).toBeCloseTo(5_000, -2)
})

test('a speech that holds a mark does not break the estimate', () => {
  const speech = (text: string) =>
    play([{ type: 'reveal', turn: 0, speeches: [{ turn: 0, side: 'A', text, quotes: [], flags: [] }] }], {
      protocol: sequential(1),
    })
  expect(promptTokens(speech('q'.repeat(16)), null)[0]).toBeGreaterThan(100)
})

test('worked by hand: two debates of three and one belief, three judges', () => {
  const read = [[1_000, 1_500, 2_000], [900]] // a mean of 2 beliefs and 2,700 tokens a debate
  const judges = [
    { config: builtIn, debates: 10 },
    { config: model({ input: 1, output: 2 }), debates: 10 },
    { config: model(null), debates: 5 },
  ]
  expect(estimatePanel(judges, read)).toEqual({
    tasks: 25,
    calls: 40 + 20, // both orders of two beliefs
    tokensIn: 54_000 + 27_000,
    tokensOut: 60 * REPLY_TOKENS,
    micros: 54_000 + 2 * 40 * REPLY_TOKENS,
    unpriced: 20,
  })
})

test('what is free is not said to cost nothing, and nothing to judge is no division by nothing', () => {
  expect(estimatePanel([{ config: builtIn, debates: 3 }], [[10]])).toMatchObject({
    calls: 0,
    micros: null,
    unpriced: 0,
  })
  expect(estimatePanel([{ config: model({ input: 1, output: 1 }), debates: 0 }], [])).toMatchObject({
    tasks: 0,
    calls: 0,
    micros: null,
    unpriced: 0,
  })
})
