import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from '#lib/adapters/postgres/processes'
import { testDatabase } from '#lib/adapters/postgres/testDatabase'

let dataDir: string
beforeEach(() => void (dataDir = mkdtempSync(path.join(os.tmpdir(), 'arena-start-'))))
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

/** Starts the arena where something stands in the way. @returns the exit code and the lines of standard error */
async function start(settings: Record<string, string>) {
  const env = { ...process.env, DATA_DIR: dataDir, PORT: '0', DATABASE_URL: '', LOCAL_MODELS: 'off', ...settings }
  // The worker alone needs no pages; it meets everything else.
  const child = spawn(process.execPath, ['scripts/start.mjs', ...(settings.PORT ? [] : ['worker'])], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = await once(child, 'close')
  return { code, lines: said.trim().split('\n') }
}

test('a bad setting is named', async () => {
  expect(await start({ LOG_LEVEL: 'loud' })).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^Settings: LOG_LEVEL must be one of/)],
  })
}, 60_000)

test('a port in use is named', async () => {
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  const address = busy.address()
  const port = String(address && typeof address === 'object' && address.port)
  expect(await start({ PORT: port })).toEqual({ code: 1, lines: [expect.stringMatching(`^Port ${port} is in use`)] })
  busy.close()
}, 60_000)

test('another arena on the same data is named', async () => {
  takeLock(path.join(dataDir, 'arena.lock'))
  expect(await start({ PORT: '0' })).toEqual({
    code: 1,
    lines: [expect.stringMatching(`already \\(process ${process.pid}\\)`)],
  })
}, 60_000)

test('a data folder that cannot be one is named', async () => {
  writeFileSync(path.join(dataDir, 'file'), '')
  const { code, lines } = await start({ DATA_DIR: path.join(dataDir, 'file') })
  expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringContaining('part of that path is a file')] })
}, 60_000)

test('a database that does not answer is named, without its password', async () => {
  const { code, lines } = await start({ DATABASE_URL: 'postgresql://u:hidden@127.0.0.1:1/arena' })
  expect({ code, lines }).toEqual({
    code: 1,
    lines: [expect.stringMatching(/^The database arena at 127.0.0.1:1 .*ECONNREFUSED/)],
  })
  expect(lines[0]).not.toContain('hidden')
}, 60_000)

test('a data folder of a newer PostgreSQL is named', async () => {
  mkdirSync(path.join(dataDir, 'postgres'))
  writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '99\n')
  expect(await start({})).toEqual({ code: 1, lines: [expect.stringContaining('was made by PostgreSQL 99')] })
}, 60_000)

test('data of a newer version of the arena is named', async () => {
  const { url, drop } = await testDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'x', '9999_later', now())`,
  )
  await client.end()
  expect(await start({ DATABASE_URL: url })).toEqual({
    code: 1,
    lines: [expect.stringMatching(/newer version of the arena .*9999_later/)],
  })
  await drop()
}, 60_000)
