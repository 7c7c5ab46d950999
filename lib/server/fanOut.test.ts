import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { sharedEnds } from './fanOut'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('closing at once, before anything has connected, comes to its end', async () => {
  const shared = await sharedEnds(database.url, undefined, (error) => expect.fail(String(error)))
  await shared.close()
  expect(shared.pool.ended).toBe(true)
})

test('of two callers the last one closes', async () => {
  const report = (error: unknown) => expect.fail(String(error))
  const [one, two] = [
    await sharedEnds(database.url, undefined, report),
    await sharedEnds(database.url, undefined, report),
  ]
  await one.close()
  expect((await two.pool.query('select 1 as n')).rows).toEqual([{ n: 1 }])
  await two.close()
  await two.close()
  expect(two.pool.ended).toBe(true)
})
