import { expect, test } from 'vitest'
import { memoryDeps } from '#lib/adapters/memory/deps'
import { replay } from '#lib/core/debate/debate'
import type { Side } from '#lib/core/debate/protocol'
import { debaterConfig, type DebaterConfig } from '#lib/core/debaters/config'
import { judgeConfig } from '#lib/core/judges/config'
import { arms, buildArm } from '#lib/core/protocols/arms'
import { speakersOf } from '#lib/core/debate/protocol'
import type { Deps, Revision, SpeakRequest } from '#lib/ports'
import type { JudgeRevision, JudgingDeps, PanelStore } from '#lib/ports/judges'
import { judgmentOn } from '#lib/testing/judgmentOn'
import { startDebate } from './debates'
import { bestOf, type Rate } from './drafting'
import { advance } from './engine'
import { inSide, rateWith } from './preference'
import { slots } from './slots'

const SOURCE = Array.from(
  { length: 12 },
  (_, i) => `On the ${i}th night keeper number ${i} put out the lamp before the boats came in.`,
).join(' ')
const words = (n: number, word: string) => Array.from({ length: n }, () => word).join(' ')
const inBlock = (text: string) => `<thinking>t</thinking><argument>${text}</argument>`

type Say = (ask: SpeakRequest, nth: number) => string
const config = (more: Partial<Extract<DebaterConfig, { kind: 'model' }>>) =>
  debaterConfig.parse({ kind: 'model', model: 'm', preference: 'judge', ...more })

async function stage(
  more: Parameters<typeof config>[0],
  say: Say,
  rate: Rate,
  kind = 'debate',
  index = 0,
  key: 0 | 1 = 0,
) {
  const revision: Revision = { id: 'r', debaterId: 'd', name: 'D', number: 1, providerId: null, config: config(more) }
  const counts = new Map<string, number>()
  const asked: SpeakRequest[] = []
  const deps = memoryDeps({
    key,
    questions: [{ id: 'q', text: '?', answers: ['x', 'y'], sourceId: 's', setId: 'set', retired: false }],
    sources: [{ id: 's', title: 'T', text: SOURCE, sha256: 'h', words: 100, attribution: null }],
    revisions: [revision],
    speaker: {
      request: () => ({}),
      async *speak(_, ask) {
        asked.push(ask)
        const task = `${ask.side}${ask.turn}${ask.refine ? (ask.refine.critique === null ? 'critique' : 'rewrite') : ''}`
        const nth = (counts.get(task) ?? 0) + 1
        counts.set(task, nth)
        yield { type: 'text', text: inBlock(say(ask, nth)) }
        yield { type: 'end', finishReason: 'stop', model: 'm', tokensIn: 1, tokensOut: 1 }
      },
    },
  })
  const protocol = buildArm({ arm: kind, turns: 'sequential', rounds: 2, words: 60 })!
  const begun = await startDebate(deps, {
    questionId: 'q',
    protocol,
    debaters: Array.from({ length: speakersOf(protocol) }, () => 'r'),
    feedback: 'verdict',
    seed: 's',
    index,
  })
  if (!begun.ok) throw new Error(begun.error)
  const id = begun.value.setup.debateId
  const engine = { owner: 'me', slots: slots(), random: () => 0, rate }
  return {
    deps,
    id,
    asked,
    go: (stop = new AbortController().signal) => advance(deps, engine, id, stop),
    now: async () => replay(await deps.debates.read(id))!,
    attention: () => deps.world.debates.get(id)?.attention,
  }
}

/** Each draft says its number; the one that holds the most quotes is the best. */
const numbered: Say = (ask, nth) =>
  ask.turn < 0
    ? '<choice>1</choice>'
    : `${words(ask.setup.protocol.limits.speechTarget - 10, 'word')} draft${nth % 3} ${nth % 3 === 2 ? '<quote>put out the lamp before the boats came in</quote>' : ''}`
/** A preference model that leans to whatever is called A, asked through the real prompt in both orders. */
const judge: JudgeRevision = {
  id: 'judge',
  judgeId: 'j',
  name: 'J',
  number: 1,
  providerId: 'p',
  config: judgeConfig.parse({ kind: 'model', model: 'preference' }),
}
const judging = (deps: Deps): JudgingDeps => ({
  ...deps,
  judges: {
    revision: async () => judge,
    judges: async () => [judge],
    addRevision: async () => judge,
    retire: async () => false,
  },
  judgeCalls: { open: async () => 'call', end: async () => undefined, accepted: async () => [] },
  judgeCaller: {
    waitMs: () => 0,
    ask: async (_, messages) => {
      const p = judgmentOn(messages.map(({ content }) => content).join('\n'))
      if (p === null) throw new Error('not a prompt of a judge')
      const top = [
        { token: 'A', logprob: Math.log(p) },
        { token: 'B', logprob: Math.log(1 - p) },
      ]
      return { text: 'A', reasoning: '', finishReason: 'stop', model: 'preference', tokensIn: 1, tokensOut: 1, top }
    },
  },
  panels: neverUsed,
})
const neverUsed = new Proxy({} as PanelStore, {
  get: () => () => {
    throw new Error('no panel here')
  },
})

const speaking = arms.filter(({ uses }) => uses.includes('words'))
test.each(speaking.flatMap(({ kind }) => [0, 1, 2, 3].map((index) => [kind, index] as const)))(
  '%s, draw %d: the best draft is spoken whichever side and answer it argues for',
  async (kind, index) => {
    for (const key of [0, 1] as const) {
      const holder: { rate: Rate } = { rate: async () => [] }
      const on = await stage(
        { bestOf: 3 },
        (ask, nth) => numbered(ask, nth),
        (drafts, signal) => holder.rate(drafts, signal),
        kind,
        index,
        key,
      )
      holder.rate = rateWith(judging(on.deps))
      await on.go()
      const { speeches, phase } = await on.now()
      if (phase === 'failed') continue // an open arm whose lead chose nothing here
      expect(speeches.length).toBeGreaterThan(1)
      for (const { text } of speeches) expect(text).toContain('draft2')
    }
  },
)

test('swapping the sides changes nothing but the labels of a rating', () => {
  for (const [shown, swapped] of [
    [0.9, 0.7],
    [0.2, 0.2],
  ] as const) {
    const there = { shown, swapped }
    const mirrored = { shown: 1 - swapped, swapped: 1 - shown }
    expect(inSide(there, 'A')).toBeCloseTo(inSide(mirrored, 'B'))
  }
})

test('ties go to the first, invalid ratings to nobody', () => {
  expect(bestOf([0.4, 0.7, 0.7])).toBe(1)
  expect(bestOf([null, 0.1, null])).toBe(1)
  expect(bestOf([null, null])).toBe(0)
})

const rateLast: Rate = async ({ drafts }) => drafts.map((_, i) => i / 10)

test('drafts are read along by nobody, and all of them are kept with their ratings', async () => {
  const on = await stage({ bestOf: 4 }, numbered, rateLast, 'consultancy')
  await on.go()
  expect(on.deps.told.filter((one) => 'delta' in one)).toEqual([])
  const rows = await on.deps.attempts.ofTurn(on.id, 0)
  expect(rows.map(({ piece, state }) => `${piece} ${state}`).sort()).toEqual([
    'draft/1 candidate',
    'draft/2 candidate',
    'draft/3 candidate',
    'draft/4 candidate',
    'speech accepted',
  ])
  const stored = [...on.deps.world.attempts.values()].find(({ piece }) => piece === 'speech')
  expect(stored?.request).toMatchObject({ ratings: [0, 0.1, 0.2, 0.3] })
})

test('whoever takes over asks for nothing again that is there', async () => {
  const stop = new AbortController()
  const on = await stage(
    { bestOf: 3 },
    numbered,
    async ({ drafts }, signal) => (stop.abort(), signal.throwIfAborted(), drafts.map(() => 1)),
    'consultancy',
  )
  await on.go(stop.signal).catch(() => undefined)
  const before = on.asked.length
  expect(before).toBe(3)
  expect((await on.deps.attempts.ofTurn(on.id, 0)).filter(({ state }) => state === 'candidate')).toHaveLength(3)
})

test('a draft is criticised and rewritten; a rewrite that speaks of its critique is not taken', async () => {
  const say =
    (mention: boolean): Say =>
    (ask, nth) => {
      if (!ask.refine) return `${words(120, 'word')} plain`
      if (ask.refine.critique === null) return `Point ${nth}: ${words(20, 'quote')}`
      return `${words(120, 'better')} ${mention ? 'as the critique said' : 'rewritten'}`
    }
  const good = await stage(
    { critiques: 2 },
    say(false),
    async ({ drafts }) => drafts.map((_, i) => (i === 1 ? 0.1 : 0.9)),
    'consultancy',
  )
  await good.go()
  expect((await good.now()).speeches[0]!.text).toContain('rewritten')
  const rewrite = good.asked.find((ask) => ask.refine?.critique)
  expect(rewrite?.refine?.critique).toContain('Point 2') // the one that did the draft most harm
  const bad = await stage({ critiques: 1 }, say(true), rateLast, 'consultancy')
  await bad.go()
  expect((await bad.now()).speeches[0]!.text).toContain('plain')
})

test('a side’s drafts know nothing of the other side’s', async () => {
  const on = await stage({ bestOf: 2 }, numbered, rateLast)
  await on.go()
  const opening = on.asked.filter(({ turn }) => turn === 0)
  expect(new Set(opening.map(({ side }) => side))).toEqual(new Set<Side>(['A', 'B']))
  for (const { speeches } of opening) expect(speeches).toEqual([])
})
