import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { PrismaClient, type Prisma } from '#lib/adapters/prisma/generated/client'
import { judgeConfig } from '#lib/core/judges/config'
import { wilson95 } from '#lib/core/stats/wilson'
import { judgeableChoices, judgeableDebates, judgedAlready } from './judgeable'
import { listJudges } from './judges'
import { listPanels, panelHead, panelResults } from './panels'

let database: TestDatabase
let db: PrismaClient
const made = { set: '', question: '', other: '', source: '', host: '' }
beforeAll(async () => {
  database = await testDatabase()
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) })
  const set = await db.questionSet.create({ data: { name: 'Set' } })
  const text = async (sha256: string) =>
    (await db.source.create({ data: { sha256, title: 'T', text: 'Words.', words: 1 } })).id
  const question = async (sourceId: string, hash: string) => {
    const data = { setId: set.id, sourceId, text: '?', answer0: 'a', answer1: 'b', hash }
    const { id } = await db.question.create({ data })
    await db.$executeRaw`INSERT INTO "AnswerKey" ("questionId", "right") VALUES (${id}, 1)`
    return id
  }
  made.set = set.id
  made.source = await text('x')
  made.question = await question(made.source, 'h')
  made.other = await question(await text('y'), 'i')
  made.host = (await db.user.create({ data: { role: 'researcher', name: 'Host' } })).id
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

type Facts = {
  phase?: string
  code?: string
  runId?: string
  order?: [number, number]
  kind?: string
  question?: string
}
/** Answer 1, the right one, is side A unless `order` says otherwise. */
async function debate({ phase = 'completed', code, runId, order = [1, 0], kind = 'debate', question }: Facts) {
  const { id: roomId } = code
    ? await db.room.upsert({
        where: { code },
        create: { code, name: 'R', hostId: made.host, protocol: {}, seed: 's' },
        update: {},
      })
    : { id: null }
  const data = { questionId: question ?? made.question, roomId, runId: runId ?? null, phase }
  const { id } = await db.debate.create({ data })
  const setup = { allBuiltIn: kind === 'naive', answerOrder: order, protocol: { kind } }
  await db.debateEvent.create({ data: { debateId: id, seq: 1, event: { type: 'debate_started', setup } } })
  return id
}
async function judge(name: string, config: object = { kind: 'builtin' }) {
  const { id: judgeId } = await db.judge.upsert({ where: { name }, create: { name }, update: {} })
  const number = (await db.judgeRevision.count({ where: { judgeId } })) + 1
  const parsed = judgeConfig.parse(config)
  return (await db.judgeRevision.create({ data: { judgeId, number, kind: parsed.kind, config: parsed } })).id
}
type Given = { percentA: number | null; orders?: [number, number] }
const verdict = (debateId: string, revisionId: string, { percentA, orders }: Given, phase = 'final') => {
  const record: Prisma.InputJsonObject =
    percentA === null
      ? { phase: 'invalid', why: 'w' }
      : { verdict: { percentA, ...(orders && { orders: { shown: orders[0], swapped: orders[1] } }) } }
  const data = { debateId, judgeId: revisionId, revisionId, mode: 'stepped', acts: 1, record, percentA }
  return db.judgment.create({ data: { ...data, phase: percentA === null ? 'invalid' : phase } })
}
async function panel(debateIds: string[], revisionIds: string[], state = 'done') {
  const { id } = await db.panel.create({ data: { name: 'P', createdBy: made.host } })
  for (const debateId of debateIds)
    await db.panelTask.createMany({
      data: revisionIds.map((revisionId) => ({ panelId: id, debateId, revisionId, state })),
    })
  return id
}

test('what can be judged is over, and in a room closed', async () => {
  const runId = randomUUID()
  const [run, running] = [await debate({ runId }), await debate({ runId, phase: 'running' })]
  const [closed, open] = [await debate({ code: 'K1-A', phase: 'closed' }), await debate({ code: 'K1-A' })]
  const cancelled = await debate({ phase: 'cancelled' })
  expect(await judgeableDebates(db, { runId })).toEqual([run])
  expect(await judgeableDebates(db, { roomCode: 'K1-A' })).toEqual([closed])
  expect((await judgeableDebates(db, { setName: 'Set' })).sort()).toEqual([run, closed].sort())
  expect(await judgeableDebates(db, { setId: randomUUID() })).toEqual([])
  expect(await judgeableDebates(db, { ids: [running, open, cancelled, run, 'none'] })).toEqual([run])
  const choices = await judgeableChoices(db)
  expect(choices.sets).toMatchObject([{ name: 'Set', debates: 2 }])
  expect(choices.rooms).toEqual([{ code: 'K1-A', name: 'R', debates: 1 }])
  expect(choices.runs).toMatchObject([{ id: runId, setName: 'Set', arm: 'Debate', debates: 1 }])
})

test('per judge and arm: right, ties, invalid, order effect, worked by hand', async () => {
  const one = await judge('Rowan')
  const model = await judge('Heron', { kind: 'model', model: 'm' })
  const debates = [
    await debate({}),
    await debate({ order: [0, 1] }), // B is right
    await debate({}),
    await debate({}),
    await debate({ kind: 'naive' }),
  ]
  const [first, second, third, fourth, naive] = debates as [string, string, string, string, string]
  await verdict(first, model, { percentA: 80, orders: [0.9, 0.7] }) // right, leans to what is called A by .2
  await verdict(second, model, { percentA: 40, orders: [0.6, 0.2] }) // right, flipped, by .4
  await verdict(third, model, { percentA: 50, orders: [0.4, 0.6] }) // a tie, flipped, by -.2
  await verdict(fourth, model, { percentA: null })
  await verdict(naive, model, { percentA: 20, orders: [0.2, 0.2] }) // wrong
  await verdict(first, one, { percentA: 70, orders: [0.7, 0.7] })
  await verdict(second, one, { percentA: 70, orders: [0.7, 0.7] }, 'open') // not given yet
  const id = await panel(debates, [one, model])
  const [heron, rowan, heronNaive] = await panelResults(db, id)
  expect(heron).toMatchObject({
    judge: 'Heron',
    arm: 'Debate',
    n: 3,
    right: 2,
    ties: 1,
    invalid: 1,
    flipped: 2,
    rehearsals: 0,
  })
  expect(heron?.wilson95).toEqual(wilson95(2, 3))
  expect(heron?.accuracyInvalidWrong).toBeCloseTo(2 / 4, 10)
  expect(heron?.accuracyInvalidHalf).toBeCloseTo(2.5 / 4, 10)
  expect(heron?.beliefInRight).toBeCloseTo((0.8 + 0.6 + 0.5) / 3, 10)
  expect(heron?.orderEffect).toBeCloseTo((0.2 + 0.4 - 0.2) / 3, 10)
  expect(heron?.orderEffectSize).toBeCloseTo(0.8 / 3, 10)
  expect(rowan).toMatchObject({ judge: 'Rowan', n: 1, right: 1, flipped: 0, orderEffect: 0 })
  expect(heronNaive).toMatchObject({ judge: 'Heron', n: 1, right: 0, rehearsals: 1, accuracy: 0 })
  expect(heronNaive?.arm).not.toBe('Debate')
  expect(await judgedAlready(db, debates, [one, model])).toEqual(new Map([[one, 1], [model, 5]])) // prettier-ignore
})

test('nothing is told of debates whose answer may not be known', async () => {
  const one = await judge('Alder')
  const debates = [
    await debate({ code: 'K2-B' }), // judging goes on
    await debate({ code: 'K2-B', phase: 'closed', question: made.other }),
    await debate({}), // on the text that this reader is judging
  ]
  for (const id of debates) await verdict(id, one, { percentA: 90 })
  const id = await panel(debates, [one])
  expect(await panelResults(db, id, [made.source])).toMatchObject([{ n: 1 }])
  expect(await panelResults(db, id)).toMatchObject([{ n: 2 }])
})

test('the list says how far each is; revisions of a judge are told apart', async () => {
  const [old, now] = [
    await judge('Teal', { kind: 'model', model: 'm' }),
    await judge('Teal', { kind: 'model', model: 'n' }),
  ]
  const debates = [await debate({}), await debate({})]
  const id = await panel(debates, [old, now], 'waiting')
  await db.panelTask.updateMany({ where: { panelId: id, revisionId: old }, data: { state: 'failed' } })
  expect((await listPanels(db))[0]).toMatchObject({
    id,
    by: 'Host',
    judges: 2,
    debates: 2,
    tasks: { waiting: 2, running: 0, done: 0, invalid: 0, failed: 2 },
  })
  expect(await panelHead(db, id)).toMatchObject({
    by: 'Host',
    debates: 2,
    judges: [
      { name: 'Teal', number: 1 },
      { name: 'Teal', number: 2 },
    ],
  })
  expect(await panelHead(db, randomUUID())).toBeNull()
  const lines = await listJudges(db)
  expect(lines.find(({ name }) => name === 'Teal')).toMatchObject({
    number: 2,
    revisionId: now,
    priced: false,
    before: [{ number: 1, label: expect.stringContaining('m, by token') }],
  })
  expect(lines[0]).toMatchObject({ kind: 'builtin', label: 'built-in rule-based judge, not a language model' })
})
