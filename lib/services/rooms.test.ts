import { expect, test } from 'vitest'
import type { JudgeAct } from '#lib/core/judging/judgment'
import { person, stage, uuid, type Stage } from '#lib/testing/stage'
import { actAsJudge } from './judgments'
import { revealFor } from './reveal'
import { controlRoom, createRoom, joinRoom, openRooms, roomDoor, roomView, startDemo } from './rooms'

const [ann, bob, cid] = [person(1, 'guest', 'Ann'), person(2, 'guest', 'Bob'), person(3, 'guest', 'Cid')]
const reason = 'Because the second speech quoted the passage and the first did not.'

const judge = async (on: Stage, who: typeof ann, command: JudgeAct) => {
  const done = await actAsJudge(on.deps, who.id, await on.debateId(), command)
  if (!done.ok) throw new Error(done.error)
}
/** Prior, both rounds, verdict. */
async function judgeWhole(on: Stage, who: typeof ann, percentA: number) {
  await judge(on, who, { type: 'believe', afterRound: 0, percentA: 50 })
  await judge(on, who, { type: 'believe', afterRound: 1, percentA: 55 })
  await judge(on, who, { type: 'rule', percentA, reason })
}
const viewOf = async (on: Stage, who: typeof ann) => {
  const view = await roomView(on.deps, who, on.code)
  if (!view.ok) throw new Error(view.error)
  return view.value
}

test('a room opens with a code and its host; it is listed, and refuses what does not exist', async () => {
  const on = await stage()
  expect(on.code).toMatch(/^[A-Z][2-9]-[A-Z]+$/)
  expect(await viewOf(on, on.host)).toMatchObject({
    seat: 'host',
    state: 'gathering',
    position: 0,
    length: 2,
    desk: { judges: 0 },
  })
  expect(await openRooms(on.deps)).toMatchObject([{ code: on.code, state: 'gathering', people: 1 }])
  const input = {
    name: 'x',
    questions: { questionIds: [uuid(900)] },
    debaters: ['canaryrev-1', 'canaryrev-2'],
    protocol: { arm: 'debate', turns: 'simultaneous' as const, rounds: 1, words: 50 },
    feedback: 'verdict' as const,
    listed: true,
  }
  expect(await createRoom(on.deps, on.host, { ...input, debaters: ['nobody', 'canaryrev-2'] })).toMatchObject({
    error: 'unknown-debater',
  })
  expect(await createRoom(on.deps, on.host, { ...input, questions: { questionIds: [uuid(1)] } })).toMatchObject({
    error: 'unknown-question',
  })
  expect(await createRoom(on.deps, on.host, { ...input, questions: { setId: uuid(1), count: 3 } })).toMatchObject({
    error: 'no-questions',
  })
})

test('codes that are taken are drawn again, and grow', async () => {
  const on = await stage()
  let refused = 0
  const rooms = {
    ...on.deps.rooms,
    create: async (...given: Parameters<typeof on.deps.rooms.create>) =>
      given[0].code.split('-').length < 3 ? (refused++, false) : on.deps.rooms.create(...given),
  }
  const made = await createRoom({ ...on.deps, rooms }, on.host, {
    name: 'x',
    questions: { questionIds: [uuid(900)] },
    debaters: ['canaryrev-1', 'canaryrev-2'],
    protocol: { arm: 'debate', turns: 'simultaneous', rounds: 1, words: 50 },
    feedback: 'verdict',
    listed: false,
  })
  expect(made.ok && made.value.code).toMatch(/^[A-Z][2-9]-[A-Z]+-[A-Z]$/)
  expect(refused).toBe(5)
})

test('names are one person’s, the host keeps the seat, and who was removed stays out', async () => {
  const on = await stage()
  expect(await on.join(ann, 'judge')).toMatchObject({ ok: true, value: { seat: 'judge', myName: 'Ann' } })
  expect(await joinRoom(on.deps, bob, on.code.toLowerCase(), { name: 'ANN', seat: 'judge' })).toMatchObject({
    error: 'name-taken',
  })
  expect(await joinRoom(on.deps, ann, on.code, { name: 'Anna', seat: 'spectator' })).toMatchObject({
    ok: true,
    value: { seat: 'spectator' },
  })
  expect(await on.join(on.host, 'judge')).toMatchObject({ ok: true, value: { seat: 'host' } })
  expect(await on.control({ action: 'remove', userId: on.host.id })).toMatchObject({ error: 'host-stays' })
  await on.control({ action: 'remove', userId: ann.id })
  expect(await on.join(ann, 'judge')).toMatchObject({ error: 'removed' })
  expect(await roomView(on.deps, ann, on.code)).toMatchObject({ error: 'removed' })
  expect(await roomView(on.deps, cid, on.code)).toMatchObject({ error: 'not-found' })
  expect(await roomDoor(on.deps, cid, on.code)).toMatchObject({ ok: true, value: { seat: null } })
})

test('every change grows the version, and the room is told', async () => {
  const on = await stage()
  const before = (await on.room()).version
  await on.join(ann, 'judge')
  expect((await on.room()).version).toBe(before + 1)
  expect(on.told.at(-1)).toMatchObject({ room: (await on.room()).id, version: before + 1 })
  await on.join(ann, 'judge') // nothing changed
  expect((await on.room()).version).toBe(before + 1)
})

test('a double click moves once; only the host moves; a running debate is not left', async () => {
  const on = await stage()
  await on.join(ann, 'judge')
  const clicks = await Promise.all([on.control({ action: 'start', from: 0 }), on.control({ action: 'start', from: 0 })])
  expect(clicks.map((click) => click.ok)).toEqual([true, true])
  expect(await on.room()).toMatchObject({ position: 1 })
  expect(on.deps.world.debates.size).toBe(1)
  expect(await on.control({ action: 'next', from: 1 })).toMatchObject({ error: 'still-running' })
  expect(await on.control({ action: 'next', from: 7 })).toMatchObject({ error: 'moved-on' })
  expect(await controlRoom(on.deps, ann, on.code, { action: 'cancel' })).toMatchObject({ error: 'not-found' })
})

test('a crash between the claim and the debate is mended by the next click', async () => {
  const on = await stage()
  const debateId = uuid(555)
  await on.deps.rooms.advance((await on.room()).id, 0, debateId)
  expect(await on.control({ action: 'start', from: 0 })).toMatchObject({ ok: true })
  expect((await on.debate()).setup.debateId).toBe(debateId)
})

test('pause, resume, cancel and end say what they cannot do', async () => {
  const on = await stage()
  expect(await on.control({ action: 'pause' })).toMatchObject({ error: 'no-debate' })
  await on.control({ action: 'start', from: 0 })
  expect(await on.control({ action: 'pause' })).toMatchObject({ ok: true, value: { desk: { hold: 'paused' } } })
  expect(await on.control({ action: 'pause' })).toMatchObject({ error: 'not-now' })
  expect(await on.control({ action: 'resume' })).toMatchObject({ ok: true, value: { desk: { hold: null } } })
  expect(await on.control({ action: 'close' })).toMatchObject({ error: 'still-running' })
  expect(await on.control({ action: 'cancel' })).toMatchObject({ ok: true, value: { desk: { phase: 'cancelled' } } })
  expect(await on.control({ action: 'next', from: 1 })).toMatchObject({ ok: true, value: { position: 2 } })
  expect(await on.control({ action: 'end' })).toMatchObject({
    ok: true,
    value: { state: 'ended', desk: { phase: 'cancelled' } },
  })
  expect(await on.join(bob, 'judge')).toMatchObject({ error: 'ended' })
  expect(await openRooms(on.deps)).toEqual([])
})

test('going on closes what is over; verdicts that stand count, and after the last there is no next', async () => {
  const on = await stage({ questions: 1 })
  await on.join(ann, 'judge')
  await on.control({ action: 'start', from: 0 })
  while (await on.reveal());
  await judgeWhole(on, ann, 80) // ruled, and could still be taken back
  expect(await on.control({ action: 'next', from: 1 })).toMatchObject({ error: 'playlist-over' })
  expect(await on.control({ action: 'close' })).toMatchObject({
    ok: true,
    value: { desk: { phase: 'closed', verdictsIn: 1 } },
  })
  expect((await viewOf(on, on.host)).scoreboard).toMatchObject([{ name: 'Ann', you: false, debates: 1 }])
})

test('who has watched does not judge that debate, and who judges does not watch it', async () => {
  const on = await stage()
  await on.join(ann, 'judge')
  await on.join(bob, 'spectator')
  await on.control({ action: 'start', from: 0 })
  expect(await on.join(bob, 'judge')).toMatchObject({ ok: true }) // nothing has been said yet
  await on.join(cid, 'spectator')
  await judge(on, ann, { type: 'believe', afterRound: 0, percentA: 50 })
  expect(await on.join(ann, 'spectator')).toMatchObject({ error: 'already-judging' })
  await on.reveal()
  expect(await on.join(cid, 'judge')).toMatchObject({ error: 'already-watching' })
  expect(await on.join(bob, 'spectator')).toMatchObject({ ok: true }) // has not begun to judge
  expect(await on.join(bob, 'judge')).toMatchObject({ error: 'already-watching' })
  await on.control({ action: 'cancel' })
  expect(await on.join(cid, 'judge')).toMatchObject({ ok: true })
})

test('a lone first speech that is being written has been seen', async () => {
  const on = await stage({ protocol: { arm: 'debate', turns: 'sequential', rounds: 1 } })
  await on.join(cid, 'spectator')
  await on.control({ action: 'start', from: 0 })
  const debateId = await on.debateId()
  const fence = (await on.deps.leases.claim(debateId, 'w', 10_000)) ?? -1
  const opened = await on.deps.attempts.open({
    debateId,
    turn: 0,
    side: 'A',
    sample: 1,
    piece: 'speech',
    revisionId: 'canaryrev-1',
    fence,
    request: null,
  })
  await on.deps.attempts.checkpoint(opened?.id ?? '', 'so far')
  expect(await on.join(cid, 'judge')).toMatchObject({ error: 'already-watching' })
})

test('the scoreboard and the reveal open for a judge with the own final verdict, for others at the close', async () => {
  const on = await stage({ key: 0 })
  for (const who of [ann, bob]) await on.join(who, 'judge')
  await on.join(cid, 'spectator')
  await on.control({ action: 'start', from: 0 })
  const debateId = await on.debateId()
  while (await on.reveal());
  await judgeWhole(on, ann, 80)
  expect(await revealFor(on.deps, ann, debateId)).toMatchObject({ error: 'not-yet' })
  on.clock.now += 10_000 // the undo window passes without anybody writing
  for (const who of [bob, cid, on.host]) {
    expect(await revealFor(on.deps, who, debateId)).toMatchObject({ error: 'not-yet' })
    expect((await viewOf(on, who)).scoreboard).toEqual([])
  }
  const rightSide = (await on.debate()).setup.answerOrder[0] === 0 ? 'A' : 'B'
  const inRight = rightSide === 'A' ? 0.8 : 0.2
  const shown = await revealFor(on.deps, ann, debateId)
  expect(shown).toMatchObject({
    ok: true,
    value: {
      rightSide,
      you: {
        percentA: 80,
        logScore: Math.log2(inRight),
        brier: expect.closeTo((1 - inRight) ** 2, 12),
        trail: [{ percentA: 50 }, { percentA: 55 }],
        reason,
      },
      judges: [{ name: 'Ann', you: true }],
      room: { n: 1, right: rightSide === 'A' ? 1 : 0, ties: 0 },
      debaters: { A: { kind: 'model' } },
    },
  })
  const [place] = shown.ok ? shown.value.source.evidence : []
  expect(shown.ok && shown.value.source.text.slice(place?.start, place?.end)).toBe(
    'CANARYKEY no light was seen that night',
  )
  expect((await viewOf(on, ann)).scoreboard).toMatchObject([
    { name: 'Ann', you: true, debates: 1, meanLogScore: Math.log2(inRight) },
  ])

  await judgeWhole(on, bob, 50)
  await on.control({ action: 'close' })
  for (const who of [ann, bob, cid, on.host]) {
    expect(await revealFor(on.deps, who, debateId)).toMatchObject({ ok: true, value: { room: { n: 2, ties: 1 } } })
    expect((await viewOf(on, who)).scoreboard.map(({ name, debates, ties }) => [name, debates, ties])).toEqual(
      inRight > 0.5
        ? [
            ['Ann', 1, 0],
            ['Bob', 1, 1],
          ]
        : [
            ['Bob', 1, 1],
            ['Ann', 1, 0],
          ],
    )
  }
  expect(await revealFor(on.deps, person(77), debateId)).toMatchObject({ error: 'not-found' })
})

test('where feedback waits for the close, a final verdict shows nothing', async () => {
  const on = await stage({ feedback: 'close' })
  await on.join(ann, 'judge')
  await on.control({ action: 'start', from: 0 })
  while (await on.reveal());
  await judgeWhole(on, ann, 80)
  on.clock.now += 10_000
  expect(await revealFor(on.deps, ann, await on.debateId())).toMatchObject({ error: 'not-yet' })
  expect((await viewOf(on, ann)).scoreboard).toEqual([])
})

test('a demo belongs to its one judge and starts by itself', async () => {
  const on = await stage()
  expect(await startDemo(on.deps, ann)).toMatchObject({ error: 'nothing-to-show' })
  Object.assign(on.deps.rooms.demo, {
    debaters: ['canaryrev-1', 'canaryrev-2'],
    setId: uuid(800),
    questionIds: [uuid(901)],
  })
  const demo = await startDemo(on.deps, ann)
  if (!demo.ok) throw new Error(demo.error)
  expect(await roomView(on.deps, ann, demo.value.code)).toMatchObject({
    ok: true,
    value: { kind: 'demo', seat: 'judge', state: 'debating', position: 1 },
  })
  expect(await joinRoom(on.deps, bob, demo.value.code, { name: 'Bob', seat: 'spectator' })).toMatchObject({
    error: 'not-found',
  })
  expect(await openRooms(on.deps)).toHaveLength(1) // the stage's own
})

test('a debate that needs a judge to lead takes the first who comes, and the host is told who it is', async () => {
  const on = await stage({ protocol: { arm: 'consultancy', judge: 'interactive' } })
  await on.control({ action: 'start', from: 0 })
  expect((await viewOf(on, on.host)).desk).toMatchObject({ leads: null })
  await on.join(cid, 'spectator')
  expect((await on.debate()).presides).toBeNull()
  await on.join(ann, 'judge')
  await on.join(bob, 'judge')
  expect((await on.debate()).presides).toBe(ann.id)
  expect((await viewOf(on, on.host)).desk).toMatchObject({ leads: 'Ann' })
  expect(await on.control({ action: 'appoint', userId: bob.id })).toMatchObject({ value: { desk: { leads: 'Bob' } } })
  expect(await on.control({ action: 'appoint', userId: cid.id })).toMatchObject({ error: 'not-now' })
  await on.control({ action: 'remove', userId: bob.id })
  expect((await viewOf(on, on.host)).desk).toMatchObject({ leads: null })
  await on.join(ann, 'judge') // a page that is opened again
  expect((await on.debate()).presides).toBe(ann.id)
})

test('nobody leads a debate that ends by itself', async () => {
  const on = await stage()
  await on.control({ action: 'start', from: 0 })
  await on.join(ann, 'judge')
  expect((await on.debate()).presides).toBeNull()
})
