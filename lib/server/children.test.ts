import { expect, test } from 'vitest'
import { processMark } from '#lib/adapters/postgres/processes'
import { supervise, WORKER_RESTARTS, type Program } from './children'

const script = (code: string, rest: Partial<Program> = {}): Program => ({
  name: 'test',
  args: ['-e', code],
  env: process.env,
  ...rest,
})

test('tells how a program went down', async () => {
  expect(await supervise(script('process.exit(3)')).down).toBe('The test process ended with code 3.')
  expect(await supervise(script('process.kill(process.pid, "SIGKILL")')).down).toBe(
    'The test process was ended by SIGKILL.',
  )
})

test('starts again with growing gaps, and gives up after five deaths in a minute', async () => {
  const gaps: number[] = []
  const restart = { ...WORKER_RESTARTS, firstGapMs: 5 }
  const { down } = supervise(script('process.exit(1)', { restart, onRestart: (_, gapMs) => gaps.push(gapMs) }))
  expect(await down).toBe('The test process died 5 times within a minute; last it ended with code 1.')
  expect(gaps).toEqual([5, 10, 20, 40])
})

test('deaths that are far apart are forgotten', async () => {
  let deaths = 0
  const restart = { firstGapMs: 1, deaths: 2, withinMs: 0 } // every death is long ago by the next
  await new Promise<void>((resolve) => {
    const child = supervise(
      script('setTimeout(() => process.exit(1), 5)', {
        restart,
        onRestart: () => ++deaths === 3 && void child.stop(1_000).then(resolve),
      }),
    )
  })
  expect(deaths).toBe(3)
})

test('stops politely, and by force what does not listen', async () => {
  const run = async (code: string, patienceMs: number) => {
    const lines: string[] = []
    const { promise: ready, resolve } = Promise.withResolvers ? Promise.withResolvers<void>() : later()
    const child = supervise(
      script(code, {
        onLine: (line) => {
          lines.push(line)
          resolve()
        },
      }),
    )
    await ready
    const pid = Number(lines[0])
    expect(processMark(pid)).not.toBeNull()
    await child.stop(patienceMs)
    return { gone: processMark(pid) === null, lines: lines.slice(1) }
  }
  const polite =
    'process.on("SIGTERM", () => { console.log("bye"); process.exit() }); console.log(process.pid); setInterval(() => {}, 1e6)'
  const deaf = 'process.on("SIGTERM", () => {}); console.log(process.pid); setInterval(() => {}, 1e6)'
  expect(await run(polite, 10_000)).toMatchObject({ gone: true })
  expect(await run(deaf, 50)).toMatchObject({ gone: true })
})

function later() {
  let resolve: () => void = () => undefined
  return { promise: new Promise<void>((settle) => (resolve = settle)), resolve: () => resolve() }
}
