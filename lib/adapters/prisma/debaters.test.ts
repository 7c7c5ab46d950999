import { PrismaPg } from '@prisma/adapter-pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { debaterConfig, quirks } from '#lib/core/debaters/config'
import { listDebaters } from '#lib/queries/debaters'
import { testDatabase, type TestDatabase } from '../postgres/testDatabase'
import { secretBox } from '../secrets'
import { prismaDebaters } from './debaters'
import { PrismaClient } from './generated/client'

const KEY = 'sk-live-0123456789abcdef'
const secrets = secretBox('s'.repeat(32))
let database: TestDatabase
let db: PrismaClient
let store: ReturnType<typeof prismaDebaters>
beforeAll(async () => {
  database = await testDatabase()
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) })
  store = prismaDebaters(db, secrets)
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

const endpoint = (name: string, key: string | null = KEY) => ({
  name,
  key,
  baseUrl: 'https://api.example/v1',
  concurrency: 3,
  quirks: quirks.parse({ tokenLimitField: 'max_tokens' }),
  origin: 'person' as const,
})
const added = async (name: string, key: string | null = KEY) => {
  const id = await store.addProvider(endpoint(name, key))
  if (!id) throw new Error('taken')
  return id
}
const config = debaterConfig.parse({ kind: 'model', model: 'm' })

test('keeps a key sealed, gives it to callers only, and shows four characters', async () => {
  const id = await added('Sealed')
  expect(await store.endpoint(id)).toEqual({
    id,
    name: 'Sealed',
    baseUrl: 'https://api.example/v1',
    key: KEY,
    concurrency: 3,
    disabled: null,
    caps: { perDebate: null, perDay: null },
    quirks: quirks.parse({ tokenLimitField: 'max_tokens' }),
  })
  const listed = (await store.providers()).find((row) => row.id === id)
  expect(listed).toMatchObject({ keyLast4: 'cdef', origin: 'person' })
  expect(JSON.stringify(listed)).not.toContain(KEY)
  expect(JSON.stringify(await db.provider.findMany())).not.toContain(KEY)
  expect((await store.endpoint(await added('Short', 'abc')))?.key).toBe('abc')
  expect((await store.providers()).find(({ name }) => name === 'Short')?.keyLast4).toBe('')
})

test('changes what is given and leaves the rest', async () => {
  const id = await added('Changing')
  await store.disable(id, 'the key was refused.')
  expect(await store.endpoint(id)).toMatchObject({ key: KEY, disabled: 'the key was refused.' })
  expect(await store.changeProvider(id, { concurrency: 9 })).toBe(true)
  expect(await store.endpoint(id)).toMatchObject({ key: KEY, concurrency: 9, disabled: 'the key was refused.' })
  await store.changeProvider(id, { key: 'sk-another-0123456789', disabled: null })
  expect(await store.endpoint(id)).toMatchObject({ key: 'sk-another-0123456789', disabled: null })
  await store.changeProvider(id, { key: null })
  expect(await store.endpoint(id)).toMatchObject({ key: null })
  expect(await store.changeProvider('none', { concurrency: 1 })).toBe(false)
  expect(await store.addProvider(endpoint('Changing'))).toBeNull()
  expect(await store.endpoint('none')).toBeNull()
})

test('an endpoint whose key cannot be opened is switched off, whatever its row says', async () => {
  const [one, two] = [await added('Lost'), await added('Thief', 'sk-mine-0123456789')]
  const elsewhere = prismaDebaters(db, secretBox('t'.repeat(32)))
  expect(await elsewhere.endpoint(one)).toMatchObject({ key: null, disabled: expect.stringContaining('AUTH_SECRET') })
  const { keyCipher } = await db.provider.findUniqueOrThrow({ where: { id: one } })
  await db.provider.update({ where: { id: two }, data: { keyCipher } }) // a cipher carried to another row
  expect(await store.endpoint(two)).toMatchObject({ key: null, disabled: expect.any(String) })
})

test('numbers revisions, keeps old ones, and brings back what was retired', async () => {
  const providerId = await added('Revisions')
  const first = await store.addDebater({ name: 'Maple', providerId, config })
  expect(first).toMatchObject({ number: 1, name: 'Maple', providerId, config })
  expect(await store.addDebater({ name: 'Maple', providerId: null, config })).toBeNull()
  const cooler = { ...config, temperature: 0.2 }
  const second = await store.addRevision({ name: 'Maple', providerId, config: cooler })
  expect(second.number).toBe(2)
  expect(await store.revision(first!.id)).toEqual(first)
  expect(await store.revision('none')).toBeNull()
  expect((await listDebaters(db)).find(({ name }) => name === 'Maple')).toMatchObject({
    id: second.debaterId,
    revisionId: second.id,
    kind: 'model',
    model: 'm',
    provider: 'Revisions',
    problem: null,
    label: 'm at Revisions',
  })
  expect(await store.retireDebater(second.debaterId)).toBe(true)
  expect(await store.retireDebater(second.debaterId)).toBe(false)
  expect((await listDebaters(db)).some(({ name }) => name === 'Maple')).toBe(false)
  expect((await store.debaters()).find(({ name }) => name === 'Maple')).toMatchObject({
    retired: true,
    revision: { number: 2, config: cooler },
  })
  expect((await store.addRevision({ name: 'Maple', providerId, config })).number).toBe(3)
  expect((await store.debaters()).find(({ name }) => name === 'Maple')).toMatchObject({ retired: false })
})

test('revisions made at the same time all count', async () => {
  const made = await Promise.all(
    [1, 2, 3].map(() =>
      store.addRevision({ name: 'Race', providerId: null, config: debaterConfig.parse({ kind: 'builtin' }) }),
    ),
  )
  expect(made.map(({ number }) => number).sort()).toEqual([1, 2, 3])
})

test('the list says why a debater cannot speak', async () => {
  const providerId = await added('Broken')
  await store.addDebater({ name: 'Rowan', providerId, config })
  await store.disable(providerId, 'no credit.')
  expect((await listDebaters(db)).find(({ name }) => name === 'Rowan')?.problem).toBe(
    'Broken is switched off: no credit.',
  )
})
