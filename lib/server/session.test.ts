import { encode } from 'next-auth/jwt'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { prismaClient } from '#lib/adapters/prisma/client'
import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { signVisit } from '#lib/adapters/visit'
import type { Role } from '#lib/core/people/can'
import { guestId } from './guest'
import { personFromCookies } from './session'

const secret = 'a secret of at least thirty-two characters'
let database: TestDatabase, pool: pg.Pool, db: PrismaClient
beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url })
  db = prismaClient(pool)
})
afterAll(async () => {
  await db.$disconnect()
  await pool.end()
  await database.drop()
})

async function somebody(role: Role) {
  const id = crypto.randomUUID()
  await db.user.create({ data: { id, role, name: `a ${role}` } })
  return { id, role, name: `a ${role}` }
}
const token = (sub: string, epoch = 0, signedWith = secret) => encode({ token: { sub, epoch }, secret: signedWith })
const who = (cookies: string, over: { secure?: boolean } = {}) => personFromCookies(cookies, { db, secret, ...over })

test('the cookie of a session is its account, whatever stands beside it', async () => {
  const ada = await somebody('researcher')
  expect(await who(`theme=dark; arena.session=${await token(ada.id)}; x=%E0%A4%A`)).toEqual(ada)
})

test('no cookies, or cookies that are nonsense, are nobody', async () => {
  for (const cookies of [
    '',
    'arena.session=',
    'arena.session=abc.def',
    'arena.visit=..',
    ';;==',
    'arena.session=%E0%A4%A',
  ])
    expect(await who(cookies)).toBeNull()
})

test('a session signed with another secret, or without an epoch, is nobody', async () => {
  const ada = await somebody('administrator')
  expect(await who(`arena.session=${await token(ada.id, 0, `${secret}!`)}`)).toBeNull()
  expect(await who(`arena.session=${await encode({ token: { sub: ada.id }, secret })}`)).toBeNull()
})

test('the role is the one of now, not the one at sign-in', async () => {
  const ada = await somebody('judge')
  const cookie = `arena.session=${await encode({ token: { sub: ada.id, epoch: 0, role: 'administrator' }, secret })}`
  expect((await who(cookie))?.role).toBe('judge')
})

test('a session ends when its epoch is over, and when its account is disabled', async () => {
  const ada = await somebody('judge')
  const cookie = `arena.session=${await token(ada.id)}`
  await db.user.update({ where: { id: ada.id }, data: { sessionEpoch: 1 } })
  expect(await who(cookie)).toBeNull()
  const fresh = `arena.session=${await token(ada.id, 1)}`
  expect(await who(fresh)).toEqual(ada)
  await db.user.update({ where: { id: ada.id }, data: { disabledAt: new Date() } })
  expect(await who(fresh)).toBeNull()
})

test('a visit is its guest, and never an account', async () => {
  const [guest, account] = [await somebody('guest'), await somebody('administrator')]
  expect(await who(`arena.visit=${signVisit(secret, guest.id, Date.now())}`)).toEqual(guest)
  expect(await who(`arena.visit=${signVisit(secret, account.id, Date.now())}`)).toBeNull()
  expect(await who(`arena.visit=${signVisit(`${secret}!`, guest.id, Date.now())}`)).toBeNull()
})

test('a session counts before a visit; once it has ended, the visit does', async () => {
  const [guest, ada] = [await somebody('guest'), await somebody('judge')]
  const cookies = `arena.visit=${signVisit(secret, guest.id, Date.now())}; arena.session=${await token(ada.id)}`
  expect(await who(cookies)).toEqual(ada)
  await db.user.update({ where: { id: ada.id }, data: { sessionEpoch: 1 } })
  expect(await who(cookies)).toEqual(guest)
})

test('over https only the cookies that nobody else can set count', async () => {
  const ada = await somebody('judge')
  expect(await who(`arena.session=${await token(ada.id)}`, { secure: true })).toBeNull()
  expect(await who(`__Host-arena.session=${await token(ada.id)}`, { secure: true })).toEqual(ada)
})

test('a request repeated makes the same guest; one that could be guessed makes none in particular', () => {
  const key = '0123456789abcdef0123456789abcdef'
  expect(guestId(secret, key)).toBe(guestId(secret, key))
  expect(guestId(secret, key)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(guestId(`${secret}!`, key)).not.toBe(guestId(secret, key))
  expect([guestId(secret, '1'), guestId(secret, null)]).toEqual([undefined, undefined])
})
