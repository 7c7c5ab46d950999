import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReplyStore } from '#lib/ports'
import { testDatabase, type TestDatabase } from '../postgres/testDatabase'
import { prismaClient } from './client'
import type { PrismaClient } from './generated/client'
import { prismaReplies } from './idempotency'

let database: TestDatabase, pool: pg.Pool, db: PrismaClient, replies: ReplyStore
let now = Date.now()
beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 8 })
  db = prismaClient(pool)
  replies = prismaReplies(db, () => now)
})
afterAll(async () => {
  await db.$disconnect()
  await pool.end()
  await database.drop()
})
const reply = { status: 200, body: { code: 'K7-MAPLE' } }

test('of ten who claim a key at once one does the work, and later ones get its reply', async () => {
  const claims = await Promise.all(Array.from({ length: 10 }, () => replies.claim('a', 'hash')))
  expect(claims.toSorted()).toEqual([...Array<string>(9).fill('in-progress'), 'ours'])
  await replies.keep('a', reply)
  expect(await replies.claim('a', 'hash')).toEqual(reply)
  expect(await replies.claim('a', 'another')).toBe('other-body')
})

test('a reply without content is a reply', async () => {
  await replies.claim('b', 'hash')
  await replies.keep('b', { status: 200, body: null })
  expect(await replies.claim('b', 'hash')).toEqual({ status: 200, body: null })
})

test('what broke, or whose process died, may be done again; what was answered is kept a day', async () => {
  await replies.claim('c', 'hash')
  await replies.release('c')
  expect(await replies.claim('c', 'hash')).toBe('ours')
  now += 61_000
  expect(await replies.claim('c', 'hash')).toBe('ours')
  await replies.keep('c', reply)
  await replies.release('c') // does not take back what was answered
  now += 23 * 60 * 60_000
  expect(await replies.claim('c', 'hash')).toEqual(reply)
  now += 60 * 60_000 + 1
  expect(await replies.claim('c', 'hash')).toBe('ours')
})
