import { spawn, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { FOR_TESTS, startEmbedded, stopEmbedded } from './embedded'
import { processMark } from './processes'

const made: string[] = []
function folder() {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'arena-embedded-'))
  made.push(dir)
  return dir
}
afterEach(async () => {
  for (const dir of made.splice(0)) {
    if (statSync(dir).isDirectory()) await stopEmbedded(dir).catch(() => undefined)
    rmSync(dir, { recursive: true, force: true })
  }
})

const asRoot = process.getuid?.() === 0
const start = (dataDir: string, asNobody = false) => startEmbedded({ dataDir, settings: FOR_TESTS, asNobody })
const startSafely = (dataDir: string) => startEmbedded({ dataDir })
async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}
const pidOf = (dataDir: string) =>
  Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

/** Runs code in another Node process, and waits for its first line. `plain`: as somebody whom file modes bind. */
async function elsewhere(code: string, plain = false) {
  const script = `import { startEmbedded, FOR_TESTS as settings } from './lib/adapters/postgres/embedded.ts';${code}`
  const line = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', script]
  const unshare = ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  const [command = '', ...args] = plain && asRoot ? [...unshare, ...line] : line
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  return { child, line: String(said).trim() }
}
/** Whether strangers may enter this project's folder: not in a home folder of mode 0700. */
const open = (folder: string): boolean =>
  (statSync(folder).mode & 0o001) !== 0 && (folder === path.dirname(folder) || open(path.dirname(folder)))

test('starts, keeps what was written over a stop, and is open to nobody without the password', async () => {
  const dataDir = folder()
  const first = await start(dataDir)
  await query(first.url, 'create table kept (n int); insert into kept values (7)')
  expect(statSync(path.join(dataDir, 'postgres.password')).mode & 0o777).toBe(0o600)
  const wrong = new URL(first.url)
  wrong.password = 'wrong'
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  expect(await query(first.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
  const pid = pidOf(dataDir)
  await first.release()
  expect(processMark(pid)).toBeNull()
  expect(first.alive()).toBe(false)
  const second = await start(dataDir)
  expect(second.reused).toBe(false)
  expect(new URL(second.url).port).toBe(new URL(first.url).port)
  expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }])
  await second.release()
}, 60_000)

test('a server left by a killed starter is found and used again, and stops with its last user', async () => {
  const dataDir = folder()
  const { child, line } = await elsewhere(
    `const s = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, settings }); console.log(s.url); setInterval(() => {}, 1e6)`,
  )
  await query(line, 'create table kept (n int)')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const [one, two] = await Promise.all([start(dataDir), start(dataDir)])
  expect([one.reused, two.reused, one.url]).toEqual([true, true, line])
  await one.release()
  expect(await query(two.url, 'select * from kept')).toEqual([])
  await two.release()
  expect(two.alive()).toBe(false)
}, 60_000)

test('a killed server, and a pid file that names a stranger, do not keep it from starting', async () => {
  const dataDir = folder()
  const first = await startSafely(dataDir)
  await query(first.url, 'create table kept (n int)')
  const pid = pidOf(dataDir)
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => processMark(pid)).toBeNull()
  const file = path.join(dataDir, 'postgres/postmaster.pid')
  writeFileSync(file, readFileSync(file, 'utf8').replace(String(pid), String(process.pid)))
  const second = await startSafely(dataDir)
  expect(second.reused).toBe(false)
  expect(await query(second.url, 'select * from kept')).toEqual([])
  await first.release()
  expect(second.alive()).toBe(true)
  await second.release()
  expect(second.alive()).toBe(false)
}, 60_000)

test('says in one line that a folder may not be written', async () => {
  const dataDir = folder()
  chmodSync(dataDir, 0o500)
  const code = `await startEmbedded({ dataDir: ${JSON.stringify(path.join(dataDir, 'x'))}, settings }).catch((e) => console.log(e.name, e.message))`
  const { line } = await elsewhere(code, true)
  expect(line).toMatch(/^CannotStart No permission to write in .*DATA_DIR/)
  const file = path.join(folder(), 'file')
  writeFileSync(file, '')
  await expect(start(file)).rejects.toThrow(/part of that path is a file/)
}, 60_000)

test('says in one line that a newer PostgreSQL made the folder', async () => {
  const dataDir = folder()
  const server = await start(dataDir)
  await server.release()
  writeFileSync(path.join(dataDir, 'postgres/PG_VERSION'), '99\n')
  await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 99, this arena brings 18/)
}, 60_000)

test.runIf(asRoot && open(process.cwd()))(
  'as root without namespaces: runs as nobody, or names the folder that nobody may not enter',
  async () => {
    const closed = folder() // mode 0700
    await expect(start(path.join(closed, 'data'), true)).rejects.toThrow(`chmod o+x ${closed}`)
    chmodSync(closed, 0o755)
    const dataDir = path.join(closed, 'data')
    execFileSync('mkdir', ['-p', dataDir])
    chownSync(dataDir, 0, 0)
    chmodSync(dataDir, 0o755)
    const server = await start(dataDir, true)
    expect(statSync(path.join(dataDir, 'postgres')).uid).not.toBe(0)
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.release()
    expect(existsSync(path.join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
  },
  60_000,
)
