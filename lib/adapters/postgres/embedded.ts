import { spawn, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart, codeOf, filesystemProblem } from '../../cannotStart'
import { findBinaries, type Binaries } from './binaries'
import { commandOf, holderOf, processMark, signIn, takeLock } from './processes'

export type Embedded = {
  /** With the password, on 127.0.0.1. */
  url: string
  /** It was already running: another process uses it, or one was killed and left it. */
  reused: boolean
  alive(): boolean
  /** Ends our use. The server stops with its last user. */
  release(): Promise<void>
}
type Place = { data: string; log: string; password: string; lock: string; users: string; port: string }

/** Quick start, no safety against a power cut: for databases that nobody will miss. */
export const FOR_TESTS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }

/**
 * Starts the embedded PostgreSQL of a data folder, or finds the one that runs, and opens `database`, made if missing.
 * Several processes may use one server at once. It listens on 127.0.0.1 only, on a free port that is kept for next time.
 *
 * @param settings of postgresql.conf, for a server that is not running yet
 * @throws CannotStart with one line, if the folder, the disk, the user or the version forbids it
 */
export async function startEmbedded(options: {
  dataDir: string
  database?: string
  settings?: Record<string, string>
  asNobody?: boolean
}): Promise<Embedded> {
  const { dataDir, database = 'arena', settings = {}, asNobody = false } = options
  const place = placesIn(path.resolve(dataDir))
  try {
    mkdirSync(place.users, { recursive: true, mode: 0o700 })
    const seat = path.join(place.users, `${process.pid}-${randomBytes(4).toString('hex')}`)
    signIn(seat)
    try {
      return await alone(place, async () => {
        const binaries = findBinaries([path.dirname(path.dirname(place.data))], asNobody)
        if (binaries.as) chmodSync(path.dirname(place.data), 0o711) // nobody must get through; the files stay closed
        if (!existsSync(place.data)) initialise(place, binaries, settings.fsync === 'off')
        const made = madeBy(place)
        if (made !== binaries.major) throw new CannotStart(wrongVersion(place.data, made, binaries.major))
        const found = await running(place)
        const server = found ?? (await boot(place, binaries, settings))
        await ensureDatabase(urlOf(place, server.port, 'postgres'), database)
        return {
          url: urlOf(place, server.port, database),
          reused: found !== null,
          alive: () => processMark(server.pid) !== null,
          release: () => release(place, seat),
        }
      })
    } catch (error) {
      rmSync(seat, { force: true })
      throw error
    }
  } catch (error) {
    throw filesystemProblem(error, path.dirname(place.data))
  }
}

/** Stops the server of a data folder, whoever uses it. */
export async function stopEmbedded(dataDir: string) {
  const place = placesIn(path.resolve(dataDir))
  if (existsSync(place.data)) await alone(place, () => halt(place))
}

const placesIn = (dataDir: string): Place => ({
  data: path.join(dataDir, 'postgres'),
  log: path.join(dataDir, 'postgres.log'),
  password: path.join(dataDir, 'postgres.password'),
  port: path.join(dataDir, 'postgres.port'),
  lock: path.join(dataDir, 'postgres.lock'),
  users: path.join(dataDir, 'postgres.users'),
})

const urlOf = (place: Place, port: number, database: string) =>
  `postgresql://postgres:${readFileSync(place.password, 'utf8').trim()}@127.0.0.1:${port}/${database}`

const madeBy = (place: Place) => Number(readFileSync(path.join(place.data, 'PG_VERSION'), 'utf8'))

const wrongVersion = (folder: string, made: number, ours: number) =>
  made > ours
    ? `${folder} was made by PostgreSQL ${made}, this arena brings ${ours}: use the newer arena that made it, or another DATA_DIR.`
    : `${folder} was made by PostgreSQL ${made}, this arena brings ${ours}: back it up with the older arena and restore it into a new DATA_DIR.`

/** One process at a time starts or stops the server. */
async function alone<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const patience = Date.now() + 60_000
  for (let holder = takeLock(place.lock); holder !== null; holder = takeLock(place.lock)) {
    if (Date.now() > patience)
      throw new CannotStart(`Process ${holder} has been starting or stopping PostgreSQL for a minute.`)
    await delay(50)
  }
  try {
    return await work()
  } finally {
    rmSync(place.lock, { force: true })
  }
}

/** The folder gets its name only when it is complete, so that a kill in between leaves nothing half made. */
function initialise(place: Place, { program, prefix, as }: Binaries, careless: boolean) {
  const draft = `${place.data}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (!existsSync(place.password)) writeFileSync(place.password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  const handed = `${place.data}.initial-password` // a copy, since nobody may not read ours
  writeFileSync(handed, readFileSync(place.password), { mode: 0o600 })
  if (as) for (const file of [draft, handed]) chownSync(file, as.uid, as.gid)
  const args = ['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${handed}`, '-E', 'UTF8', '--locale=C']
  const [command = '', ...rest] = [
    ...prefix,
    program('initdb'),
    ...args,
    '--no-instructions',
    ...(careless ? ['--no-sync'] : []),
  ]
  try {
    execFileSync(command, rest, { ...surroundings(as), stdio: 'pipe' })
    renameSync(draft, place.data)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw explained(error instanceof Error ? error.message : String(error), place)
  } finally {
    rmSync(handed, { force: true })
  }
}

/** PostgreSQL takes nothing from our environment: a locale it does not know, or PGDATA, would mislead it. */
const surroundings = (as: Binaries['as']): { uid?: number; gid?: number; cwd?: string; env?: NodeJS.ProcessEnv } => ({
  ...as,
  ...(process.platform !== 'win32' && { cwd: '/', env: { NODE_ENV: 'production', LC_ALL: 'C', TZ: 'UTC', PATH } }),
})
const PATH = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' // of unshare

function explained(output: string, place: Place): Error {
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    return new CannotStart(
      `The disk is full at ${path.dirname(place.data)}. Free some space and start again; nothing was lost.`,
    )
  }
  const reason = output.split('\n').findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? output.split('\n')[0]
  return new CannotStart(`The embedded PostgreSQL did not start: ${reason?.trim()} (see ${place.log})`)
}

/** What the server's own pid file says, if that process is alive and is PostgreSQL on this folder. */
function postmaster(place: Place): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(place.data, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (processMark(pid) === null || !commandOf(pid).includes(place.data)) return null
    return { pid, port: Number(lines[3]), ready: /ready/.test(lines[7] ?? '') }
  } catch {
    return null
  }
}

/** The running server, once it takes connections; null if there is none, or it is just going down. */
async function running(place: Place) {
  for (let server = postmaster(place); server; server = postmaster(place)) {
    if (server.ready && (await answers(urlOf(place, server.port, 'postgres')))) return server
    await delay(50)
  }
  return null
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    if (codeOf(error) === '28P01')
      throw new CannotStart('The embedded PostgreSQL refuses the password in postgres.password.')
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function boot(place: Place, { program, prefix, as }: Binaries, settings: Record<string, string>) {
  if (as) handOver(place.data, as)
  disown(place)
  const port = await freePort(place)
  const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command = '', ...args] = [
    ...prefix,
    program('postgres'),
    '-D',
    place.data,
    '-p',
    String(port),
    '-h',
    '127.0.0.1',
    '-k',
    '',
    ...set,
  ]
  if (existsSync(place.log) && statSync(place.log).size > 5_000_000) truncateSync(place.log)
  const before = existsSync(place.log) ? statSync(place.log).size : 0
  const deadline = Date.now() + 60_000
  // After a kill its helper processes hold on to shared memory for a moment, and the next start fails until they are gone.
  while (Date.now() < deadline) {
    const log = openSync(place.log, 'a', 0o600)
    const child = spawn(command, args, {
      ...surroundings(as),
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    })
    closeSync(log)
    let gone = false
    child.once('exit', () => (gone = true)).once('error', () => (gone = true))
    child.unref()
    while (!gone && Date.now() < deadline) {
      const server = postmaster(place)
      if (server?.ready && (await answers(urlOf(place, server.port, 'postgres')))) {
        writeFileSync(place.port, String(server.port))
        return server
      }
      await delay(20)
    }
    const said = readFileSync(place.log).subarray(before).toString()
    if (!/still in use|shared memory block/.test(said)) throw explained(said, place)
    await delay(250)
  }
  throw new CannotStart(`The embedded PostgreSQL did not start within a minute, see ${place.log}`)
}

/**
 * A pid file left by a server of before a reboot may name some other process of today, and PostgreSQL would not start.
 * Only the id is replaced, by one that no system gives: the rest tells PostgreSQL whether old helpers still use the data.
 */
function disown(place: Place) {
  const file = path.join(place.data, 'postmaster.pid')
  if (!existsSync(file)) return
  const [pid, ...rest] = readFileSync(file, 'utf8').split('\n')
  if (processMark(Number(pid)) !== null) writeFileSync(file, ['999999999', ...rest].join('\n'))
}

function handOver(folder: string, as: { uid: number; gid: number }) {
  if (statSync(folder).uid === as.uid) return
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(path.join(folder, name), as.uid, as.gid)
  chownSync(folder, as.uid, as.gid)
}

/** The port of last time if it is free, so that a tool set up for it goes on working. */
async function freePort(place: Place): Promise<number> {
  const last = existsSync(place.port) ? Number(readFileSync(place.port, 'utf8')) : 0
  return (await listenOnce(last)) ?? (await listenOnce(0)) ?? 0
}

const listenOnce = (port: number) =>
  new Promise<number | null>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null))
    })
  })

async function ensureDatabase(url: string, database: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(database)}`)
  } finally {
    await client.end()
  }
}

const release = (place: Place, seat: string) =>
  alone(place, async () => {
    rmSync(seat, { force: true })
    const others = readdirSync(place.users).filter((name) => {
      const present = holderOf(path.join(place.users, name)) !== null
      if (!present) rmSync(path.join(place.users, name), { force: true })
      return present
    })
    if (others.length === 0) await halt(place)
  })

/** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function halt(place: Place) {
  const server = postmaster(place)
  if (!server) return
  process.kill(server.pid, 'SIGINT')
  const deadline = Date.now() + 30_000
  while (processMark(server.pid) !== null) {
    if (Date.now() > deadline) throw new Error(`PostgreSQL (process ${server.pid}) did not stop within 30 s`)
    await delay(20)
  }
}
