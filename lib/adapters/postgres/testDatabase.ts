import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { testRun } from '../../env'
import { FOR_TESTS, startEmbedded } from './embedded'
import { migrate } from './migrations'
import { testFolder } from './testServer'

export type TestDatabase = { url: string; drop(): Promise<void> }

/** Any number, the same in all test processes: the first to hold it makes the template. */
const TEMPLATE_LOCK = 54_329

/**
 * A database of one's own with all migrations applied, as a copy of a template. One server per test run, started by
 * the first call. Call it in `beforeAll`, and `drop()` in `afterAll` once all connections are closed.
 *
 * @param migrated false: an empty database
 */
export async function testDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const { url } = await startEmbedded({ dataDir: testFolder(testRun()), database: 'postgres', settings: FOR_TESTS })
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    const name = `test_${randomBytes(6).toString('hex')}`
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]) // copying a template needs it for oneself, too
    if (migrated) await ensureTemplate(admin, url)
    await admin.query(`create database ${name} template ${migrated ? 'arena_template' : 'template0'}`)
    return { url: beside(url, name), drop: () => drop(url, name) }
  } finally {
    await admin.end() // also unlocks
  }
}

const beside = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href

async function ensureTemplate(admin: pg.Client, url: string) {
  const { rowCount } = await admin.query(`select 1 from pg_database where datname = 'arena_template'`)
  if (rowCount) return
  await admin.query('create database arena_draft template template0')
  await migrate(beside(url, 'arena_draft'), process.cwd())
  await admin.query('alter database arena_draft rename to arena_template') // the name says that it is complete
}

async function drop(url: string, name: string) {
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
}
