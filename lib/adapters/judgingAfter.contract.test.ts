import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DebateEvent } from '#lib/core/debate/events'
import { setupOf, simultaneous, speechOf } from '#lib/core/debate/fixtures'
import { UNDO_MS } from '#lib/core/judging/limits'
import { blank, type Judgment } from '#lib/core/judging/judgment'
import type { Deps, QuestionRow } from '#lib/ports'
import { exportRows } from '#lib/queries/exports'
import { memoryDeps } from './memory/deps'
import { testDatabase, type TestDatabase } from './postgres/testDatabase'
import { prismaClient } from './prisma/client'
import { prismaDebates } from './prisma/debates'
import { prismaAfter } from './prisma/judgingAfter'
import { prismaJudgments } from './prisma/judgments'
import { prismaRooms } from './prisma/rooms'

type Ends = Pick<Deps, 'debates' | 'judgments' | 'rooms' | 'after'>
/** Stores with three questions: two on one text, the third on another. */
type Place = { ends: Ends; questions: QuestionRow[]; person(): Promise<string> }

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

const questionsOn = (texts: string[], setId: string): QuestionRow[] =>
  texts.map((sourceId) => ({ id: randomUUID(), text: '?', answers: ['x', 'y'], sourceId, setId, retired: false }))

const places: [string, () => Promise<Place>][] = [
  [
    'memory',
    async () => {
      const questions = questionsOn(['one', 'one', 'two'], 'set')
      return { ends: memoryDeps({ questions }), questions, person: async () => randomUUID() }
    },
  ],
  [
    'PostgreSQL',
    async () => {
      // What other tests left is over for nobody: each has debates of its own.
      await db.debate.updateMany({ data: { phase: 'cancelled' } })
      const set = await db.questionSet.create({ data: { name: randomUUID() } })
      const texts: string[] = []
      for (const title of ['one', 'two'])
        texts.push((await db.source.create({ data: { sha256: randomUUID(), title, text: 'text', words: 1 } })).id)
      const questions = questionsOn([texts[0]!, texts[0]!, texts[1]!], set.id)
      for (const { id, sourceId } of questions) {
        await db.question.create({
          data: { id, setId: set.id, sourceId, text: '?', answer0: 'x', answer1: 'y', hash: randomUUID() },
        })
        await db.answerKey.create({ data: { questionId: id, right: 1 } })
      }
      const ends = {
        debates: prismaDebates(db),
        judgments: prismaJudgments(db),
        rooms: prismaRooms(db),
        after: prismaAfter(db),
      }
      return { ends, questions, person: async () => (await db.user.create({ data: { role: 'judge', name: 'J' } })).id }
    },
  ],
]

const turn: DebateEvent = { type: 'turn_revealed', speeches: [speechOf(0, 'A'), speechOf(0, 'B')] }
const closed: DebateEvent = { type: 'debate_closed' }

/** A debate of one round with these events after its start. */
async function debateOn(
  { ends }: Place,
  question: QuestionRow,
  events: DebateEvent[],
  roomId?: string,
  id = randomUUID(),
) {
  const { id: questionId, sourceId } = question
  const setup = setupOf({ debateId: id, questionId, sourceId, protocol: simultaneous(1) })
  const where = roomId ? { roomId } : { runId: 'run' }
  expect(await ends.debates.commit(id, 0, [{ type: 'debate_started', setup }], where)).toBe(true)
  for (const [i, event] of events.entries()) expect(await ends.debates.commit(id, i + 1, [event])).toBe(true)
  return id
}
/** A room that plays the question, with its debate closed. */
async function roomOn(place: Place, question: QuestionRow, kind: 'room' | 'demo', listed: boolean, hostId: string) {
  const id = randomUUID()
  const protocol = simultaneous(1)
  const code = randomUUID()
  const room = { id, code, name: 'R', kind, hostId, setId: null, protocol, debaterA: 'a', debaterB: 'b', seed: 's' }
  await place.ends.rooms.create({ ...room, feedback: 'close', listed }, [question.id])
  const debateId = randomUUID()
  await place.ends.rooms.advance(id, 0, debateId)
  await debateOn(place, question, [turn, closed], id, debateId)
  return { roomId: id, debateId }
}
const begun = (debateId: string, judgeId: string, mode: 'stepped' | 'timed' = 'stepped'): Judgment => ({
  ...blank(debateId, judgeId),
  acts: 1,
  after: { mode, begunAt: 5 },
})
const ruledAt = (own: Judgment, at: number): Judgment => ({
  ...own,
  acts: 2,
  phase: 'ruled',
  verdict: { percentA: 70, choice: 'A', reason: 'r', at },
})
const all = { seed: 's', limit: 100 }

describe.each(places)('judging afterwards in %s', (_, make) => {
  test('what waits: debates of runs and of listed rooms that are over', async () => {
    const place = await make()
    const [one, , two] = place.questions as [QuestionRow, QuestionRow, QuestionRow]
    const [me, host] = [await place.person(), await place.person()]
    const over = await debateOn(place, one, [turn])
    await debateOn(place, one, [])
    await debateOn(place, one, [{ type: 'debate_cancelled', reason: 'r' }])
    const { debateId } = await roomOn(place, two, 'room', true, host)
    await roomOn(place, two, 'room', false, host)
    await roomOn(place, two, 'demo', true, host)
    const { debateIds, total } = await place.ends.after.waiting(me, all)
    expect([debateIds.toSorted(), total]).toEqual([[over, debateId].toSorted(), 2])
    expect(await place.ends.after.waiting(me, { seed: 's', limit: 1 })).toMatchObject({ total: 2 })
    expect(await place.ends.after.waiting(me, { seed: 's', limit: 1 })).toHaveProperty('debateIds.length', 1)
  })

  test('a text is met by a judgment on it, and by a seat in a room that plays it, even a lost one', async () => {
    const place = await make()
    const { after, rooms, judgments } = place.ends
    const [one, same, two] = place.questions as [QuestionRow, QuestionRow, QuestionRow]
    const [judge, guest, host] = [await place.person(), await place.person(), await place.person()]
    const first = await debateOn(place, one, [turn])
    const twin = await debateOn(place, same, [turn])
    const other = await debateOn(place, two, [turn])
    expect(await after.met(judge, one.sourceId)).toBe(false)
    await judgments.save(begun(first, judge))
    expect([await after.met(judge, one.sourceId), await after.met(judge, two.sourceId)]).toEqual([true, false])
    expect((await after.waiting(judge, all)).debateIds).toEqual([other])

    const { roomId } = await roomOn(place, two, 'room', false, host)
    await rooms.join(roomId, guest, 'Guest', 'spectator')
    await rooms.remove(roomId, guest)
    expect([await after.met(guest, one.sourceId), await after.met(guest, two.sourceId)]).toEqual([false, true])
    expect((await after.waiting(guest, all)).debateIds.toSorted()).toEqual([first, twin].toSorted())
  })

  test('the debates with the fewest judges come first, equals in an order drawn from the seed', async () => {
    const place = await make()
    const [one, , two] = place.questions as [QuestionRow, QuestionRow, QuestionRow]
    const ids: string[] = []
    for (let i = 0; i < 6; i++) ids.push(await debateOn(place, i % 2 ? one : two, [turn]))
    for (const [i, id] of ids.entries())
      if (i > 3) await place.ends.judgments.save(begun(id, await place.person(), 'timed'))
    const me = await place.person()
    const orders = await Promise.all(
      ['a', 'b', 'c', 'd'].map((seed) => place.ends.after.waiting(me, { seed, limit: 6 })),
    )
    for (const { debateIds } of orders) expect(debateIds.slice(0, 4).toSorted()).toEqual(ids.slice(0, 4).toSorted())
    expect(new Set(orders.map(({ debateIds }) => debateIds.join())).size).toBeGreaterThan(1)
    expect(await place.ends.after.waiting(me, { seed: 'a', limit: 6 })).toEqual(orders[0])
  })

  test('unfinished is what was begun afterwards, until the undo window of its verdict has passed', async () => {
    const place = await make()
    const { after, judgments } = place.ends
    const [one] = place.questions as [QuestionRow]
    const me = await place.person()
    const id = await debateOn(place, one, [turn])
    expect(await after.unfinished(me, 0)).toEqual([])
    await judgments.save(begun(id, me))
    const mine = [{ debateId: id, sourceId: one.sourceId }]
    expect(await after.unfinished(me, 1e13)).toEqual(mine)
    await judgments.save(ruledAt(begun(id, me), 1_000))
    expect(await after.unfinished(me, 1_000 + UNDO_MS - 1)).toEqual(mine)
    expect(await after.unfinished(me, 1_000 + UNDO_MS)).toEqual([])
    const live = await debateOn(place, one, [])
    const judge = await place.person()
    await judgments.save({ ...blank(live, judge), acts: 1 })
    expect(await after.unfinished(judge, 0)).toEqual([])
  })
})

test('an export says how each judgment was given, and leaves out the text on which its reader is judging', async () => {
  const place = await places[1]![1]()
  const [one, , two] = place.questions as [QuestionRow, QuestionRow, QuestionRow]
  const ids = [await debateOn(place, one, [turn]), await debateOn(place, two, [turn])]
  for (const id of ids) {
    const judge = await place.person()
    await place.ends.judgments.save(begun(id, judge, 'timed'))
    await place.ends.judgments.save(ruledAt(begun(id, judge, 'timed'), 1_000))
  }
  const reader = await place.person()
  await place.ends.judgments.save(begun(ids[0]!, reader))
  const ends = {
    ...place.ends,
    readAnswerKey: async () => ({ right: 1 as const, evidence: [] }),
    now: () => 1e12,
    prisma: db,
    pseudonymSecret: 's',
  }
  const exported = async (kind: 'judgments' | 'native', shut: string[] = []) => {
    const rows: unknown[] = []
    for await (const row of exportRows(ends, kind, { shut })) rows.push(row)
    return rows
  }
  expect(await exported('judgments')).toMatchObject([{ delivery_mode: 'timed' }, { delivery_mode: 'timed' }])
  const shut = (await place.ends.after.unfinished(reader, 1e12)).map(({ sourceId }) => sourceId)
  for (const kind of ['judgments', 'native'] as const)
    expect(await exported(kind, shut)).toMatchObject([{ debate_id: ids[1] }])
  expect(await exported('native', [one.sourceId, two.sourceId])).toEqual([])
  ends.now = () => 1_001
  expect(await exported('judgments')).toEqual([]) // they may still be taken back
})
