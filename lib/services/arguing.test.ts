import { describe, expect, test } from 'vitest'
import { weigh } from '#lib/core/debate/personSpeech'
import type { Side } from '#lib/core/debate/protocol'
import type { Person } from '#lib/core/people/can'
import type { Speaker } from '#lib/ports'
import { CANARY, person, stage } from '#lib/testing/stage'
import { endOverdueTurns, keepSpeechDraft, sayOwn, speechDesk } from './arguing'
import { audienceOf } from './audience'
import { viewDebate } from './debates'
import { advance } from './engine'
import { revealFor } from './reveal'
import { createRoom, joinRoom, roomView } from './rooms'
import { slots } from './slots'

const [ann, bob] = [person(11, 'judge', 'CANARYANN'), person(12, 'judge', 'CANARYBOB')]
const [jo, cid] = [person(1, 'judge', 'Jo'), person(3, 'guest', 'Cid')]
const words = (n: number, word = 'word') => Array.from({ length: n }, () => word).join(' ')
const fit = (tag: string) => `${tag} ${words(44)} <quote>the lamp was out when the keeper came down</quote>`

const model: Speaker = {
  request: () => ({}),
  async *speak() {
    yield { type: 'text', text: `<argument>${words(50)}</argument>` }
    yield { type: 'end', finishReason: 'stop', model: 'm', tokensIn: 1, tokensOut: 1 }
  },
}

/** A debate that has begun, with one or two people, a judge, and somebody who watches. */
async function begun(people: 1 | 2, given: Parameters<typeof stage>[0] = {}) {
  const on = await stage({ people, speaker: model, ...given })
  await on.join(ann, 'debater')
  if (people === 2) await on.join(bob, 'debater')
  await on.join(jo, 'judge')
  await on.join(cid, 'spectator')
  const started = await on.control({ action: 'start', from: 0 })
  if (!started.ok) throw new Error(started.error)
  const id = await on.debateId()
  const engine = { owner: 'w', slots: slots(), random: () => 0, rate: async () => [] }
  const go = () => advance(on.deps, engine, id, new AbortController().signal)
  const side = async (who: Person): Promise<Side> => {
    const desk = await speechDesk(on.deps, who, id)
    if (!desk.ok) throw new Error(desk.error)
    return desk.value.side
  }
  const say = (who: Person, turn: number, text: string) => sayOwn(on.deps, who, id, { turn, text })
  return { on, id, go, say, side, row: () => on.deps.world.debates.get(id) }
}

test('a model and a person: the turn waits for the person, is revealed at once for both, and so to the end', async () => {
  const { on, id, go, say, row } = await begun(1)
  await go()
  expect(row()).toMatchObject({ hold: 'person', owner: null, attention: null })
  expect((await on.debate()).speeches).toEqual([])
  expect(await on.deps.leases.claimable(9)).toEqual([])
  for (const turn of [0, 1]) {
    await go() // finds nothing to do
    expect(await say(ann, turn, fit('Mine'))).toMatchObject({ ok: true, value: { handedIn: expect.any(String) } })
    expect(on.deps.queued.at(-1)).toBe(id)
    await go()
    expect((await on.debate()).speeches).toHaveLength(2 * (turn + 1))
  }
  const debate = await on.debate()
  expect(debate.phase).toBe('completed')
  const mine = debate.speeches.find(({ text }) => text.startsWith('Mine'))
  expect(mine?.quotes).toMatchObject([{ status: 'exact', spans: [expect.anything()] }])
  await on.control({ action: 'close' })
  const revealed = await revealFor(on.deps, ann, id)
  if (!revealed.ok) throw new Error(revealed.error)
  expect(Object.values(revealed.value.debaters).map((one) => typeof one === 'object' && one?.label)).toContain(
    'a person',
  )
})

test('who speaks while the other side is written is not forgotten', async () => {
  const parts: (() => void)[] = []
  const slow: Speaker = {
    ...model,
    async *speak(...given) {
      await new Promise<void>((resolve) => parts.push(resolve))
      yield* model.speak(...given)
    },
  }
  const { on, go, say } = await begun(1, { speaker: slow })
  const going = go()
  await expect.poll(() => parts.length).toBe(1)
  expect((await say(ann, 0, fit('Early'))).ok).toBe(true)
  parts[0]?.()
  await going
  await expect.poll(() => on.deps.queued.length).toBeGreaterThan(1)
  const again = go()
  await expect.poll(async () => (await on.debate()).speeches.length).toBe(2)
  parts[1]?.()
  await again
})

describe('what is handed in', () => {
  test.each([
    { what: 'too long', text: words(76), says: 'The speech has 76 words; 75 are allowed.' },
    { what: 'too short', text: words(10), says: 'The speech has 10 words; at least 35 are asked for.' },
    { what: 'empty', text: ' <quote></quote> ', says: 'Nothing is written yet.' },
  ])('$what is refused with the figures', async ({ text, says }) => {
    const { on, say } = await begun(1)
    expect(await say(ann, 0, text)).toEqual({ ok: false, error: { error: 'unfit-speech', message: says } })
    expect(on.deps.world.attempts.size).toBe(0)
  })
  test('over the quote budget is refused with the figures, and what was quoted before is free in that of the side', () => {
    const limits = {
      unit: 'words',
      speechMin: 1,
      speechMax: 99,
      quoteCharsPerSpeech: 20,
      quoteCharsPerSide: 30,
    } as const
    const source = 'One two three four five six seven eight nine ten eleven twelve.'
    const given = { source, sourceHash: 'h', known: [], earlier: [], limits }
    const first = weigh('so <quote>One two three four</quote>', given)
    expect(first).toMatchObject({ faults: [], quoteChars: 18, length: 5 })
    expect(weigh('so <quote>One two three four five</quote>', given).faults).toEqual([
      'The quotes have 23 characters; 20 are allowed in a speech.',
    ])
    const then = { ...given, earlier: first.quotes }
    expect(weigh('so <quote>two three</quote> <quote>six</quote>', then)).toMatchObject({
      faults: [],
      quoteCharsOfSide: 21,
    })
    expect(weigh('so <quote>six seven eight</quote>', then).faults).toEqual([
      'The quotes of all speeches have 33 characters; 30 are allowed.',
    ])
  })
  test('in two tabs at once counts once; the same again is answered as before', async () => {
    const { on, id, say } = await begun(2)
    const both = await Promise.all([say(ann, 0, fit('One')), say(ann, 0, fit('Other'))])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    const [kept] = await on.deps.attempts.ofTurn(id, 0)
    const text = kept?.text.startsWith('One') ? fit('One') : fit('Other')
    expect((await say(ann, 0, text)).ok).toBe(true)
    expect(await say(ann, 0, fit('Third'))).toEqual({ ok: false, error: 'already-spoken' })
    expect(on.deps.world.attempts.size).toBe(1)
  })
  test('out of turn, by a judge, the host or a stranger is refused', async () => {
    const { on, id, say } = await begun(2)
    expect(await say(ann, 1, fit('x'))).toEqual({ ok: false, error: 'not-this-turn' })
    for (const who of [jo, cid, on.host, person(77)]) {
      expect(await say(who, 0, fit('x'))).toEqual({ ok: false, error: 'not-found' })
      expect(await speechDesk(on.deps, who, id)).toEqual({ ok: false, error: 'not-found' })
    }
  })
})

describe('the time for a turn', () => {
  test('at its end the draft is handed in if it is fit, else there is no speech', async () => {
    const { on, id, go, say, side } = await begun(2, { minutesPerTurn: 5 })
    await go()
    await keepSpeechDraft(on.deps, ann, id, { turn: 0, text: fit('Drafted') })
    await keepSpeechDraft(on.deps, bob, id, { turn: 0, text: 'too little' })
    on.clock.now += 5 * 60_000
    await endOverdueTurns(on.deps)
    expect(on.deps.world.attempts.size).toBe(0)
    on.clock.now += 4_000
    expect(await say(bob, 0, fit('Late'))).toEqual({ ok: false, error: 'time-over' })
    await endOverdueTurns(on.deps)
    await go()
    const { speeches } = await on.debate()
    expect(speeches.find((one) => one.text.startsWith('Drafted'))?.side).toBe(await side(ann))
    expect(speeches.find(({ flags }) => flags.includes('no_speech'))?.side).toBe(await side(bob))
  })
  test('without a limit nothing ends by itself', async () => {
    const { on, go } = await begun(2)
    await go()
    on.clock.now += 1e9
    await endOverdueTurns(on.deps)
    expect(on.deps.world.attempts.size).toBe(0)
  })
})

describe('seats', () => {
  test('a place is for somebody with an account, as many as there are; without them nothing starts', async () => {
    const on = await stage({ people: 1 })
    expect(await on.join(cid, 'debater')).toEqual({ ok: false, error: 'account-needed' })
    expect(await on.control({ action: 'start', from: 0 })).toEqual({ ok: false, error: 'debater-missing' })
    expect((await on.join(ann, 'debater')).ok).toBe(true)
    expect(await on.join(bob, 'debater')).toEqual({ ok: false, error: 'no-place' })
    expect((await on.join(ann, 'judge')).ok).toBe(true) // nothing has begun
    expect((await on.join(bob, 'debater')).ok).toBe(true)
    expect((await on.control({ action: 'start', from: 0 })).ok).toBe(true)
    expect(await on.join(bob, 'judge')).toEqual({ ok: false, error: 'has-argued' })
    expect(await on.join(bob, 'spectator')).toEqual({ ok: false, error: 'has-argued' })
  })
  test('who has argued on a text does not judge on it in another room either', async () => {
    const { on } = await begun(1)
    const playlist = await on.deps.rooms.playlist((await on.room()).id)
    const made = await createRoom(on.deps, on.host, {
      name: 'Another',
      questions: { questionIds: playlist.map(({ questionId }) => questionId) },
      debaters: [CANARY.revisions[1], CANARY.revisions[1]],
      protocol: { arm: 'debate', turns: 'simultaneous', rounds: 1, words: 50, judge: 'silent' },
      feedback: 'verdict',
      listed: true,
    })
    if (!made.ok) throw new Error(made.error)
    const judging = { name: 'Z', seat: 'judge' as const }
    expect(await joinRoom(on.deps, ann, made.value.code, judging)).toEqual({ ok: false, error: 'has-argued' })
    expect((await joinRoom(on.deps, jo, made.value.code, judging)).ok).toBe(true)
  })
  test('judges and debaters are not told who argues; the host is', async () => {
    const { on } = await begun(2)
    for (const who of [jo, cid, bob])
      expect(JSON.stringify(await roomView(on.deps, who, on.code))).not.toContain(ann.name)
    expect(JSON.stringify(await roomView(on.deps, on.host, on.code))).toContain(ann.name)
  })
  test('there are no people where a debater chooses its answer', async () => {
    await expect(stage({ people: 1, protocol: { arm: 'open_debate' } })).rejects.toThrow('person-cannot-choose')
  })
})

/** Everything that everybody but one debater can get, and all that was told, without the clock. */
async function seenByOthers({ on, id }: Awaited<ReturnType<typeof begun>>, but: Person): Promise<string> {
  const all = []
  for (const who of [ann, bob, jo, cid, on.host].filter((one) => one !== but)) {
    const at = await audienceOf(on.deps, who, id)
    if (!at) throw new Error('no seat')
    all.push(await viewDebate(on.deps, at.audience, id, who.id), await roomView(on.deps, who, on.code))
    if (who === ann || who === bob) all.push(await speechDesk(on.deps, who, id))
  }
  all.push([...(await on.deps.rooms.stamps([(await on.room()).id]))], on.told)
  return JSON.stringify(all)
}

test.each(['simultaneous', 'sequential'] as const)(
  'whoever is first, slow or early: nothing that others see changes until both are in (%s opening)',
  async (turns) => {
    for (const first of [ann, bob]) {
      const play = await begun(2, { protocol: { turns } })
      const second = first === ann ? bob : ann
      const { on, id, go, say } = play
      on.told.splice(0)
      const before = await seenByOthers(play, first)
      await keepSpeechDraft(on.deps, first, id, { turn: 0, text: fit('CANARYDRAFT') })
      expect(await seenByOthers(play, first)).toBe(before)
      await go()
      await say(first, 0, words(5)) // refused
      expect((await say(first, 0, fit('CANARYSEALED'))).ok).toBe(true)
      await go()
      on.clock.now += 60_000
      const after = await seenByOthers(play, first)
      const still = (text: string) => text.replace(/"now":\d+/g, '"now":0')
      expect(still(after)).toBe(still(before))
      expect((await say(second, 0, fit('Second'))).ok).toBe(true)
      await go()
      const revealed = await seenByOthers(play, first)
      expect(revealed).toContain('CANARYSEALED') // now they read it
      expect(revealed).not.toContain('CANARYDRAFT')
      const views = on.told.flatMap((one) => ('view' in one ? [one.view] : []))
      for (const { speeches } of views) expect([0, 2]).toContain(speeches.length) // never one without the other
      const judge = await viewDebate(on.deps, 'judge:1', id, jo.id)
      expect(JSON.stringify(judge)).not.toContain(CANARY.evidence)
    }
  },
)

test('a debater reads the source, and never the key, the other’s draft or who the others are', async () => {
  const { on, id, say } = await begun(2)
  await say(bob, 0, fit('SEALEDBOB'))
  const at = await audienceOf(on.deps, ann, id)
  const view = JSON.stringify([
    await viewDebate(on.deps, at?.audience ?? 'spectator', id, ann.id),
    await speechDesk(on.deps, ann, id),
  ])
  expect(view).toContain(CANARY.source)
  for (const secret of ['SEALEDBOB', 'rightSide', bob.id, bob.name, jo.id, ...CANARY.revisions])
    expect(view).not.toContain(secret)
})
