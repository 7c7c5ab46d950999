import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { replay } from '#lib/core/debate/debate'
import { UNDO_MS } from '#lib/core/judging/limits'
import type { AfterMode, JudgeAct } from '#lib/core/judging/judgment'
import type { Person } from '#lib/core/people/can'
import { arms } from '#lib/core/protocols/arms'
import type { Deps } from '#lib/ports'
import { leaksIn } from '#lib/testing/leaks'
import { begin, happen } from '#lib/testing/play'
import { socketServer } from '#lib/testing/sockets'
import { CANARY, lineOf, person, stage, uuid } from '#lib/testing/stage'
import { audienceOf } from './audience'
import { viewDebate } from './debates'
import { draftOf } from './drafts'
import { actAsJudge } from './judgments'
import { beginAfter, nextToJudge } from './judgingAfter'
import { questionPage } from './questions'
import { revealFor } from './reveal'
import { joinRoom, roomDoor, roomView } from './rooms'

const there = [person(21, 'guest', 'CANARYANNA'), person(22, 'guest', 'CANARYBERT')] as const
const reasonOf = (who: Person) => `CANARYREASON of ${who.id}, for what the second speech left unsaid`
const FIGURES = [83, 17, 91, 9] // of those who were there, given by nobody else

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

type Kind = { arm: string; turns: 'simultaneous' | 'sequential'; feedback: 'verdict' | 'close'; mode: AfterMode }
type Setting = { kind: Kind; key: 0 | 1; role: 'judge' | 'researcher' }

/** Two debates of a room on one text, judged by two people who were there, and closed; a third has judged the first of them afterwards. */
async function over({ kind: { arm, turns, feedback }, key, role }: Setting) {
  const on = await stage({ key, feedback, protocol: { arm, turns, judge: 'silent' } })
  for (const who of there) await on.join(who, 'judge')
  const { fence } = await begin(on)
  const ids: string[] = []
  for (const position of [1, 2]) {
    const debateId = await on.debateId()
    ids.push(debateId)
    for (const [i, who] of there.entries()) {
      const act = (command: JudgeAct) => actAsJudge(on.deps, who.id, debateId, command)
      await act({ type: 'believe', afterRound: 0, percentA: FIGURES[i]! })
      for (let turn = 0; turn < 4; turn++) await happen(on, { debateId, fence }, { type: 'reveal' })
      await act({ type: 'believe', afterRound: 1, percentA: FIGURES[i]! })
      await act({ type: 'rule', percentA: FIGURES[i + 2]!, reason: reasonOf(who) })
    }
    await on.control({ action: 'close' })
    if (position === 1) await on.control({ action: 'next', from: 1 })
  }
  const [first, second] = [ids[0]!, ids[1]!]
  const late = person(31, role, 'Dora')
  const before = person(32, 'judge', 'CANARYEDGAR') // judges the same debate afterwards, and is through
  await beginAfter(on.deps, before, first, 'timed')
  for (const command of [
    { type: 'believe', afterRound: 0, percentA: 83 },
    { type: 'rule', percentA: 91, reason: reasonOf(before) },
    { type: 'settle' },
  ] as const)
    await actAsJudge(on.deps, before.id, first, command)
  return { on, late, first, second }
}

/** Everything that one person can fetch around a debate. */
const everything = async (deps: Deps, who: Person, code: string, ids: string[]): Promise<unknown[]> => [
  await roomView(deps, who, code),
  await roomDoor(deps, who, code),
  await joinRoom(deps, who, code, { name: who.name, seat: 'spectator' }),
  await joinRoom(deps, who, code, { name: who.name, seat: 'judge' }),
  await nextToJudge(deps, who),
  who.role === 'researcher' && (await questionPage(deps, who, uuid(900))),
  ...(await Promise.all(
    ids.map(async (id) => {
      const seen = await audienceOf(deps, who, id)
      return [
        seen && (await viewDebate(deps, seen.audience, id, who.id)),
        await revealFor(deps, who, id),
        await draftOf(deps, who, id),
      ]
    }),
  )),
]
type Doors = typeof everything

const ALWAYS = [CANARY.reasoning, CANARY.fault, CANARY.sourceId, 'canaryhash', '987654', 'canarymodel']
const UNTIL_KNOWN = [
  'rightSide',
  'CANARYTITLE',
  'CANARYREASON',
  'CANARYEDGAR',
  ...CANARY.debaters,
  ...CANARY.revisions,
  ...there.flatMap(({ id, name }) => [id, name]),
  ...FIGURES.map((percentA) => `"percentA":${percentA}`),
]

type Step = JudgeAct | { type: 'wait' }
/** One way through judging afterwards, until the verdict is final; after every step everything is fetched and looked through. */
async function play(setting: Setting, steps: readonly Step[], doors: Doors = everything) {
  const { on, late, first, second } = await over(setting)
  const { deps, clock } = on
  const { arm, mode } = setting.kind
  const debate = replay(await deps.debates.read(first))!
  await beginAfter(deps, late, first, mode)
  const [found, unknowing]: [string[], string[]] = [[], []]
  // Worked out from the acts that were taken, and not by the code under test.
  let [beliefs, ruled, final] = [0, false, false]
  const look = async (when: string) => {
    const text = JSON.stringify(await doors(deps, late, on.code, [first, second]))
    unknowing.push(text)
    const opened = mode === 'timed' && beliefs > 0 ? Infinity : beliefs
    const unread = debate.turns.flatMap(({ round, sides }, turn) =>
      round > opened ? sides.map((side) => lineOf(turn, side)) : [],
    )
    const source = arm === 'expert' ? [] : [CANARY.source, CANARY.evidence] // the one arm whose judge reads it
    const forbidden = [...ALWAYS, ...UNTIL_KNOWN, ...source, ...unread]
    found.push(...leaksIn(text, forbidden).map((secret) => `after ${when}: ${secret}`))
  }
  await look('begin')
  for (const step of steps) {
    if (step.type === 'wait') clock.now += UNDO_MS
    else if ((await actAsJudge(deps, late.id, first, step)).ok) {
      if (step.type === 'believe') beliefs++
      if (step.type === 'rule') ruled = true
      if (step.type === 'undo') ruled = false
      if (step.type === 'settle') final = true
    }
    if (final || (ruled && step.type === 'wait')) {
      expect(await revealFor(deps, late, first)).toMatchObject({ ok: true })
      return { found, unknowing, final: true }
    }
    await look(step.type)
  }
  return { found, unknowing, final }
}

const percentA = fc.integer({ min: 20, max: 80 })
const believe = fc.record({ type: fc.constant('believe' as const), afterRound: fc.nat(2), percentA })
const rule = fc.record({ type: fc.constant('rule' as const), percentA, reason: fc.constant('What I think myself.') })
const other = fc.constantFrom<Step>({ type: 'undo' }, { type: 'settle' }, { type: 'wait' })
const stray = fc.oneof(believe, rule, other)
/** The way through, with other things in between. */
const steps = fc
  .tuple(fc.array(stray, { maxLength: 3 }), fc.array(stray, { maxLength: 3 }), percentA)
  .map(([before, between, figure]): Step[] => [
    ...before,
    { type: 'believe', afterRound: 0, percentA: figure },
    ...between,
    { type: 'believe', afterRound: 1, percentA: figure },
    { type: 'rule', percentA: figure, reason: 'What I think myself.' },
    ...between,
    { type: 'settle' },
  ])
const kinds = fc.record({
  arm: fc.constantFrom(...arms.map(({ kind }) => kind)),
  turns: fc.constantFrom('simultaneous' as const, 'sequential' as const),
  feedback: fc.constantFrom('verdict' as const, 'close' as const),
  mode: fc.constantFrom('stepped' as const, 'timed' as const),
})

test(
  'whoever judges a closed debate afterwards is shown nothing they may not know, by any door, whatever the key',
  { timeout: 120_000 },
  async () => {
    let [looks, finals] = [0, 0]
    await fc.assert(
      fc.asyncProperty(kinds, fc.constantFrom('judge', 'researcher'), steps, async (kind, role, sequence) => {
        const [one, twin] = [await play({ kind, role, key: 0 }, sequence), await play({ kind, role, key: 1 }, sequence)]
        expect(one.found).toEqual([])
        expect(twin.unknowing).toEqual(one.unknowing)
        looks += one.unknowing.length
        finals += one.final ? 1 : 0
      }),
      { numRuns: 60 },
    )
    expect(looks).toBeGreaterThan(100)
    expect(finals).toBeGreaterThan(20) // a property that never meets its case proves nothing
  },
)

const simple: Kind = { arm: 'debate', turns: 'simultaneous', feedback: 'verdict', mode: 'stepped' }
const through: Step[] = [
  { type: 'believe', afterRound: 0, percentA: 50 },
  { type: 'rule', percentA: 60, reason: 'What I think myself.' },
]
/** Doors over stores that forget something: what a careless change would be. */
const careless =
  (change: (deps: Deps) => Partial<Deps>): Doors =>
  (deps, ...rest) =>
    everything({ ...deps, ...change(deps) }, ...rest)

const plants: { what: string; doors: Doors; expects: string }[] = [
  {
    what: 'the eyes of a researcher, on the same text',
    doors: careless(({ after }) => ({ after: { ...after, unfinished: async () => [] } })),
    expects: 'CANARYSOURCE',
  },
  {
    what: 'the eyes of those who were there, once it is closed',
    doors: careless(({ judgments, after }) => ({
      judgments: { ...judgments, read: async () => null },
      after: { ...after, unfinished: async () => [] },
    })),
    expects: lineOf(1, 'A'),
  },
  {
    what: 'a round that no belief has opened',
    doors: async (deps, who, code, ids) => [
      ...(await everything(deps, who, code, ids)),
      await viewDebate(deps, 'spectator', ids[0]!, who.id),
    ],
    expects: lineOf(0, 'B'),
  },
  {
    what: 'who the others were',
    doors: async (deps, who, code, ids) => [
      ...(await everything(deps, who, code, ids)),
      await deps.judgments.ofDebate(ids[0]!),
    ],
    expects: 'CANARYANNA',
  },
]
test.each(plants)('the look finds $what when it is planted', async ({ doors, expects }) => {
  const { found } = await play({ kind: simple, key: 0, role: 'researcher' }, through, doors)
  expect(found.join('\n')).toContain(expects)
})

test('no socket says more: neither of the debate nor of its room', async () => {
  const { on, late, first, second } = await over({ kind: simple, key: 0, role: 'researcher' })
  await beginAfter(on.deps, late, first, 'stepped')
  const server = await socketServer(on.deps, [late, on.host], { pollMs: 20 })
  closers.push(server.close)
  const client = await server.client(late)
  const frames: string[] = []
  client.io.engine.on('packet', ({ data }) => void frames.push(String(data)))
  const ask = async () => [
    await client.emitWithAck('debate.subscribe', { debateId: first }),
    await client.emitWithAck('debate.subscribe', { debateId: second }),
    await client.emitWithAck('room.subscribe', { code: on.code }),
    await client.emitWithAck('speech.sync', { debateId: first, turn: 0, side: 'A', offset: 0 }),
  ]
  expect(await ask()).toMatchObject([
    { ok: true, value: { opened: 0, speeches: [] } },
    { ok: false },
    { ok: false },
    { ok: true, value: [] },
  ])
  await actAsJudge(on.deps, late.id, first, { type: 'believe', afterRound: 0, percentA: 50 })
  await ask()
  const sent = frames.join('\n')
  expect(sent).toContain(lineOf(0, 'A')) // the recorder hears
  const forbidden = [...ALWAYS, ...UNTIL_KNOWN, CANARY.source, CANARY.evidence, lineOf(1, 'A'), lineOf(1, 'B')]
  expect(leaksIn(sent, forbidden)).toEqual([])
})
