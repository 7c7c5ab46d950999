/** `npm test`: from a fresh clone to one line, `N passed, N failed`, over all checks and tests. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { systemChromium } from './chromium.mjs'
import { complain, elapsed, step } from './report.mjs'
import { buildPages, checkNode, prepare, root, run, stopSteps } from './setup.mjs'

const quick = process.argv.includes('--quick') // `npm run check`: without the production build and the stories
const folder = mkdtempSync(path.join(os.tmpdir(), 'arena-checks-'))
const total = { passed: 0, failed: 0 }
const count = ({ passed, failed }) => {
  total.passed += passed
  total.failed += failed
}
const tool = (name, ...args) => [process.execPath, [path.join('node_modules', name), ...args]]

process.chdir(root)
const interrupted = () => {
  stopSteps()
  arena?.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
  process.exit(130)
}
let arena
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, interrupted)

try {
  checkNode()
  await prepare()
  if (quick) {
    if (!existsSync('next-env.d.ts')) await step('route types', () => run(...tool('next/dist/bin/next', 'typegen')))
    await formatting()
    await lint()
    await types()
    await unit()
  } else {
    // Two cores, two lanes; what measures time or opens browsers runs alone after them.
    await Promise.all([lint().then(formatting), check('production build', buildPages).then(types)])
    await unit()
    await stories()
  }
} catch (error) {
  complain(error)
  total.failed++
}
rmSync(folder, { recursive: true, force: true })
console.log(`\nAll in ${elapsed()}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)

/** A check that passes or fails as a whole counts one. */
async function check(name, work) {
  try {
    await step(name, work)
    count({ passed: 1, failed: 0 })
  } catch (error) {
    complain(error)
    count({ passed: 0, failed: 1 })
  }
}

async function demand([command, args], env) {
  const { code, output } = await run(command, args, env)
  if (code !== 0) throw Object.assign(new Error(output.trim() || `ended with code ${code}`), { name: 'CannotStart' })
}

function formatting() {
  return check('formatting', () => demand(tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.')))
}
function lint() {
  return check('lint', () => demand(tool('eslint/bin/eslint.js', '--max-warnings=0', '.')))
}
function types() {
  return check('types', () => demand(tool('typescript/bin/tsc', '--noEmit', '-p', '.')))
}

/** Unit, property and integration tests. */
async function unit() {
  const report = path.join(folder, 'unit.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  await runner('unit and integration tests', tool('vitest/vitest.mjs', ...args), {}, report, (json) => ({
    passed: json.numPassedTests,
    // a file that cannot be loaded holds no test that could fail
    failed:
      json.numFailedTests +
      json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
    skipped: json.numPendingTests + json.numTodoTests,
  }))
}

/** The end-to-end stories, on an arena of their own. */
async function stories() {
  if (!existsSync('e2e') || !readdirSync('e2e').some((name) => /\.(spec|test)\.ts$/.test(name)))
    return console.log('· no end-to-end stories')
  try {
    await step('browser', ensureChromium)
    const env = await step('an arena for the stories', startArena)
    const report = path.join(folder, 'stories.json')
    await runner(
      'end-to-end stories',
      tool('@playwright/test/cli.js', 'test'),
      { ...env, ARENA_E2E_REPORT: report },
      report,
      ({ stats, errors }) => ({
        passed: stats.expected,
        failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
        skipped: stats.skipped,
      }),
    )
  } catch (error) {
    complain(error)
    count({ passed: 0, failed: 1 })
  } finally {
    await stopArena()
  }
}

/** Runs a test runner and adds up its own report; shows what it said if anything failed. */
async function runner(name, [command, args], env, report, read) {
  let outcome
  await step(name, async () => {
    const { code, output } = await run(command, args, { ...env, NO_COLOR: '1', FORCE_COLOR: undefined })
    outcome = existsSync(report) ? read(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 1 }
    if (outcome.failed === 0 && (code !== 0 || outcome.passed === 0)) outcome.failed = 1 // an error outside of any test
    if (outcome.failed > 0) throw Object.assign(new Error(output.trim()), { name: 'CannotStart' })
  }).catch((error) => {
    outcome ??= { passed: 0, failed: 1 }
    complain(error)
  })
  count(outcome)
  console.log(
    `  ${outcome.passed} passed, ${outcome.failed} failed${outcome.skipped ? `, ${outcome.skipped} skipped` : ''}`,
  )
}

/** A Chromium of the system; else Playwright's; else the system's package manager's; else a word on what to do. */
async function ensureChromium() {
  if (systemChromium()) return false
  const { chromium } = await import('@playwright/test')
  if (existsSync(chromium.executablePath())) return false
  const asRoot = process.getuid?.() === 0
  const install = tool('@playwright/test/cli.js', 'install', ...(asRoot ? ['--with-deps'] : []), 'chromium')
  if ((await run(...install)).code === 0 && existsSync(chromium.executablePath())) return
  if (asRoot && (await run('apt-get', ['update'])).code === 0) {
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], {
      DEBIAN_FRONTEND: 'noninteractive',
    })
    if (systemChromium()) return
  }
  throw Object.assign(
    new Error(
      'No Chromium was found, and none could be installed. Install Chromium or Google Chrome, or set ARENA_CHROMIUM to its path.',
    ),
    {
      name: 'CannotStart',
    },
  )
}

/** @returns the environment of the stories: where it is, and the link that makes an administrator */
function startArena() {
  const env = {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: path.join(folder, 'data'),
    LOCAL_MODELS: 'off',
    DATABASE_URL: '',
    REDIS_URL: '',
    PUBLIC_URL: '',
    OPENAI_API_KEY: '',
    OPENAI_BASE_URL: '',
  }
  arena = spawn(process.execPath, ['scripts/start.mjs'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const limit = setTimeout(() => arena.kill('SIGTERM'), 180_000)
  return new Promise((resolve, reject) => {
    arena.once('exit', () =>
      reject(Object.assign(new Error(`The arena did not start:\n${said}`), { name: 'CannotStart' })),
    )
    for (const stream of [arena.stdout, arena.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text
        const url = /^Arena ready at (\S+)\n/m.exec(said)?.[1]
        const admin = /: (http\S+)\n/.exec(said.slice(said.indexOf('Arena ready')))?.[1]
        if (url && admin) clearTimeout(limit)
        if (url && admin) resolve({ ARENA_E2E_URL: url, ARENA_E2E_ADMIN_LINK: admin, ARENA_E2E_DATA_DIR: env.DATA_DIR })
      })
    }
  })
}

async function stopArena() {
  if (!arena || arena.exitCode !== null) return
  const gone = new Promise((resolve) => arena.once('exit', resolve))
  arena.kill('SIGTERM')
  await gone
}
