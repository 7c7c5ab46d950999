import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'

const root = process.cwd()
let folder: string
let database: TestDatabase
beforeEach(async () => {
  database = await testDatabase({ migrated: false })
  folder = mkdtempSync(path.join(os.tmpdir(), 'arena-prisma-'))
  mkdirSync(path.join(folder, 'prisma'))
  writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}')
  const config = `export default { schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' }, datasource: { url: process.env.DATABASE_URL } }`
  writeFileSync(path.join(folder, 'prisma.config.mjs'), config)
  schema([])
  migration(
    '1_cats',
    'CREATE TABLE "Cat" ("id" INTEGER NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Cat_pkey" PRIMARY KEY ("id"));',
  )
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await database.drop()
})

function schema(fields: string[]) {
  const head = `datasource db {\nprovider = "postgresql"\n}\ngenerator client {\nprovider = "prisma-client"\noutput = "../generated"\n}`
  const model = `model Cat {\nid Int @id\nname String\n${fields.join('\n')}\n}`
  writeFileSync(path.join(folder, 'prisma/schema.prisma'), `${head}\n${model}\n`)
}
function migration(name: string, sql: string) {
  mkdirSync(path.join(folder, 'prisma/migrations', name), { recursive: true })
  writeFileSync(path.join(folder, 'prisma/migrations', name, 'migration.sql'), sql)
  writeFileSync(path.join(folder, 'prisma/migrations/migration_lock.toml'), 'provider = "postgresql"\n')
}
function prisma(args: string[], url = database.url) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules/prisma/build/index.js'), ...args],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        DATABASE_URL: url,
        CHECKPOINT_DISABLE: '1',
        PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'scripts/schema-engine.mjs'),
      },
    },
  )
  return { status, output: stdout + stderr }
}
async function rows(sql: string) {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}
const applied = () => rows('select migration_name from _prisma_migrations where finished_at is not null order by 1')

test('deploys to an empty database, once', async () => {
  expect(prisma(['migrate', 'deploy'])).toMatchObject({ status: 0, output: expect.stringContaining('1_cats') })
  expect(await rows('select * from "Cat"')).toEqual([])
  expect(prisma(['migrate', 'deploy'])).toMatchObject({
    status: 0,
    output: expect.stringContaining('No pending migrations'),
  })
  expect(await applied()).toHaveLength(1)
  expect(prisma(['migrate', 'status'])).toMatchObject({ status: 0, output: expect.stringContaining('up to date') })
}, 60_000)

test('deploys a function whose body holds semicolons', async () => {
  migration(
    '2_function',
    'CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 2; END; $$; CREATE TABLE "Dog" (id INT);',
  )
  expect(prisma(['migrate', 'deploy'])).toMatchObject({ status: 0 })
  expect(await rows('select two()')).toEqual([{ two: 2 }])
  expect(await rows('select * from "Dog"')).toEqual([])
}, 60_000)

test('deploys to a database that is not there yet', async () => {
  const url = `${database.url}_new`
  expect(prisma(['migrate', 'deploy'], url)).toMatchObject({ status: 0, output: expect.stringContaining('1_cats') })
  await rows(`drop database "${new URL(url).pathname.slice(1)}"`)
}, 60_000)

test('status tells of a pending migration', async () => {
  prisma(['migrate', 'deploy'])
  migration('2_age', 'ALTER TABLE "Cat" ADD COLUMN "age" INTEGER;')
  expect(prisma(['migrate', 'status'])).toMatchObject({ status: 1, output: expect.stringContaining('2_age') })
}, 60_000)

test('an edited migration is noticed', async () => {
  prisma(['migrate', 'deploy'])
  migration('1_cats', 'CREATE TABLE "Dog" ("id" INTEGER NOT NULL);')
  expect(prisma(['migrate', 'dev', '--name', 'x'])).toMatchObject({
    status: 130,
    output: expect.stringContaining('modified after it was applied'),
  })
  const { pendingMigrations } = await import('#lib/adapters/postgres/migrations')
  await expect(pendingMigrations(database.url, folder)).rejects.toThrow('1_cats was edited after it had been applied')
}, 60_000)

test('a failing migration fails, and stays failed until it is resolved', async () => {
  migration('2_bad', 'ALTER TABLE "Nowhere" ADD COLUMN "age" INTEGER;')
  expect(prisma(['migrate', 'deploy'])).toMatchObject({
    status: 1,
    output: expect.stringContaining('No such table: Nowhere'),
  })
  expect(await applied()).toEqual([{ migration_name: '1_cats' }])
  expect(prisma(['migrate', 'deploy'])).toMatchObject({ status: 1, output: expect.stringContaining('P3009') })
}, 60_000)

test('a server that is down is named', async () => {
  const down = 'postgresql://u:p@127.0.0.1:1/none'
  expect(prisma(['migrate', 'deploy'], down)).toMatchObject({
    status: 1,
    output: expect.stringContaining('127.0.0.1:1'),
  })
  expect(prisma(['migrate', 'status'], down).status).toBe(1)
}, 60_000)

test('diff sees what differs, on a shadow database that is gone afterwards', async () => {
  const diff = [
    'migrate',
    'diff',
    '--from-migrations',
    'prisma/migrations',
    '--to-schema',
    'prisma/schema.prisma',
    '--exit-code',
  ]
  expect(prisma(diff).status).toBe(0)
  schema(['age Int? @default(3)', 'tags String[]'])
  expect(prisma([...diff, '--script'])).toMatchObject({ status: 2, output: expect.stringContaining('ADD COLUMN') })
  expect(await rows(`select datname from pg_database where datname like 'prisma_migrate%'`)).toEqual([])
  expect(await rows(`select relname from pg_class where relname = 'Cat'`)).toEqual([]) // the real one was left alone
}, 60_000)

test('generates the client', () => {
  expect(prisma(['generate'])).toMatchObject({ status: 0 })
}, 60_000)
