import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { prismaClient } from '#lib/adapters/prisma/client'
import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { prismaPeople } from '#lib/adapters/prisma/people'
import {
  administratorLink,
  administratorLinkWorks,
  changeRole,
  claimAdministrator,
  createAccount,
  makeGuest,
  mayMakeGuest,
  mayStartDemo,
  signIn,
  type AccountDeps,
} from './accounts'

let database: TestDatabase, pool: pg.Pool, db: PrismaClient, deps: AccountDeps
let now = Date.now()
beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 8 })
  db = prismaClient(pool)
  // Stands in for scrypt, which has its own test: here it would only take time.
  const passwords = {
    hash: async (text: string) => `#${text}`,
    verify: async (text: string, hash: string | null) => hash === `#${text}`,
  }
  deps = { people: prismaPeople(db), passwords, now: () => now, newId: () => crypto.randomUUID() }
})
afterAll(async () => {
  await db.$disconnect()
  await pool.end()
  await database.drop()
})
beforeEach(async () => {
  now = Date.now()
  await db.user.deleteMany()
  await db.signInAttempt.deleteMany()
})

const minutes = (n: number) => n * 60_000
const ada = { name: 'Ada', email: 'ada@example.org', password: 'a long password' }
const claim = (token: string, email = ada.email) => claimAdministrator(deps, { ...ada, email, token })
const token = async () => (await administratorLink(deps)) ?? expect.fail('no link was made')

test('an account is made once, as a judge, and signs in whatever the case of its address', async () => {
  const made = await createAccount(deps, ada, 'home')
  expect(made.ok).toBe(true)
  expect(await createAccount(deps, ada, 'home')).toEqual({ ok: false, error: 'email-taken' })
  expect(await signIn(deps, { email: ' ADA@Example.org', password: ada.password }, 'home')).toMatchObject({
    ok: true,
    value: { role: 'judge' },
  })
})

test('a wrong password, an unknown account and a disabled one are answered alike', async () => {
  await createAccount(deps, ada, 'home')
  const wrong = { ok: false, error: 'wrong' }
  expect(await signIn(deps, { email: ada.email, password: 'another password' }, 'home')).toEqual(wrong)
  expect(await signIn(deps, { email: 'nobody@example.org', password: ada.password }, 'home')).toEqual(wrong)
  await db.user.updateMany({ data: { disabledAt: new Date() } })
  expect(await signIn(deps, ada, 'home')).toEqual(wrong)
})

test('ten tries per account in a quarter of an hour, from wherever they come', async () => {
  await createAccount(deps, ada, 'home')
  for (let i = 0; i < 10; i++)
    expect(await signIn(deps, { ...ada, password: `${i}` }, `address ${i}`)).toMatchObject({ error: 'wrong' })
  expect(await signIn(deps, ada, 'home')).toEqual({ ok: false, error: 'too-many' })
  now += minutes(15) + 1
  expect((await signIn(deps, ada, 'home')).ok).toBe(true)
})

test('of many tries at once none slips past the limit', async () => {
  const tries = await Promise.all(
    Array.from({ length: 30 }, (_, i) => signIn(deps, { ...ada, password: 'x' }, `address ${i}`)),
  )
  expect(tries.filter((one) => !one.ok && one.error === 'wrong').length).toBeLessThanOrEqual(10)
})

test('fifty tries per address, whatever the account', async () => {
  for (let i = 0; i < 50; i++) await signIn(deps, { email: `${i}@example.org`, password: 'x' }, 'one address')
  expect(await signIn(deps, { email: 'other@example.org', password: 'x' }, 'one address')).toEqual({
    ok: false,
    error: 'too-many',
  })
  expect(await signIn(deps, { email: 'other@example.org', password: 'x' }, 'another address')).toEqual({
    ok: false,
    error: 'wrong',
  })
})

test.each([
  { what: 'guests', may: mayMakeGuest, most: 180 },
  { what: 'demos', may: mayStartDemo, most: 90 },
])('$most $what per address in a quarter of an hour; other addresses and signing in go on', async ({ may, most }) => {
  for (let i = 0; i < most; i++) expect(await may(deps, 'one address')).toBe(true)
  expect(await may(deps, 'one address')).toBe(false)
  expect(await may(deps, 'another address')).toBe(true)
  await createAccount(deps, ada, 'one address')
  expect((await signIn(deps, ada, 'one address')).ok).toBe(true)
  expect([await mayMakeGuest(deps, 'one address'), await mayStartDemo(deps, 'one address')]).toContain(true)
  now += minutes(15) + 1
  expect(await may(deps, 'one address')).toBe(true)
})

test('of many guests at once none slips past the limit', async () => {
  const asked = await Promise.all(Array.from({ length: 200 }, () => mayMakeGuest(deps, 'one address')))
  expect(asked.filter(Boolean).length).toBeLessThanOrEqual(180)
})

test('a success forgets the mistypings before it', async () => {
  await createAccount(deps, ada, 'home')
  for (let i = 0; i < 9; i++) await signIn(deps, { ...ada, password: 'x' }, 'home')
  expect((await signIn(deps, ada, 'home')).ok).toBe(true)
  expect((await signIn(deps, ada, 'home')).ok).toBe(true)
})

test('the one-time link makes one administrator, once', async () => {
  const link = await token()
  expect(await administratorLinkWorks(deps, link)).toBe(true)
  expect((await claim(link)).ok).toBe(true)
  expect(await claim(link, 'eve@example.org')).toEqual({ ok: false, error: 'link-used' })
  expect(await administratorLinkWorks(deps, link)).toBe(false)
  expect(await administratorLink(deps)).toBeNull()
  expect((await deps.people.accounts()).map(({ role }) => role)).toEqual(['administrator'])
})

test('of ten who use the link at the same moment one wins', async () => {
  const link = await token()
  const claims = await Promise.all(Array.from({ length: 10 }, (_, i) => claim(link, `${i}@example.org`)))
  expect(claims.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await deps.people.accounts()).toHaveLength(1)
})

test('a link ends after a day, with the next start, and when somebody administers', async () => {
  const first = await token()
  const second = await token()
  expect(await claim(first)).toEqual({ ok: false, error: 'link-used' })
  now += minutes(24 * 60)
  expect(await claim(second)).toEqual({ ok: false, error: 'link-used' })
  const third = await token()
  await deps.people.create({ id: deps.newId(), role: 'administrator', name: 'Promoted', email: 'p@example.org' })
  expect(await claim(third)).toEqual({ ok: false, error: 'link-used' })
})

test('a link is not used up by an address that is taken', async () => {
  await createAccount(deps, ada, 'home')
  const link = await token()
  expect(await claim(link)).toEqual({ ok: false, error: 'email-taken' })
  expect((await claim(link, 'root@example.org')).ok).toBe(true)
})

test('a new role ends the sessions, and the last administrator stays one', async () => {
  await claim(await token())
  const made = await createAccount(deps, { ...ada, email: 'bob@example.org' }, 'home')
  const bob = made.ok ? made.value.id : expect.fail('no account')
  const root = (await deps.people.withPassword(ada.email))!.id
  expect(await changeRole(deps, root, 'judge')).toEqual({ ok: false, error: 'last-administrator' })
  expect(await changeRole(deps, bob, 'administrator')).toMatchObject({ ok: true, value: { role: 'administrator' } })
  expect((await deps.people.person(bob))?.sessionEpoch).toBe(1)
  const both = await Promise.all([changeRole(deps, root, 'judge'), changeRole(deps, bob, 'judge')])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await changeRole(deps, deps.newId(), 'judge')).toEqual({ ok: false, error: 'not-found' })
})

test('a request that comes twice makes one guest, but not long after, nor of an account', async () => {
  const id = deps.newId()
  expect((await makeGuest(deps, 'Kim', id)).id).toBe(id)
  expect((await makeGuest(deps, 'Kim', id)).id).toBe(id)
  now = Date.now() + minutes(11)
  expect((await makeGuest(deps, 'Kim', id)).id).not.toBe(id)
  const made = await createAccount(deps, ada, 'home')
  const account = made.ok ? made.value.id : expect.fail('no account')
  expect((await makeGuest(deps, 'Eve', account)).id).not.toBe(account)
})
