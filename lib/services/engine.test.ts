import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { memoryDeps } from '#lib/adapters/memory/deps'
import { SAMPLES, TRIES } from '#lib/core/debate/attempt'
import { replay } from '#lib/core/debate/debate'
import { debate } from '#lib/core/protocols/debate'
import type { Choice } from '#lib/core/protocols/arm'
import type { Side } from '#lib/core/debate/protocol'
import { SpeakError, type Revision, type SpeakRequest, type SpeechChunk } from '#lib/ports'
import { run, startDebate } from './debates'
import { advance, retryDebate } from './engine'
import { slots } from './slots'

const words = (n: number) => Array.from({ length: n }, (_, i) => `w${i}`).join(' ')
const GOOD = words(100)
const end = (finishReason = 'stop'): SpeechChunk => ({
  type: 'end',
  finishReason,
  model: 'm',
  tokensIn: 1,
  tokensOut: 1,
})
const says = (text: string, last: SpeechChunk | null = end()): SpeechChunk[] => [
  { type: 'text', text },
  ...(last ? [last] : []),
]

/** What one call does: gives chunks, fails, or waits to be stopped. */
type Step = SpeechChunk[] | SpeakError | 'hang' | ((ask: SpeakRequest) => Promise<SpeechChunk[]>)

const revision = (id: string): Revision => ({
  id,
  debaterId: id,
  name: id,
  number: 1,
  providerId: null,
  config: { kind: 'builtin', wordsPerSecond: 0 },
})

/** A debate in memory whose calls do what the script says, per side, then speak well. */
async function stage(script: Partial<Record<Side, Step[]>> = {}, choice: Partial<Choice> = {}) {
  const calls: { side: Side; turn: number; attempt: number }[] = []
  const left = { A: [...(script.A ?? [])], B: [...(script.B ?? [])] }
  const deps = memoryDeps({
    questions: [{ id: 'q', text: '?', answers: ['x', 'y'], sourceId: 's', setId: 'set', retired: false }],
    sources: [{ id: 's', title: 'T', text: 'The source.', sha256: 'h', words: 2, attribution: null }],
    revisions: [revision('one'), revision('two')],
    speaker: {
      request: () => ({}),
      async *speak(_, ask, signal) {
        const { side, turn, attempt } = ask
        calls.push({ side, turn, attempt })
        const step = left[side].shift() ?? says(GOOD)
        if (step === 'hang') {
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
          throw new SpeakError('cancelled', 'stopped')
        }
        if (step instanceof SpeakError) throw step
        yield* typeof step === 'function' ? await step(ask) : step
      },
    },
  })
  const protocol = debate({ turns: 'simultaneous', rounds: 2, words: 100, ...choice })
  const started = await startDebate(deps, {
    questionId: 'q',
    protocol,
    debaters: ['one', 'two'],
    feedback: 'verdict',
    seed: 's',
    index: 0,
  })
  if (!started.ok) throw new Error(started.error)
  const id = started.value.setup.debateId
  const engine = { owner: 'me', slots: slots(), random: () => 0, rate: async () => [] }
  return {
    deps,
    id,
    calls,
    engine,
    go: (stop = new AbortController().signal) => advance(deps, engine, id, stop),
    now: async () => replay(await deps.debates.read(id))!,
    rows: (turn = 0) => deps.attempts.ofTurn(id, turn),
    attention: () => deps.world.debates.get(id)?.attention,
  }
}

test('runs a debate to its end, each speech in its turn, A before B', async () => {
  const { go, now, calls } = await stage({}, { turns: 'sequential', rounds: 2 })
  await go()
  expect((await now()).phase).toBe('completed')
  expect((await now()).speeches.map(({ turn, side }) => `${turn}${side}`)).toEqual(['0A', '0B', '1A', '2B'])
  expect(calls).toHaveLength(4)
})

describe('each fault has its outcome', () => {
  const fault = (
    state: 'timeout' | 'interrupted' | 'rate_limited' | 'provider_error' | 'bad_output' | 'refused' | 'config_error',
  ) => new SpeakError(state, `It was ${state}.`)

  test.each(['timeout', 'interrupted', 'rate_limited', 'provider_error'] as const)(
    '%s is tried again, up to its allowance',
    async (state) => {
      const patient = await stage({ A: Array.from({ length: TRIES - 1 }, () => fault(state)) })
      await patient.go()
      expect((await patient.now()).phase).toBe('completed')
      const { go, now, attention, rows } = await stage({ A: Array.from({ length: TRIES }, () => fault(state)) })
      await go()
      expect(await now()).toMatchObject({ phase: 'running', hold: 'attention', speeches: [] })
      expect(attention()).toBe(`It was ${state}.`)
      expect((await rows()).filter(({ side }) => side === 'A').map((row) => row.state)).toEqual(
        Array.from({ length: TRIES }, () => state),
      )
    },
  )

  test('a setting that does not work waits for a person at once, who may try again', async () => {
    const { go, now, calls, deps, id, attention } = await stage({ A: [fault('config_error')] })
    await go()
    expect((await now()).hold).toBe('attention')
    expect(calls.filter(({ side }) => side === 'A')).toHaveLength(1)
    await go() // a held debate is nobody's to advance
    expect(calls).toHaveLength(2)
    expect(await retryDebate(deps, id)).toMatchObject({ ok: true })
    expect(attention()).toBeNull()
    await go()
    expect((await now()).phase).toBe('completed')
    expect(calls.filter(({ side, turn }) => side === 'B' && turn === 0)).toHaveLength(1) // what was accepted is kept
  })

  test('a text without a proper end does not count', async () => {
    const { go, now, rows } = await stage({ A: [says(GOOD, null)] })
    await go()
    expect((await rows()).filter(({ side }) => side === 'A').map((row) => row.state)).toEqual([
      'interrupted',
      'accepted',
    ])
    expect((await now()).phase).toBe('completed')
  })

  test.each([
    ['length', 'over_limit'],
    ['content_filter', 'refused'],
    ['tool_calls', 'bad_output'],
  ])('an answer that ended with “%s” is sampled again', async (reason, state) => {
    const { go, rows } = await stage({ B: [says(GOOD, end(reason))] })
    await go()
    expect((await rows()).filter(({ side }) => side === 'B').map((row) => [row.state, row.sample])).toEqual([
      [state, 1],
      ['accepted', 2],
    ])
  })

  test('of samples that are all too long the nearest is cut at a sentence, and says so', async () => {
    const long = (sentences: number) => says(Array.from({ length: sentences }, () => `The ${words(19)}.`).join(' '))
    const { go, now } = await stage({ A: [long(12), long(9), long(20)] })
    await go()
    const [speech] = (await now()).speeches
    expect(speech).toMatchObject({ side: 'A', flags: ['cut'] })
    expect(speech!.text.split(' ')).toHaveLength(140) // seven sentences of twenty words; 150 are allowed
  })

  test('samples that are all too short: the longest, marked short', async () => {
    const { go, now } = await stage({ A: [says(words(10)), says(words(40)), says(words(20))] })
    await go()
    expect((await now()).speeches[0]).toMatchObject({ text: words(40), flags: ['short_speech'] })
  })

  test('no sample at all is one visible line; two turns in a row without any speech end the debate', async () => {
    const mute = () => Array.from({ length: SAMPLES }, () => says(''))
    const one = await stage({ A: mute() })
    await one.go()
    expect((await one.now()).speeches[0]).toMatchObject({ text: '', flags: ['no_speech'] })
    expect((await one.now()).phase).toBe('completed')
    const both = await stage({ A: [...mute(), ...mute()], B: [...mute(), ...mute()] }, { rounds: 3 })
    await both.go()
    expect(await both.now()).toMatchObject({ phase: 'failed' })
  })

  test('a long wait asked for by the provider lets go of the debate', async () => {
    const { go, now, deps, id } = await stage({ A: [new SpeakError('rate_limited', 'Slow down.', 60_000)] })
    await go()
    expect((await now()).phase).toBe('running')
    expect(await deps.leases.claim(id, 'other', 1_000)).toBeNull()
    expect(deps.world.debates.get(id)?.retryAt).toBeGreaterThan(Date.now() + 50_000)
  })

  test('once that wait is over the call is made, without another wait', async () => {
    const { go, now, deps, id, engine } = await stage({ A: [new SpeakError('rate_limited', 'Slow down.', 60_000)] })
    await go()
    engine.random = () => 0.999
    deps.world.debates.get(id)!.retryAt = null
    await go()
    expect((await now()).phase).toBe('completed')
  })

  test('a provider that asks for hours has a person decide', async () => {
    const { go, now, attention } = await stage({ A: [new SpeakError('rate_limited', 'Slow down.', 7_200_000)] })
    await go()
    expect((await now()).hold).toBe('attention')
    expect(attention()).toBe('Slow down. It asks to wait 120 minutes: try again then.')
  })
})

test('a sealed speech is told to nobody but its author and researchers, until the turn is whole', async () => {
  let release = () => {}
  const { deps, go } = await stage(
    { B: [async () => (await new Promise<void>((r) => (release = r)), says(GOOD))] },
    { rounds: 1 },
  )
  const going = go()
  await vi.waitUntil(() => deps.told.some((one) => 'delta' in one))
  const audiences = new Set(deps.told.flatMap((one) => ('delta' in one ? [...one.to] : [])))
  expect(audiences).toEqual(new Set(['side:A', 'researcher']))
  expect(deps.told.filter((one) => 'view' in one)).toEqual([])
  release()
  await going
  expect(deps.told.some((one) => 'view' in one && one.view.speeches.length === 2)).toBe(true)
})

test('a pause lets the turn that is being written come to its end, and stops there', async () => {
  const { deps, id, go, now, calls } = await stage({
    A: [async () => (await run(deps_(), id_(), { type: 'pause' }), says(GOOD))],
  })
  const deps_ = () => deps
  const id_ = () => id
  await go()
  expect(await now()).toMatchObject({ phase: 'running', hold: 'paused', speeches: [{ turn: 0 }, { turn: 0 }] })
  expect(calls).toHaveLength(2)
  await run(deps, id, { type: 'resume' })
  await go()
  expect((await now()).phase).toBe('completed')
})

test('whoever is stopped lets go at once; the next owner begins the speech again and keeps what was accepted', async () => {
  const stop = new AbortController()
  const { go, now, calls, rows } = await stage({ B: ['hang'] })
  const going = go(stop.signal)
  await vi.waitUntil(async () => (await rows()).some(({ state }) => state === 'accepted'))
  stop.abort()
  await going
  expect((await now()).speeches).toEqual([])
  await go()
  expect((await now()).phase).toBe('completed')
  expect(calls.filter(({ turn, side }) => turn === 0 && side === 'A')).toHaveLength(1)
  expect(calls.filter(({ turn, side }) => turn === 0 && side === 'B').map(({ attempt }) => attempt)).toEqual([1, 2])
})

test('however two workers come and go, no accepted speech is lost or doubled', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ first: fc.boolean(), steals: fc.boolean(), afterMs: fc.nat(3) }), {
        minLength: 1,
        maxLength: 8,
      }),
      async (moves) => {
        const slow: Step = async () => (await new Promise((r) => setTimeout(r, 2)), says(GOOD))
        const { deps, id, engine, now } = await stage(
          { A: Array.from({ length: 30 }, () => slow), B: Array.from({ length: 30 }, () => slow) },
          { turns: 'sequential', rounds: 3 },
        )
        const going: Promise<void>[] = []
        for (const { first, steals, afterMs } of moves) {
          const row = deps.world.debates.get(id)!
          if (steals) row.leaseUntil = 0 // its owner stood still for too long: it does not know that the lease is gone
          going.push(advance(deps, { ...engine, owner: first ? 'one' : 'two' }, id, new AbortController().signal))
          await new Promise((r) => setTimeout(r, afterMs))
        }
        await Promise.all(going)
        deps.world.debates.get(id)!.leaseUntil = 0
        await advance(deps, engine, id, new AbortController().signal)
        const whole = await now()
        expect(whole.phase).toBe('completed')
        expect(whole.speeches.map(({ turn, side }) => `${turn}${side}`)).toEqual(['0A', '0B', '1A', '2B', '3A', '4B'])
        for (let turn = 0; turn < 5; turn++) {
          const accepted = (await deps.attempts.ofTurn(id, turn)).filter(({ state }) => state === 'accepted')
          expect(accepted.map(({ side, speech }) => [side, speech])).toEqual(
            whole.speeches.filter((one) => one.turn === turn).map((one) => [one.side, one]),
          )
        }
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
