/**
 * What must be there before the arena runs, each made only when it is missing or stale: dependencies, Prisma client,
 * server bundle, pages. Runs on plain Node, before any dependency is installed.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cannot, step } from './report.mjs'

export const root = path.resolve(import.meta.dirname, '..')
const running = new Set()
let interrupted = false
/** Ends what a step has started, when we are told to stop. */
export function stopSteps() {
  interrupted = true
  for (const child of running) child.kill()
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw cannot(
      `Node ${process.versions.node} is too old: the arena needs Node 20.19 or later, from https://nodejs.org`,
    )
  }
}

/** Everything but the pages, in order. */
export async function prepare() {
  await step('dependencies', installDependencies)
  await step('database client', generateClient)
  await step('server bundle', bundle)
}

async function installDependencies() {
  const lock = read('package-lock.json')
  const stamp = path.join(root, 'node_modules', '.arena-lock')
  if (readIf(stamp) === hash(lock)) return false
  if (!installed(JSON.parse(lock))) {
    console.error('  installing dependencies, a minute or two …')
    await npmCi()
  }
  writeFileSync(stamp, hash(lock))
}

/** Whether npm's own record of node_modules agrees with the lock file; packages for other systems may be missing. */
function installed(lock) {
  const record = readIf(path.join(root, 'node_modules', '.package-lock.json'))
  if (!record) return false
  const present = JSON.parse(record).packages
  return Object.entries(lock.packages).every(
    ([place, { version, optional }]) =>
      place === '' || present[place]?.version === version || (optional && !present[place]),
  )
}

async function npmCi() {
  const npm = process.env.npm_execpath ?? ''
  const [command, ...before] = /npm-cli\.js$/.test(npm)
    ? [process.execPath, npm]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm']
  const { code, output } = await run(command, [
    ...before,
    'ci',
    '--include=dev',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ])
  if (code === 0) return
  if (/ENOSPC/.test(output)) throw cannot('The disk is full: the dependencies need 1.2 GB.')
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET/.test(output))
    throw cannot('The npm registry cannot be reached, and dependencies are missing.')
  throw cannot(`npm ci failed:\n${output.trim()}`)
}

async function generateClient() {
  const output = path.join(root, 'lib/adapters/prisma/generated')
  const stamp = path.join(root, 'node_modules', '.arena-client')
  const now = hash(read('prisma/schema.prisma'), read('package-lock.json'))
  if (readIf(stamp) === now && existsSync(output)) return false
  await must('prisma generate', ['node_modules/prisma/build/index.js', 'generate'])
  writeFileSync(stamp, now)
}

const entries = {
  main: 'lib/server/main.ts',
  worker: 'lib/server/worker.ts',
  start: 'lib/server/start.ts',
  orphan: 'lib/server/orphan.ts',
  cli: 'lib/cli/main.ts',
}

async function bundle() {
  const stamp = path.join(root, 'dist', '.arena-sources')
  const now = sources(['lib', 'prisma', 'package-lock.json', 'scripts/setup.mjs'])
  if (readIf(stamp) === now) return false
  const { build, stop } = await import('esbuild')
  const present = Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file))))
  rmSync(stamp, { force: true })
  try {
    await build({
      absWorkingDir: root,
      entryPoints: present,
      outdir: 'dist',
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      sourcemap: true,
      logLevel: 'silent',
    })
  } catch (error) {
    throw cannot(`The server bundle failed:\n${error.message}`)
  }
  await stop() // else its process stays as long as ours
  writeFileSync(stamp, now)
}

/** The pages, with `next build`, if a source of theirs changed. */
export async function buildPages() {
  const stamp = path.join(root, '.next', 'arena-sources')
  const now = sources([
    'app',
    'lib',
    'public',
    'prisma',
    'proxy.ts',
    'package-lock.json',
    'tsconfig.json',
    'next.config.ts',
    'postcss.config.mjs',
  ])
  if (readIf(stamp) === now) return false
  rmSync(stamp, { force: true })
  await must('next build', ['node_modules/next/dist/bin/next', 'build'], { NODE_ENV: 'production' })
  writeFileSync(stamp, now)
}

async function must(name, args, env = {}) {
  const { code, output } = await run(process.execPath, args, env)
  if (code === 0) return
  throw cannot(/ENOSPC|no space left/i.test(output) ? 'The disk is full.' : `${name} failed:\n${output.trim()}`)
}

/** Runs a program to its end and gives its exit code and all it said. */
export function run(command, args, env = {}, { shell = command.endsWith('.cmd') } = {}) {
  return new Promise((resolve, reject) => {
    const quiet = { CHECKPOINT_DISABLE: '1', NEXT_TELEMETRY_DISABLED: '1' }
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...quiet, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
    })
    running.add(child)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text))
    child.once('error', reject)
    child.once('close', (code) => {
      running.delete(child)
      if (interrupted) reject(Object.assign(cannot('interrupted'), { interrupted }))
      resolve({ code: code ?? 1, output })
    })
  })
}

const read = (file) => readFileSync(path.join(root, file), 'utf8')
const readIf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : null)
const hash = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex')

/** One hash over names and contents. Tests and generated code do not change what is built. */
function sources(places) {
  const sum = createHash('sha256').update(process.versions.node)
  const visit = (place) => {
    const file = path.join(root, place)
    if (!existsSync(file)) return
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) if (name !== 'generated') visit(path.join(place, name))
    } else if (!/\.test\.tsx?$/.test(place)) sum.update(place).update('\0').update(readFileSync(file))
  }
  places.forEach(visit)
  return sum.digest('hex')
}
