import { expect, test } from 'vitest'
import { memoryDeps } from '#lib/adapters/memory/deps'
import { quirks } from '#lib/core/debaters/config'
import { debate } from '#lib/core/protocols/debate'
import type { Endpoint, Revision } from '#lib/ports'
import { startDebate } from './debates'
import { advance } from './engine'
import { slots } from './slots'

const GOOD = Array.from({ length: 100 }, (_, i) => `w${i}`).join(' ')
const HANDS = 6 // debates that the worker advances at a time

const endpoint = (id: string): Endpoint => ({
  id,
  name: id,
  baseUrl: `http://${id}`,
  key: null,
  concurrency: 2,
  disabled: null,
  quirks: quirks.parse({}),
})
const revision = (id: string, providerId: string): Revision => ({
  id,
  debaterId: id,
  name: id,
  number: 1,
  providerId,
  config: { kind: 'builtin', wordsPerSecond: 0 },
})

/** A worker with few hands: takes what is queued in order, as the queue does. */
async function work(slow: number, quick: number) {
  const calls = { slow: 0, quick: 0, most: 0, now: 0 }
  let letGo = () => {}
  const hold = new Promise<void>((resolve) => (letGo = resolve))
  const deps = memoryDeps({
    questions: [{ id: 'q', text: '?', answers: ['x', 'y'], sourceId: 's', setId: 'set', retired: false }],
    sources: [{ id: 's', title: 'T', text: 'The source.', sha256: 'h', words: 2, attribution: null }],
    endpoints: [endpoint('slow'), endpoint('quick')],
    revisions: [revision('tortoise', 'slow'), revision('hare', 'quick')],
    speaker: {
      request: () => ({}),
      async *speak({ providerId }) {
        const provider = providerId === 'slow' ? 'slow' : 'quick'
        calls[provider]++
        calls.now++
        calls.most = Math.max(calls.most, calls.now)
        if (provider === 'slow') await hold
        else await new Promise((resolve) => setImmediate(resolve))
        calls.now--
        yield { type: 'text', text: GOOD }
        yield { type: 'end', finishReason: 'stop', model: 'm', tokensIn: 1, tokensOut: 1 }
      },
    },
  })
  const protocol = debate({ turns: 'simultaneous', rounds: 2, words: 100 })
  const start = async (who: string, index: number) => {
    const started = await startDebate(deps, {
      questionId: 'q',
      protocol,
      debaters: [who, who],
      feedback: 'verdict',
      seed: 's',
      index,
    })
    if (!started.ok) throw new Error(started.error)
    return started.value.setup.debateId
  }
  const ids = { slow: [] as string[], quick: [] as string[] }
  for (let i = 0; i < slow; i++) ids.slow.push(await start('tortoise', i))
  for (let i = 0; i < quick; i++) ids.quick.push(await start('hare', i))
  const engine = { owner: 'me', slots: slots(), random: () => 0, rate: async () => [] }
  const stop = new AbortController()
  const done = (of: string[]) => of.every((id) => deps.world.debates.get(id)?.phase === 'completed')
  let taken = 0
  const hand = async (until: () => boolean) => {
    while (!until()) {
      const next = deps.queued[taken]
      if (next === undefined) await new Promise((resolve) => setImmediate(resolve))
      else {
        taken++
        await advance(deps, engine, next, stop.signal)
      }
    }
  }
  const all = () => done(ids.slow) && done(ids.quick)
  const hands = Promise.all(Array.from({ length: HANDS }, () => hand(all)))
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise((resolve) => setImmediate(resolve))
  }
  return { calls, letGo, hands, until, quickDone: () => done(ids.quick), all }
}

test('a provider that stands still holds up nobody else, and once it moves every debate comes to its end', async () => {
  const { calls, letGo, hands, until, quickDone, all } = await work(40, 20)
  await until(quickDone) // though forty debates of the slow one came first, and none of them has moved
  expect(calls.slow).toBe(2)
  expect(calls.quick).toBe(80)
  letGo()
  await hands // nobody waits for the sweep: whoever let go is called in as soon as there is room
  expect(all()).toBe(true)
  expect(calls.slow).toBe(160)
  expect(calls.most).toBeLessThanOrEqual(4)
})
