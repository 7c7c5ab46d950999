import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { CannotStart, codeOf } from '../../cannotStart'
import { environmentWith } from '../../env'

/** The migrations of this version, oldest first, with the checksum that Prisma records for each. */
function ours(root: string): { name: string; checksum: string }[] {
  const folder = path.join(root, 'prisma', 'migrations')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'migration.sql')))
    .map(({ name }) => ({ name, checksum: sha256(readFileSync(path.join(folder, name, 'migration.sql'))) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/**
 * Names of the migrations that a database still lacks: one query, against the second that Prisma's own check takes.
 *
 * @param root the project's folder
 * @throws CannotStart if the database does not answer, or knows migrations that this version does not
 */
export async function pendingMigrations(url: string, root: string): Promise<string[]> {
  const known = ours(root)
  const applied = await appliedIn(url)
  const unknown = [...applied.keys()].filter((name) => !known.some((migration) => migration.name === name))
  if (unknown.length > 0) {
    throw new CannotStart(
      `This data was made by a newer version of the arena (it knows ${unknown[0]}): start that version, or set another DATA_DIR or DATABASE_URL.`,
    )
  }
  const edited = known.find(
    ({ name, checksum }) => applied.get(name)?.finished && applied.get(name)?.checksum !== checksum,
  )
  if (edited)
    throw new CannotStart(`The migration ${edited.name} was edited after it had been applied: restore its file.`)
  return known.filter(({ name }) => !applied.get(name)?.finished).map(({ name }) => name)
}

async function appliedIn(url: string): Promise<Map<string, { checksum: string; finished: boolean }>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
      'select migration_name, checksum, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null',
    )
    return new Map(rows.map((row) => [row.migration_name, row]))
  } catch (error) {
    if (codeOf(error) === '42P01' || codeOf(error) === '3D000') return new Map() // no such table, no such database: new
    throw unreachable(url, error)
  } finally {
    await client.end().catch(() => undefined)
  }
}

function unreachable(url: string, error: unknown): CannotStart {
  const { host, pathname } = new URL(url)
  const reason = error instanceof Error ? error.message || codeOf(error) : String(error)
  return new CannotStart(
    `The database ${pathname.slice(1)} at ${host} cannot be used: ${reason || 'no answer'}. Check DATABASE_URL.`,
  )
}

/**
 * Applies what is pending. Safe to call from several processes: Prisma takes an advisory lock.
 *
 * @returns the names of what was applied
 * @throws CannotStart naming the migration and the reason, if one fails
 */
export async function migrate(url: string, root: string): Promise<string[]> {
  const pending = await pendingMigrations(url, root)
  if (pending.length === 0) return []
  const cli = path.join(root, 'node_modules', 'prisma', 'build', 'index.js')
  try {
    await promisify(execFile)(process.execPath, [cli, 'migrate', 'deploy'], {
      cwd: root,
      env: environmentWith({ DATABASE_URL: url }),
    })
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new CannotStart(`The migrations could not be applied. ${worded(output)}`)
  }
  const left = await pendingMigrations(url, root) // trust the database, not an exit code
  if (left.length > 0)
    throw new Error(`prisma migrate deploy said it was done, but ${left.join(', ')} is still pending`)
  return pending
}

/** Prisma's sentence without what it says before, and without the trace of its engine after. */
const worded = (output: string) =>
  (/Error: ([\s\S]+?)(?:\n\s+0: |$)/.exec(output)?.[1] ?? output).replaceAll(/\s+/g, ' ').trim().slice(0, 1_000)
