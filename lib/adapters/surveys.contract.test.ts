import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DebateEvent } from '#lib/core/debate/events'
import { setupOf, simultaneous, speechOf } from '#lib/core/debate/fixtures'
import { blank } from '#lib/core/judging/judgment'
import type { Survey, SurveyStore } from '#lib/ports/surveys'
import { exportRows } from '#lib/queries/exports'
import { memorySurveys } from './memory/surveys'
import { testDatabase, type TestDatabase } from './postgres/testDatabase'
import { prismaClient } from './prisma/client'
import { prismaDebates } from './prisma/debates'
import { prismaJudgments } from './prisma/judgments'
import { prismaRooms } from './prisma/rooms'
import { prismaSurveys } from './prisma/surveys'

let database: TestDatabase
let pool: pg.Pool
let db: ReturnType<typeof prismaClient>
beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 8 })
  db = prismaClient(pool)
})
afterAll(async () => {
  await db.$disconnect()
  await pool.end()
  await database.drop()
})

const user = async () => (await db.user.create({ data: { role: 'judge', name: 'Jo' } })).id
async function question() {
  const set = await db.questionSet.create({ data: { name: randomUUID() } })
  const source = await db.source.create({ data: { sha256: randomUUID(), title: 'T', text: 'text', words: 1 } })
  const data = { setId: set.id, sourceId: source.id, text: '?', answer0: 'x', answer1: 'y', hash: randomUUID() }
  return (await db.question.create({ data })).id
}
const turn: DebateEvent = { type: 'turn_revealed', speeches: [speechOf(0, 'A'), speechOf(0, 'B')] }
async function closedDebate() {
  const [debateId, questionId, debates] = [randomUUID(), await question(), prismaDebates(db)]
  const setup = setupOf({ debateId, questionId, protocol: simultaneous(1) })
  await debates.commit(debateId, 0, [{ type: 'debate_started', setup }], { runId: 'run' })
  await debates.commit(debateId, 1, [turn])
  await debates.commit(debateId, 2, [{ type: 'debate_closed' }])
  return { debateId, questionId }
}
const surveyOf = (debateId: string, userId: string, from: Partial<Survey> = {}): Survey => ({
  debateId,
  userId,
  role: 'judge',
  answers: { convincing: { A: 4, B: 2 }, sound: 5, why: 'The end was quoted.' },
  outcomeKnown: false,
  startedAt: 1_000,
  submittedAt: 91_000,
  ...from,
})

const places: [string, () => SurveyStore][] = [
  ['memory', () => memorySurveys()],
  ['PostgreSQL', () => prismaSurveys(db)],
]
describe.each(places)('surveys in %s', (_, make) => {
  test('of many sent at once one is kept, and given back as it was; the first stays', async () => {
    const store = make()
    const { debateId } = await closedDebate()
    const userId = await user()
    expect(await store.of(debateId, userId)).toBeNull()
    const kept = await Promise.all(
      Array.from({ length: 6 }, (_, i) => store.keep(surveyOf(debateId, userId, { submittedAt: 2_000 + i }))),
    )
    expect(kept.filter(Boolean)).toHaveLength(1)
    const first = surveyOf(debateId, userId, { submittedAt: 2_000 + kept.indexOf(true) })
    expect(await store.of(debateId, userId)).toEqual(first)
    expect(await store.keep(surveyOf(debateId, await user(), { role: 'late' }))).toBe(true)
    expect(await store.of(debateId, userId)).toEqual(first)
  })
})

test('a room keeps whether it asks', async () => {
  const rooms = prismaRooms(db)
  const room = {
    name: 'R',
    kind: 'room',
    setId: null,
    protocol: simultaneous(1),
    debaterA: 'a',
    debaterB: 'b',
  } as const
  const made = async (survey: { survey?: 'short' | 'full' }) => {
    const [id, code] = [randomUUID(), randomUUID()]
    const rest = { hostId: await user(), feedback: 'close', seed: 's', listed: true } as const
    expect(await rooms.create({ ...room, ...rest, ...survey, id, code }, [])).toBe(true)
    return (await rooms.byId(id))?.survey
  }
  expect([await made({}), await made({ survey: 'short' }), await made({ survey: 'full' })]).toEqual([
    undefined,
    'short',
    'full',
  ])
})

test('a judgment goes out with its judge’s answers, under the pseudonym; a debater’s go with the debate', async () => {
  const { debateId } = await closedDebate()
  const [asked, silent, debater] = [await user(), await user(), await user()]
  const [judgments, surveys] = [prismaJudgments(db), prismaSurveys(db)]
  const hand = { shownMs: 9_000, visibleMs: 8_000, focusedMs: 7_000, firstTouchMs: 500, firstPercentA: 20, moves: 4 }
  for (const judgeId of [asked, silent])
    await judgments.save({
      ...blank(debateId, judgeId),
      acts: 1,
      trail: [{ afterRound: 0, percentA: 40, at: 1, handling: hand }],
      phase: 'final',
      verdict: {
        ...{ percentA: 70, choice: 'A', reason: 'r', at: 2, handling: hand },
        guards: { reversedShown: 1, changed: 2 },
      },
    })
  await surveys.keep(surveyOf(debateId, asked))
  await surveys.keep(surveyOf(debateId, debater, { role: 'debater', answers: { faithful: { A: 5, B: 1 } } }))
  const ends = {
    debates: prismaDebates(db),
    judgments,
    readAnswerKey: async () => ({ right: 1 as const, evidence: [] }),
    now: Date.now,
    prisma: db,
    pseudonymSecret: 'secret',
  }
  const rows: unknown[] = []
  for await (const row of exportRows(ends, 'judgments')) rows.push(row)
  const mine = rows.filter((row) => JSON.stringify(row).includes(debateId))
  const times = { shown_ms: 9_000, visible_ms: 8_000, focused_ms: 7_000, first_percent: 20, changes: 4 }
  expect(mine).toHaveLength(2)
  for (const row of mine)
    expect(row).toMatchObject({
      beliefs: [times],
      handling: times,
      guards: { reversed_shown: 1, changed: 2 },
    })
  expect(mine).toContainEqual(
    expect.objectContaining({
      survey: {
        answers: surveyOf(debateId, asked).answers,
        outcome_known: false,
        started_at: '1970-01-01T00:00:01.000Z',
        submitted_at: '1970-01-01T00:01:31.000Z',
      },
    }),
  )
  expect(mine).toContainEqual(expect.objectContaining({ survey: null }))
  const native: unknown[] = []
  for await (const row of exportRows(ends, 'native')) native.push(row)
  const whole = native.find((row) => JSON.stringify(row).includes(debateId))
  expect(whole).toMatchObject({ debater_surveys: [{ answers: { faithful: { A: 5, B: 1 } } }] })
  for (const id of [asked, silent, debater]) expect(JSON.stringify([mine, whole])).not.toContain(id)
})
