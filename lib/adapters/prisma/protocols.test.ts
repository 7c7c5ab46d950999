import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presetOf } from '#lib/core/protocols/presets'
import { protocolOf } from '#lib/core/protocols/stored'
import { listProtocols, protocolPage } from '#lib/queries/protocols'
import { testDatabase, type TestDatabase } from '../postgres/testDatabase'
import { memoryProtocols } from '../memory/protocols'
import { PrismaClient } from './generated/client'
import { prismaProtocols } from './protocols'

let database: TestDatabase
let db: PrismaClient
beforeAll(async () => {
  database = await testDatabase()
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) })
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

const rules = presetOf('nyu-debate')!.rules
const shorter = { ...rules, end: { kind: 'judge' as const, minRounds: 1, maxRounds: 5 } }
const by = { createdBy: null }

test.each([
  ['in memory', () => memoryProtocols()],
  ['in the database', () => prismaProtocols(db)],
])('%s: numbers grow by one, and of two who append at once one wins', async (_, open) => {
  const store = open()
  const made = await store.create({ protocolId: 'evening', name: 'Evening', rules, ...by })
  expect(made).toMatchObject({ protocolId: 'evening', name: 'Evening', number: 1, rules })
  expect(await store.create({ protocolId: 'evening', name: 'Other', rules, ...by })).toBeNull()
  expect(await store.create({ protocolId: 'other', name: 'Evening', rules, ...by })).toBeNull()
  const both = await Promise.all([1, 2].map(() => store.append('evening', 1, { rules: shorter, ...by })))
  expect(both.filter(Boolean)).toMatchObject([{ number: 2, rules: shorter }])
  expect(await store.append('evening', 1, { rules, ...by })).toBeNull()
  expect(await store.append('no-such', 1, { rules, ...by })).toBeNull()
  expect(await store.protocols()).toMatchObject([{ protocolId: 'evening', number: 2, retired: false }])
  expect(await store.revision(made!.id)).toMatchObject({ number: 1, rules })
  expect([await store.retire('evening'), await store.retire('evening')]).toEqual([true, false])
  expect(await store.revision(made!.id)).toBeNull()
  expect(await store.protocols()).toMatchObject([{ retired: true }])
  expect(await store.append('evening', 2, { rules, ...by })).toMatchObject({ number: 3 })
  expect(await store.protocols()).toMatchObject([{ number: 3, retired: false }])
})

test('no revision is ever changed or removed', async () => {
  const store = prismaProtocols(db)
  const made = await store.create({ protocolId: 'fast', name: 'Fast', rules, ...by })
  const id = made!.id
  await expect(db.$executeRaw`update "ProtocolRevision" set "number" = 9 where "id" = ${id}`).rejects.toThrow(
    /append-only/,
  )
  await expect(db.$executeRaw`delete from "ProtocolRevision" where "id" = ${id}`).rejects.toThrow(/append-only/)
  await expect(db.protocol.update({ where: { id: 'fast' }, data: { id: 'other' } })).rejects.toThrow()
})

test('the pages count the debates that used each revision, and say what changed', async () => {
  const store = prismaProtocols(db)
  const one = await store.create({ protocolId: 'counted', name: 'Counted', rules, ...by })
  await store.append('counted', 1, { rules: shorter, ...by })
  const [set, source] = await Promise.all([
    db.questionSet.create({ data: { name: 'S' } }),
    db.source.create({ data: { sha256: 'a'.repeat(64), title: 'T', text: 'x', words: 1 } }),
  ])
  const question = await db.question.create({
    data: { setId: set.id, sourceId: source.id, text: '?', answer0: 'x', answer1: 'y', hash: 'h' },
  })
  const began = async (protocol: object) =>
    db.debate.create({
      data: {
        questionId: question.id,
        events: { create: { seq: 1, event: { type: 'debate_started', setup: { protocol } } } },
      },
    })
  await began(protocolOf(one!))
  await began(protocolOf(one!))
  await began({ id: 'debate-simultaneous-3x100', version: 1 })
  const line = (await listProtocols(db)).find(({ id }) => id === 'counted')
  expect(line).toMatchObject({ number: 2, debates: 2, words: expect.stringContaining('1 to 5 rounds') })
  expect(await protocolPage(db, 'counted')).toMatchObject({
    revisions: [
      { number: 2, debates: 0, changes: ['Rounds: 1 to 20, as one judge decides → 1 to 5, as one judge decides'] },
      { number: 1, debates: 2, changes: [] },
    ],
  })
  expect(await protocolPage(db, 'no-such')).toBeNull()
})
