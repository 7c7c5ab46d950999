import { mkdirSync, rmSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { startEmbedded } from '#lib/adapters/postgres/embedded'
import { migrate } from '#lib/adapters/postgres/migrations'
import { takeLock } from '#lib/adapters/postgres/processes'
import { CannotStart, filesystemProblem } from '#lib/cannotStart'
import { environmentWith, readEnv } from '#lib/env'
import { freePort, localAddress, networkAddresses, probeAddress, terminalCode } from './addresses'
import { supervise, WORKER_RESTARTS, type Supervised } from './children'
import { keepLog } from './keepLog'
import { authSecret } from './secret'
import { seed } from './seed'

/** What scripts/start.mjs, the half that runs before dependencies exist, hands over. */
export type FirstHalf = {
  root: string
  /** Empty: both, with everything around them. */
  roles: ('web' | 'worker')[]
  development: boolean
  step: <T>(name: string, work: () => T | Promise<T>) => Promise<T>
  elapsed: () => string
  buildPages: () => Promise<unknown>
  stopSteps: () => void
}
type Undo = (() => unknown)[] // last first; none of them throws

const DISK_NEEDED_BYTES = 50_000_000
const PATIENCE_MS = 15_000

/**
 * The second half of `npm start`: database, migrations, starter content, pages, then web and worker, until a signal.
 *
 * @returns the exit code; everything that was started has ended by then
 */
export async function start(first: FirstHalf): Promise<number> {
  const undo: Undo = []
  const asked = signalled()
  const leaving = new AbortController()
  try {
    const failure = await Promise.race([asked.then(() => null), bringUp(first, undo, leaving.signal)])
    if (failure === null) console.log('\nStopping …')
    else console.error(failure)
    return failure === null ? 0 : 1
  } finally {
    leaving.abort()
    first.stopSteps()
    for (const step of undo.reverse()) await step()
  }
}

/** Settles at the first signal. A second one, later than the same Ctrl-C that npm passes on once more, ends us at once. */
const signalled = () =>
  new Promise<void>((resolve) => {
    let since: number | null = null
    const onSignal = () => {
      if (since !== null && Date.now() - since > 700) process.exit(130) // children notice that we are gone
      since ??= Date.now()
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
  })

/** @returns one line once something is down for good; @throws CannotStart */
async function bringUp(first: FirstHalf, undo: Undo, leaving: AbortSignal): Promise<string> {
  const { step, root, roles, development } = first
  const env = readEnv()
  const [web, worker] = [roles.length === 0 || roles.includes('web'), roles.length === 0 || roles.includes('worker')]
  claim(env.DATA_DIR, roles.length === 0, undo)
  const port = web ? await freePort(env.PORT, env.HOST) : env.PORT

  const pages = web && !development ? step('pages', first.buildPages) : Promise.resolve()
  pages.catch(() => undefined) // awaited below
  undo.push(() => pages.catch(() => undefined))
  const database = await step(env.DATABASE_URL ? 'database' : 'embedded PostgreSQL', () => open(env, undo))
  await step('migrations', async () => (await migrate(database.url, root)).length > 0)
  const secret = env.AUTH_SECRET ?? authSecret(env.DATA_DIR)
  const baseUrl = env.PUBLIC_URL ?? localAddress(env.HOST, port)
  await pages
  leaving.throwIfAborted() // nothing starts any more once things are being stopped

  const childEnv = environmentWith({
    NODE_ENV: development ? 'development' : 'production',
    PORT: String(port),
    HOST: env.HOST,
    DATA_DIR: env.DATA_DIR,
    DATABASE_URL: database.url,
    AUTH_SECRET: secret,
    CHECKPOINT_DISABLE: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  })
  const log = roles.length === 0 && !development ? keepLog(env.DATA_DIR) : null
  const run = (name: 'web' | 'worker', file: string): Supervised => {
    const entry = development
      ? ['--import', 'tsx', `lib/server/${file}.ts`]
      : ['--enable-source-maps', `dist/${file}.js`]
    const onRestart = (how: string) => console.error(`The ${name} process ${how}; starting it again.`)
    const child = supervise({
      name,
      args: ['--import', './dist/orphan.js', ...entry],
      env: childEnv,
      ...(log && { onLine: log(name) }),
      ...(name === 'worker' && { restart: WORKER_RESTARTS, onRestart }),
    })
    undo.push(() => stopping.push(child.stop(PATIENCE_MS)))
    return child
  }
  const stopping: Promise<void>[] = []
  undo.push(() => Promise.all(stopping)) // undone in reverse: both are told to stop, then both are waited for
  const children = [...(web ? [run('web', 'main')] : []), ...(worker ? [run('worker', 'worker')] : [])]
  // Neither needs the starter content to get going.
  const seeding = step('starter content', () =>
    seed({ databaseUrl: database.url, baseUrl, authSecret: secret, dataDir: env.DATA_DIR }),
  )
  seeding.catch(() => undefined) // awaited below
  const down = Promise.race([database.down, ...children.map((child) => child.down)])
  if (web) {
    const failed = await step('web and worker', () => Promise.race([down, ready(probeAddress(env.HOST, port))]))
    if (failed) return failed
    const seeded = await seeding
    for (const line of seeded.told) console.log(line)
    await announce(first, env, port, seeded.adminLink)
  }
  await seeding
  if (!web) console.log(`\nWorker running, started in ${first.elapsed()}. Ctrl-C stops it.`)
  return down
}

/** The database of the settings, for a command that needs nothing else. */
export async function openDatabase(): Promise<{ url: string; release(): Promise<void> }> {
  const env = readEnv()
  return env.DATABASE_URL
    ? { url: env.DATABASE_URL, release: () => Promise.resolve() }
    : startEmbedded({ dataDir: env.DATA_DIR })
}

/** Makes the data folder ours. @throws CannotStart */
function claim(dataDir: string, whole: boolean, undo: Undo) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = statfsSync(dataDir)
    if (bavail * bsize < DISK_NEEDED_BYTES) {
      throw new CannotStart(
        `The disk is full at ${dataDir}: ${Math.floor((bavail * bsize) / 1e6)} MB are left, 50 MB are needed.`,
      )
    }
    const lock = path.join(dataDir, 'arena.lock')
    const holder = whole ? takeLock(lock) : null
    if (holder !== null) {
      throw new CannotStart(
        `An arena is running on ${dataDir} already (process ${holder}). Stop it, or set another DATA_DIR and PORT.`,
      )
    }
    if (whole) undo.push(() => rmSync(lock, { force: true }))
  } catch (error) {
    throw filesystemProblem(error, dataDir)
  }
}

/** The given database, or the embedded one, which is started again should it die. */
async function open(env: { DATABASE_URL?: string | undefined; DATA_DIR: string }, undo: Undo) {
  const never = new Promise<string>(() => undefined)
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, down: never }
  let server = startEmbedded({ dataDir: env.DATA_DIR })
  const leave = new AbortController()
  undo.push(async () => {
    leave.abort()
    const opened = await server.catch(() => null)
    await opened?.release().catch(console.error)
  })
  const { url } = await server
  const watch = async (): Promise<string> => {
    for (;;) {
      await delay(1_000, undefined, { signal: leave.signal })
      const { alive, release } = await server
      if (alive()) continue
      console.error('The embedded PostgreSQL is gone; starting it again.')
      server = release().then(() => startEmbedded({ dataDir: env.DATA_DIR }))
      if ((await server).url !== url) return 'The embedded PostgreSQL came back on another port: start the arena again.'
    }
  }
  const down = watch().catch((error: unknown) =>
    leave.signal.aborted ? never : `The database is down: ${String(error)}`,
  )
  return { url, down }
}

/** Waits until the web process says that it can serve. */
async function ready(address: string): Promise<string | null> {
  const deadline = Date.now() + 60_000
  let last = 'no answer'
  while (Date.now() < deadline) {
    try {
      const reply = await fetch(`${address}/api/health/ready`, { signal: AbortSignal.timeout(5_000) })
      if (reply.ok) return null
      last = `${reply.status} ${(await reply.text()).slice(0, 200)}`
    } catch {
      // not listening yet
    }
    await delay(50)
  }
  return `The arena did not become ready within a minute: ${last}. See arena.log in DATA_DIR.`
}

async function announce(
  first: FirstHalf,
  env: { HOST: string; DATA_DIR: string; PUBLIC_URL?: string | undefined },
  port: number,
  adminLink?: string,
) {
  const network = networkAddresses(env.HOST, port)
  console.log(`\nStarted in ${first.elapsed()}. Ctrl-C stops it. What it keeps, and its log, is in ${env.DATA_DIR}`)
  if (network.length > 0) {
    const best = env.PUBLIC_URL ?? network[0] ?? ''
    console.log(`On this network: ${network.join('  ')}\n${await terminalCode(best, process.stdout.isTTY === true)}`)
  }
  if (env.PUBLIC_URL) console.log(`Public address: ${env.PUBLIC_URL}`)
  console.log(`Arena ready at ${localAddress(env.HOST, port)}`)
  if (adminLink) console.log(`Nobody administers it yet. Whoever opens this link first does: ${adminLink}`)
}
