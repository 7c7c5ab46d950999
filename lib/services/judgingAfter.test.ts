import { expect, test } from 'vitest'
import { UNDO_MS } from '#lib/core/judging/limits'
import type { Protocol } from '#lib/core/debate/protocol'
import { buildArm } from '#lib/core/protocols/arms'
import { CANARY, lineOf, person, stage, uuid, type Stage } from '#lib/testing/stage'
import { audienceOf } from './audience'
import { run, startDebate, viewDebate } from './debates'
import { startDemo } from './demo'
import { draftOf, keepDraft } from './drafts'
import { actAsJudge } from './judgments'
import { beginAfter, nextToJudge } from './judgingAfter'
import { questionPage } from './questions'
import { revealFor } from './reveal'
import { createRoom, joinRoom, roomView } from './rooms'

const [ann, bob] = [person(1, 'guest', 'Ann'), person(2, 'guest', 'Bob')]
const [dora, edgar, rex] = [person(11, 'judge', 'Dora'), person(12, 'judge', 'Edgar'), person(13, 'researcher', 'Rex')]
const reason = 'Because the second speech left the point unanswered.'

const revealAll = async (on: Pick<Stage, 'reveal'>): Promise<void> => ((await on.reveal()) ? revealAll(on) : undefined)

/** A room's debate that Ann has judged at 80 and the host has closed. */
async function closedDebate(choice: Parameters<typeof stage>[0] = {}) {
  const on = await stage(choice)
  await on.join(ann, 'judge')
  await on.control({ action: 'start', from: 0 })
  const debateId = await on.debateId()
  const judge = (command: Parameters<typeof actAsJudge>[3]) => actAsJudge(on.deps, ann.id, debateId, command)
  await judge({ type: 'believe', afterRound: 0, percentA: 50 })
  await revealAll(on)
  await judge({ type: 'believe', afterRound: 1, percentA: 60 })
  await judge({ type: 'rule', percentA: 80, reason })
  await on.control({ action: 'close' })
  return { ...on, closed: debateId }
}
/** What one person does to one debate. */
const judging = (on: Pick<Stage, 'deps'>, who: typeof dora, debateId: string) => ({
  begin: (mode: 'stepped' | 'timed') => beginAfter(on.deps, who, debateId, mode),
  act: (command: Parameters<typeof actAsJudge>[3]) => actAsJudge(on.deps, who.id, debateId, command),
})
const believe = (afterRound: number, percentA = 60) => ({ type: 'believe', afterRound, percentA }) as const
const rule = (percentA = 70) => ({ type: 'rule', percentA, reason }) as const
const settle = { type: 'settle' } as const

/** A debate of a run over the first question, debated to its end. */
async function runDebate(on: Stage, index = 0) {
  const protocol: Protocol | null = buildArm({ arm: 'debate', turns: 'simultaneous', rounds: 2, words: 50 })
  const begun = await startDebate(on.deps, {
    questionId: uuid(900),
    protocol: protocol!,
    debaters: CANARY.revisions,
    feedback: 'verdict',
    seed: 'run',
    index,
    runId: 'run',
  })
  if (!begun.ok) throw new Error(begun.error)
  const { debateId } = begun.value.setup
  for (const turn of [0, 1])
    await run(on.deps, debateId, {
      type: 'reveal',
      turn,
      speeches: (['A', 'B'] as const).map((side) => ({ turn, side, text: lineOf(turn, side), quotes: [], flags: [] })),
    })
  return debateId
}

test('stepped: each belief opens the next round, a verdict may come early, then the reveal', async () => {
  const on = await closedDebate()
  const { begin, act } = judging(on, dora, on.closed)
  expect(await begin('stepped')).toMatchObject({ ok: true, value: { speeches: [], opened: 0, own: { acts: 1 } } })
  expect(await act(rule())).toEqual({ ok: false, error: 'prior-first' })
  const one = await act(believe(0))
  expect(one).toMatchObject({ ok: true, value: { opened: 1 } })
  expect(JSON.stringify(one)).toContain(lineOf(0, 'A'))
  expect(JSON.stringify(one)).not.toContain(lineOf(1, 'A'))
  expect(await act(rule())).toMatchObject({ ok: true, value: { own: { phase: 'ruled' } } })
  expect(await revealFor(on.deps, dora, on.closed)).toEqual({ ok: false, error: 'not-yet' })
  expect(await act(settle)).toMatchObject({ ok: true, value: { rightSide: expect.any(String) } })
  expect(await revealFor(on.deps, dora, on.closed)).toMatchObject({
    ok: true,
    value: {
      you: { percentA: 70, how: 'stepped', rounds: 1 },
      room: { n: 1 },
      judges: [
        { name: 'Judge 1', how: 'live', percentA: 80, reason: '' }, // what Ann wrote was for the room
        { name: 'You', how: 'stepped', reason },
      ],
    },
  })
})

test('timed: the prior opens everything, and the verdict is the next and last word', async () => {
  const on = await closedDebate()
  const { begin, act } = judging(on, dora, on.closed)
  await begin('timed')
  expect(await act(believe(0))).toMatchObject({ ok: true, value: { opened: 2 } })
  expect(await act(believe(1))).toMatchObject({ ok: false })
  expect(await act(rule())).toMatchObject({ ok: true })
})

test('the undo window is whole, though the debate is closed; after it the verdict is final by itself', async () => {
  const on = await closedDebate()
  const { begin, act } = judging(on, dora, on.closed)
  await begin('timed')
  await act(believe(0))
  await act(rule(70))
  expect(await act({ type: 'undo' })).toMatchObject({ ok: true, value: { own: { phase: 'open' } } })
  await act(rule(20))
  const seen = async () => {
    const at = await audienceOf(on.deps, edgar, on.closed)
    if (!at) return null
    return (await revealFor(on.deps, edgar, on.closed)).ok
  }
  expect(await seen()).toBeNull()
  const other = judging(on, edgar, on.closed)
  await other.begin('timed')
  await other.act(believe(0))
  await other.act(rule())
  await other.act(settle)
  const judges = async () => {
    const reveal = await revealFor(on.deps, edgar, on.closed)
    return reveal.ok ? reveal.value.judges.map(({ percentA }) => percentA) : []
  }
  expect(await judges()).toEqual([80, 70]) // Dora may still take hers back
  on.clock.now += UNDO_MS
  expect(await judges()).toEqual([80, 20, 70])
  expect(await revealFor(on.deps, dora, on.closed)).toMatchObject({ ok: true })
})

test('beginning twice begins once; the other way of judging is refused', async () => {
  const on = await closedDebate()
  const { begin } = judging(on, dora, on.closed)
  const both = await Promise.all([begin('stepped'), begin('stepped')])
  expect(both).toMatchObject([{ ok: true }, { ok: true }])
  expect(await begin('timed')).toEqual({ ok: false, error: 'already-begun' })
  expect((await on.deps.judgments.read(on.closed, dora.id))?.acts).toBe(1)
})

test('who may: accounts that have never met the text; debates that are over, but no demo', async () => {
  const on = await closedDebate()
  expect(await judging(on, bob, on.closed).begin('timed')).toEqual({ ok: false, error: 'not-found' }) // a guest
  expect(await judging(on, ann, on.closed).begin('timed')).toMatchObject({ ok: false })
  expect(await judging(on, on.host, on.closed).begin('timed')).toEqual({ ok: false, error: 'already-met' })
  expect(await judging(on, dora, uuid(4242)).begin('timed')).toEqual({ ok: false, error: 'not-found' })

  await on.control({ action: 'next', from: 1 })
  const second = await on.debateId()
  expect(await judging(on, dora, second).begin('timed')).toEqual({ ok: false, error: 'not-found' }) // it runs
  await revealAll(on)
  expect(await judging(on, dora, second).begin('timed')).toEqual({ ok: false, error: 'not-found' }) // not closed

  // Having watched is having met it; so is having been taken off the room.
  await on.join(edgar, 'spectator')
  await on.deps.rooms.remove((await on.room()).id, edgar.id)
  expect(await judging(on, edgar, on.closed).begin('timed')).toEqual({ ok: false, error: 'already-met' })

  on.deps.rooms.demo.debaters = [...CANARY.revisions]
  on.deps.rooms.demo.questionIds = [uuid(900)]
  const demo = await startDemo(on.deps, bob)
  const played = demo.ok ? (await on.deps.rooms.byCode(demo.value.code))?.debateId : null
  expect(await judging(on, dora, played ?? '').begin('timed')).toEqual({ ok: false, error: 'not-found' })
})

test('a text is met once: another debate on it is refused, before and after the verdict', async () => {
  const on = await closedDebate()
  const other = await runDebate(on)
  const { begin, act } = judging(on, dora, on.closed)
  await begin('timed')
  expect(await judging(on, dora, other).begin('timed')).toEqual({ ok: false, error: 'already-met' })
  await act(believe(0))
  await act(rule())
  await act(settle)
  expect(await judging(on, dora, other).begin('timed')).toEqual({ ok: false, error: 'already-met' })
})

test('what comes next: the one that was begun, else the one with the fewest judges', async () => {
  const on = await closedDebate()
  const [one, two] = [await runDebate(on, 0), await runDebate(on, 1)]
  await judging(on, edgar, one).begin('timed')
  const next = await nextToJudge(on.deps, dora)
  expect(next).toEqual({ debateId: two, begun: false, waiting: 3 }) // Ann has judged the room's, Edgar has begun the first
  await judging(on, dora, two).begin('stepped')
  expect(await nextToJudge(on.deps, dora)).toEqual({ debateId: two, begun: true, waiting: 0 })
  expect(await nextToJudge(on.deps, on.host)).toEqual({ debateId: null, begun: false, waiting: 0 })
})

test('until the verdict no other door opens on the text, to a researcher either', async () => {
  const on = await closedDebate()
  const other = await runDebate(on)
  expect((await audienceOf(on.deps, rex, other))?.audience).toBe('researcher')
  expect(await questionPage(on.deps, rex, uuid(900))).toMatchObject({ ok: true })
  const { begin, act } = judging(on, rex, on.closed)
  await begin('stepped')
  const shut = async () => [
    (await audienceOf(on.deps, rex, on.closed))?.audience,
    await audienceOf(on.deps, rex, other),
    (await revealFor(on.deps, rex, other)).ok,
    (await questionPage(on.deps, rex, uuid(900))).ok,
    await joinRoom(on.deps, rex, on.code, { name: 'Rex', seat: 'spectator' }),
    (await roomView(on.deps, rex, on.code)).ok,
    await createRoom(on.deps, rex, {
      name: 'Mine',
      questions: { questionIds: [uuid(900)] },
      debaters: [...CANARY.revisions],
      protocol: { arm: 'debate', turns: 'simultaneous', rounds: 2, words: 50 },
      feedback: 'close',
      listed: false,
    }),
  ]
  const refused = { ok: false, error: 'judging-afterwards' }
  expect(await shut()).toEqual(['judge:0', null, false, false, refused, false, refused])
  await act(believe(0))
  await act(rule())
  expect((await shut()).slice(1)).toEqual([null, false, false, refused, false, refused]) // it may be taken back
  await act(settle)
  expect(await revealFor(on.deps, rex, on.closed)).toMatchObject({ ok: true })
  expect((await audienceOf(on.deps, rex, other))?.audience).toBe('researcher')
  expect(await questionPage(on.deps, rex, uuid(900))).toMatchObject({ ok: true })
})

test('a judge of the room who missed the close cannot begin anew, and drafts are for those who judge', async () => {
  const on = await closedDebate()
  await on.control({ action: 'next', from: 1 })
  await on.join(bob, 'judge')
  await revealAll(on)
  await on.control({ action: 'close' })
  const id = await on.debateId()
  expect(await judging(on, bob, id).act(believe(0))).toEqual({ ok: false, error: 'closed' })
  expect(await keepDraft(on.deps, dora, id, {})).toEqual({ ok: false, error: 'not-found' })
  await judging(on, dora, id).begin('stepped')
  expect(await keepDraft(on.deps, dora, id, { reason: 'so far' })).toMatchObject({ ok: true })
  expect(await draftOf(on.deps, dora, id)).toEqual({ ok: true, value: { reason: 'so far' } })
})

test('the room counts those who were there, and they do not see who comes later', async () => {
  const on = await closedDebate()
  const before = await roomView(on.deps, on.host, on.code)
  const { begin, act } = judging(on, dora, on.closed)
  await begin('timed')
  await act(believe(0))
  await act(rule(99))
  await act(settle)
  const version = (await on.room()).version
  expect(await roomView(on.deps, on.host, on.code)).toEqual(before)
  expect((await on.room()).version).toBe(version)
  const reveal = await revealFor(on.deps, on.host, on.closed)
  expect(reveal).toMatchObject({ ok: true, value: { room: { n: 1 }, judges: [{ name: 'Ann', how: 'live', reason }] } })
  // In a process that sees the room for the first time now, as well.
  const anew = { ...on.deps, debates: { ...on.deps.debates } }
  const seen = await roomView(anew, on.host, on.code)
  expect(seen.ok && seen.value.scoreboard).toMatchObject([{ name: 'Ann', debates: 1 }])
})

test('of a run it is the same: nobody was there', async () => {
  const on = await stage()
  const id = await runDebate(on)
  const { begin, act } = judging(on, dora, id)
  expect(await begin('stepped')).toMatchObject({ ok: true })
  await act(believe(0))
  await act(believe(1))
  await act(rule())
  expect(await viewDebate(on.deps, 'judge:2', id, dora.id)).not.toHaveProperty('rightSide')
  await act(settle)
  expect(await revealFor(on.deps, dora, id)).toMatchObject({ ok: true, value: { room: { n: 0, wilson95: null } } })
})
