import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { hasJudged, ownRecord } from './ownRecord'

let database: TestDatabase
let db: PrismaClient
let setId: string
let me: string
beforeAll(async () => {
  database = await testDatabase()
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) })
  setId = (await db.questionSet.create({ data: { name: 'Set' } })).id
})
beforeEach(async () => void (me = await user()))
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

const user = async () => (await db.user.create({ data: { role: 'guest', name: 'Judge' } })).id
const text = async () =>
  (await db.source.create({ data: { sha256: randomUUID(), title: 'T', text: 'Words.', words: 1 } })).id

type Facts = {
  phase?: string
  feedback?: 'verdict' | 'close'
  order?: [number, number]
  sourceId?: string
  kind?: 'room' | 'demo'
  ofRun?: boolean
}
/** A debate whose right answer, “yes”, is side A unless `order` says otherwise. */
async function debate({ phase = 'closed', feedback = 'verdict', order = [1, 0], ...facts }: Facts = {}) {
  const hash = randomUUID()
  const answers = { answer0: 'no', answer1: 'yes' }
  const sourceId = facts.sourceId ?? (await text())
  const question = await db.question.create({ data: { setId, sourceId, text: '?', hash, ...answers } })
  await db.$executeRaw`INSERT INTO "AnswerKey" ("questionId", "right") VALUES (${question.id}, 1)`
  const data = { code: hash, name: 'R', kind: facts.kind ?? 'room', hostId: await user(), protocol: {}, seed: 's' }
  const roomId = facts.ofRun ? null : (await db.room.create({ data })).id
  const { id } = await db.debate.create({ data: { questionId: question.id, roomId, phase } })
  const setup = {
    feedback,
    answerOrder: order,
    answers: ['no', 'yes'],
    question: `Is it ${hash}?`,
    protocol: { kind: 'debate' },
    allBuiltIn: facts.kind === 'demo',
  }
  await db.debateEvent.create({ data: { debateId: id, seq: 1, event: { type: 'debate_started', setup } } })
  return { id, roomId, sourceId }
}

type Given = {
  by?: string
  phase?: string
  mode?: string
  ageMs?: number
  ruled?: Date
  seat?: 'judge' | 'spectator' | null
  removed?: boolean
}
async function judged(
  on: { id: string; roomId: string | null },
  percentA: number,
  { by = me, phase = 'final', mode = 'live', ageMs = 60_000, seat = 'judge', removed = false, ...given }: Given = {},
) {
  if (on.roomId && mode === 'live' && seat) {
    const removedAt = removed ? new Date() : null
    await db.roomMember.create({ data: { roomId: on.roomId, userId: by, seat, name: 'N', removedAt } })
  }
  const ruledAt = phase === 'open' ? null : (given.ruled ?? new Date(Date.now() - ageMs))
  const who = { judgeId: by, userId: by }
  const verdict = { phase, mode, percentA: phase === 'open' ? null : percentA, ruledAt }
  await db.judgment.create({ data: { debateId: on.id, ...who, acts: 1, record: {}, ...verdict } })
}
const listed = async () => (await ownRecord(db, me)).judgments.map(({ debateId }) => debateId)

test('somebody who has not judged has an empty record', async () => {
  const leftOut = { waiting: 0, open: 0, missed: 0, calledOff: 0, noSeat: 0, again: 0 }
  expect(await ownRecord(db, me)).toEqual({ summary: { live: null, late: null, leftOut }, judgments: [], next: null })
  expect(await hasJudged(db, me)).toBe(false)
  await judged(await debate(), 60, { phase: 'open' })
  expect(await hasJudged(db, me)).toBe(true)
})

test('a verdict is shown with what it believed, scored, and which answer was right', async () => {
  const on = await debate({ order: [0, 1], kind: 'demo', phase: 'completed' }) // B is right
  await judged(on, 25)
  expect((await ownRecord(db, me)).judgments).toMatchObject([
    {
      debateId: on.id,
      rightAnswer: 'yes',
      arm: 'Debate',
      mode: 'live',
      percentRight: 75,
      outcome: 'right',
      rehearsal: true,
      again: false,
    },
  ])
  expect((await ownRecord(db, me)).summary?.live).toMatchObject({ n: 1, right: 1, rehearsals: 1, field: null })
})

test.each<{ when: string; facts: Facts; given: Given; left: string }>([
  {
    when: 'the answer waits for the end',
    facts: { phase: 'completed', feedback: 'close' },
    given: {},
    left: 'waiting',
  },
  {
    when: 'it may still be taken back',
    facts: { phase: 'completed' },
    given: { phase: 'ruled', ageMs: 0 },
    left: 'waiting',
  },
  {
    when: 'a late one may still be taken back',
    facts: {},
    given: { phase: 'ruled', ageMs: 0, mode: 'stepped' },
    left: 'waiting',
  },
  { when: 'there is none yet', facts: { phase: 'running' }, given: { phase: 'open' }, left: 'open' },
  { when: 'a late one is not in yet', facts: {}, given: { phase: 'open', mode: 'timed' }, left: 'open' },
  { when: 'the debate was closed before', facts: {}, given: { phase: 'open' }, left: 'missed' },
  { when: 'the debate was called off', facts: { phase: 'cancelled' }, given: {}, left: 'calledOff' },
  { when: 'one was sent out of the room', facts: {}, given: { removed: true }, left: 'noSeat' },
  { when: 'one only watches by now', facts: { phase: 'completed' }, given: { seat: 'spectator' }, left: 'waiting' },
])('a verdict is not shown, but counted as $left, when $when', async ({ facts, given, left }) => {
  await judged(await debate(facts), 90, given)
  const { summary, judgments } = await ownRecord(db, me)
  expect(judgments).toEqual([])
  expect(summary).toMatchObject({ live: null, late: null })
  expect(Object.entries(summary?.leftOut ?? {}).filter(([, n]) => n > 0)).toEqual([[left, 1]])
})

test.each<{ when: string; facts: Facts; given: Given }>([
  { when: 'the answer waited for the end, which has come', facts: { feedback: 'close' }, given: {} },
  { when: 'the closing has settled it', facts: { feedback: 'close' }, given: { phase: 'ruled', ageMs: 0 } },
  { when: 'the window has passed', facts: { phase: 'completed' }, given: { phase: 'ruled' } },
  { when: 'one watches by now, and all is over', facts: {}, given: { seat: 'spectator' } },
  { when: 'it was given afterwards', facts: { feedback: 'close' }, given: { mode: 'stepped' } },
  { when: 'it was of a run', facts: { phase: 'completed', ofRun: true }, given: { mode: 'timed' } },
])('a verdict is shown when $when', async ({ facts, given }) => {
  const on = await debate(facts)
  await judged(on, 90, given)
  expect(await listed()).toEqual([on.id])
})

test('a text that one is judging on stays shut, whatever one judged on it before', async () => {
  const [one, two] = [await debate(), await debate()]
  await judged(one, 90)
  await judged(two, 90)
  const elsewhere = await debate({ sourceId: one.sourceId })
  await judged(elsewhere, 90, { phase: 'open', mode: 'stepped' })
  expect(await listed()).toEqual([two.id])
})

test('a second verdict on a text is listed and not counted; nor are those of others on a text they knew', async () => {
  const first = await debate()
  await judged(first, 75)
  const [second, third] = [await debate({ sourceId: first.sourceId }), await debate()]
  await judged(second, 99)
  await judged(third, 50)
  const them = await user()
  await judged(await debate({ sourceId: third.sourceId }), 50, { by: them, phase: 'open' })
  await judged(third, 99, { by: them })
  const { summary, judgments } = await ownRecord(db, me)
  expect(judgments.map(({ debateId, again }) => [debateId, again])).toContainEqual([second.id, true])
  expect(summary).toMatchObject({ live: { n: 2, ties: 1, field: null }, leftOut: { again: 1 } })
})

test('the field is of people, of the same debates, of the same way of judging, and of verdicts that count', async () => {
  const [on, elsewhere] = [await debate({ phase: 'completed' }), await debate()]
  await judged(on, 50)
  await judged(on, 25, { by: await user() })
  await judged(on, 99, { by: await user(), mode: 'stepped' })
  await judged(on, 99, { by: await user(), phase: 'open' })
  await judged(on, 99, { by: await user(), phase: 'ruled', ageMs: 0 })
  await judged(elsewhere, 99, { by: await user() })
  const judge = await db.judge.create({ data: { name: randomUUID() } })
  const revision = await db.judgeRevision.create({
    data: { judgeId: judge.id, number: 1, kind: 'builtin', config: {} },
  })
  const model = { judgeId: revision.id, revisionId: revision.id, percentA: 99, phase: 'final', ruledAt: new Date(0) }
  await db.judgment.create({ data: { debateId: on.id, acts: 1, record: {}, ...model } })
  const field = { debates: 1, judges: 1, verdicts: 1, own: -1, others: -2 }
  expect((await ownRecord(db, me)).summary?.live?.field).toMatchObject(field)
})

test('pages go from the newest to the oldest, each verdict once, also of the same moment', async () => {
  const ids: string[] = []
  for (const minute of [1, 2, 2, 2, 3]) {
    const on = await debate()
    await judged(on, 60, { ruled: new Date(Date.UTC(2026, 0, 1, 12, minute)) })
    ids.push(on.id)
  }
  const seen: string[][] = []
  let after: string | undefined
  do {
    const page = await ownRecord(db, me, { after, limit: 2 })
    expect(page.summary === null).toBe(after !== undefined)
    seen.push(page.judgments.map(({ debateId }) => debateId))
    after = page.next ?? undefined
  } while (after)
  expect(seen.map(({ length }) => length)).toEqual([2, 2, 1])
  expect(seen.flat().toSorted()).toEqual(ids.toSorted())
  expect([seen[0]?.[0], seen[2]?.[0]]).toEqual([ids[4], ids[0]])
})
