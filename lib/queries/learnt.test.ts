import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { learnt } from './learnt'

let database: TestDatabase
let db: PrismaClient
let question: { id: string }
beforeAll(async () => {
  database = await testDatabase()
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) })
  const set = await db.questionSet.create({ data: { name: 'Set' } })
  const source = await db.source.create({ data: { sha256: 'x', title: 'T', text: 'Words.', words: 1 } })
  question = await db.question.create({
    data: { setId: set.id, sourceId: source.id, text: '?', answer0: 'a', answer1: 'b', hash: 'h' },
  })
  await db.$executeRaw`INSERT INTO "AnswerKey" ("questionId", "right") VALUES (${question.id}, 1)`
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

/** A debate in which answer 1, the right one, is side A unless `order` says otherwise. */
async function debate(
  facts: { phase: string; kind?: 'room' | 'demo'; allBuiltIn?: boolean; order?: [number, number] },
  verdicts: { percentA: number; phase: string; ageMs?: number; mode?: string }[],
) {
  const { phase, kind = 'room', allBuiltIn = false, order = [1, 0] } = facts
  const host = await db.user.create({ data: { role: 'guest', name: 'Host' } })
  const room = {
    code: randomUUID(),
    name: 'R',
    kind,
    hostId: host.id,
    protocol: {},
    debaterA: 'a',
    debaterB: 'b',
    seed: 's',
  }
  const { id: roomId } = await db.room.create({ data: room })
  const { id: debateId } = await db.debate.create({ data: { questionId: question.id, roomId, phase } })
  const event = { type: 'debate_started', setup: { allBuiltIn, answerOrder: order } }
  await db.debateEvent.create({ data: { debateId, seq: 1, event } })
  for (const { percentA, phase, ageMs = 60_000, mode = 'live' } of verdicts) {
    const judge = await db.user.create({ data: { role: 'guest', name: 'Judge' } })
    const ruledAt = phase === 'open' ? null : new Date(Date.now() - ageMs)
    const who = { judgeId: judge.id, userId: judge.id }
    await db.judgment.create({ data: { debateId, ...who, mode, acts: 1, record: {}, phase, percentA, ruledAt } })
  }
}

test('counts verdicts of closed debates and finished demos, and nothing else', async () => {
  expect(await learnt(db)).toMatchObject({ models: { judgments: 0, wilson95: null }, builtIn: { judgments: 0 } })
  await debate({ phase: 'closed' }, [
    { percentA: 90, phase: 'final' }, // right
    { percentA: 20, phase: 'ruled', ageMs: 0 }, // wrong: the closing settles it
    { percentA: 50, phase: 'final' }, // undecided
    { percentA: 70, phase: 'open' }, // no verdict
    { percentA: 90, phase: 'final', mode: 'stepped' }, // afterwards
    { percentA: 90, phase: 'final', mode: 'timed' },
  ])
  await debate({ phase: 'closed', order: [0, 1] }, [{ percentA: 10, phase: 'final' }]) // right: B holds answer 1
  await debate({ phase: 'completed' }, [{ percentA: 99, phase: 'final' }]) // a room still judging
  await debate({ phase: 'running' }, [{ percentA: 99, phase: 'open' }])
  await debate({ phase: 'completed', kind: 'demo', allBuiltIn: true }, [{ percentA: 80, phase: 'final' }])
  await debate({ phase: 'completed', kind: 'demo', allBuiltIn: true }, [{ percentA: 40, phase: 'ruled' }]) // window passed
  await debate({ phase: 'completed', kind: 'demo', allBuiltIn: true }, [{ percentA: 80, phase: 'ruled', ageMs: 0 }]) // may be undone
  const { models, builtIn } = await learnt(db)
  expect(models).toMatchObject({ judgments: 4, right: 2, undecided: 1, judges: 4, debates: 2 })
  expect(models.wilson95?.map((bound) => bound.toFixed(3))).toEqual(['0.150', '0.850'])
  expect(builtIn).toMatchObject({ judgments: 2, right: 1, undecided: 0, judges: 2, debates: 2 })
})
