import { expect, test } from 'vitest'
import { memoryDeps } from '#lib/adapters/memory/deps'
import { replay } from '#lib/core/debate/debate'
import { debaterConfig } from '#lib/core/debaters/config'
import { quoteCost } from '#lib/core/quotes/budget'
import { viewFor } from '#lib/core/debate/view'
import { buildArm } from '#lib/core/protocols/arms'
import type { Protocol } from '#lib/core/debate/protocol'
import { startDebate } from './debates'
import { advance } from './engine'
import { slots } from './slots'

const lamp = 'The lamp was out that night.' // 28 characters
const boat = 'Nobody saw the boat come in.' // 28
const SOURCE = `${lamp} ${boat} The keeper slept until noon, as he always did.`
const quoting = (...texts: string[]) =>
  `<argument>${texts.map((text) => `So it stands there: <quote>${text}</quote>`).join(' ')} and that is all there is.</argument>`

/** Lets one speaker answer every sample as given, and brings the debate as far as it goes. */
async function debated(limits: Partial<Protocol['limits']>, say: (nth: number) => string) {
  let nth = 0
  const deps = memoryDeps({
    questions: [{ id: 'q', text: '?', answers: ['x', 'y'], sourceId: 's', setId: 'set', retired: false }],
    sources: [{ id: 's', title: 'T', text: SOURCE, sha256: 'h', words: 20, attribution: null }],
    revisions: [
      {
        id: 'r',
        debaterId: 'd',
        name: 'D',
        number: 1,
        providerId: null,
        config: debaterConfig.parse({ kind: 'model', model: 'm' }),
      },
    ],
    speaker: {
      request: () => ({}),
      async *speak() {
        yield { type: 'text', text: say(++nth) }
        yield { type: 'end', finishReason: 'stop', model: 'm', tokensIn: 1, tokensOut: 1 }
      },
    },
  })
  const arm = buildArm({ arm: 'consultancy', turns: 'simultaneous', rounds: 2, words: 30 })!
  const protocol = { ...arm, limits: { ...arm.limits, speechMin: 1, ...limits } }
  const begun = await startDebate(deps, {
    questionId: 'q',
    protocol,
    debaters: ['r'],
    feedback: 'verdict',
    seed: 's',
    index: 0,
  })
  if (!begun.ok) throw new Error(begun.error)
  const id = begun.value.setup.debateId
  const engine = { owner: 'me', slots: slots(), random: () => 0, rate: async () => [] }
  await advance(deps, engine, id, new AbortController().signal)
  const debate = replay(await deps.debates.read(id))!
  return { debate, asked: () => nth, attempts: await deps.attempts.ofTurn(id, 0) }
}

test('a speech over its quote budget is asked for again; three times over, the surplus goes with its words', async () => {
  const { debate, asked, attempts } = await debated({ quoteCharsPerSpeech: 30 }, () => quoting(lamp, boat))
  expect(asked()).toBe(6) // three samples of each of the two speeches
  expect(attempts.map(({ state }) => state)).toEqual(['over_limit', 'over_limit', 'over_limit', 'accepted'])
  expect(attempts[0]?.error).toBe('The quotes have 56 characters; 30 are allowed in a speech.')
  for (const speech of debate.speeches) {
    expect(speech.text).toBe(`So it stands there: “${lamp}” So it stands there: […] and that is all there is.`)
    expect(quoteCost(SOURCE, speech.quotes)).toBe(28)
  }
  expect(debate.speeches[0]?.quotes).toMatchObject([
    { text: lamp, status: 'exact', flags: [] },
    { text: '[…]', status: 'exact', flags: ['over_budget'], at: { start: 71, end: 74 } },
  ])
  const seen = viewFor('judge:2', debate, { now: 0 })
  expect(JSON.stringify(seen)).not.toContain('boat')
  expect(seen.speeches[0]?.quotes.map(({ verified }) => verified)).toEqual([true, false])
})

test('a sample within the budget is taken as it is', async () => {
  const { debate, asked } = await debated({ quoteCharsPerSpeech: 30 }, (nth) =>
    nth === 1 ? quoting(lamp, boat) : quoting(boat),
  )
  expect(asked()).toBe(3)
  expect(debate.speeches[0]).toMatchObject({ flags: [], quotes: [{ text: boat, status: 'exact' }] })
})

test('in the budget of a side, what was quoted before is free', async () => {
  const { debate, asked } = await debated({ quoteCharsPerSide: 30 }, () => quoting(lamp))
  expect(asked()).toBe(2)
  expect(debate.speeches.map(({ quotes }) => quotes.map(({ text }) => text))).toEqual([[lamp], [lamp]])
  const other = await debated({ quoteCharsPerSide: 30 }, (nth) => quoting(nth === 1 ? lamp : boat))
  expect(other.asked()).toBe(4)
  expect(other.debate.speeches[1]?.quotes).toMatchObject([{ text: '[…]', flags: ['over_budget'] }])
})
