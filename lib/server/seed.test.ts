import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { readEnv } from '#lib/env'
import { person } from '#lib/testing/stage'
import { roomView, startDemo } from '#lib/services/rooms'
import { makeDeps } from './deps'
import { seed } from './seed'

let database: TestDatabase
let deps: Awaited<ReturnType<typeof makeDeps>>
const authSecret = 's'.repeat(40)
beforeAll(async () => {
  database = await testDatabase()
  deps = await makeDeps(settings())
})
afterAll(async () => {
  await deps.close()
  await database.drop()
})
const settings = () =>
  readEnv({ DATABASE_URL: database.url, AUTH_SECRET: authSecret, LOCAL_MODELS: 'off', LOG_LEVEL: 'silent' })
const start = () =>
  seed(
    {
      databaseUrl: database.url,
      baseUrl: 'http://localhost:3000',
      authSecret,
      dataDir: '/nowhere',
      starterDir: path.join('prisma', 'starter'),
    },
    settings(),
  )
const counts = async () => ({
  sets: await deps.prisma.questionSet.count(),
  sources: await deps.prisma.source.count(),
  questions: await deps.prisma.question.count(),
  debaters: await deps.prisma.debater.count(),
})

test('loads the starter set and the built-in debaters and the one for people once, however often and by how many at once', async () => {
  await Promise.all([start(), start()])
  const first = await counts()
  expect(first).toMatchObject({ sets: 1, debaters: 3 })
  expect(first.sources).toBeGreaterThanOrEqual(10)
  expect(first.questions).toBeGreaterThanOrEqual(30)
  const { adminLink } = await start()
  expect(adminLink).toMatch(/^http:\/\/localhost:3000\//)
  expect(await counts()).toEqual(first)
})

test('each question has a key with evidence, and the right answer stands first about as often as second', async () => {
  const questions = await deps.prisma.question.findMany()
  let first = 0
  for (const { id, sourceId } of questions) {
    const key = await deps.readAnswerKey(id, 'export')
    if (key.right === 0) first++
    const source = await deps.questions.source(sourceId)
    expect(key.evidence.length).toBeGreaterThan(0)
    for (const sentence of key.evidence) expect(source?.text).toContain(sentence)
  }
  expect(first / questions.length).toBeGreaterThan(0.25)
  expect(first / questions.length).toBeLessThan(0.75)
})

test('a newcomer’s demo starts at once, and the next one asks another question', async () => {
  const guest = person(1)
  await deps.prisma.user.create({ data: { id: guest.id, role: 'guest', name: guest.name } })
  const met: string[] = []
  for (let i = 0; i < 3; i++) {
    const demo = await startDemo(deps, guest)
    if (!demo.ok) throw new Error(demo.error)
    const view = await roomView(deps, guest, demo.value.code)
    expect(view).toMatchObject({ ok: true, value: { kind: 'demo', seat: 'judge', position: 1 } })
    const [event] = await deps.debates.read((view.ok && view.value.debateId) || '')
    if (event?.type !== 'debate_started') throw new Error('not started')
    expect(event.setup.allBuiltIn).toBe(true)
    met.push(event.setup.questionId)
  }
  expect(new Set(met).size).toBe(3)
})
