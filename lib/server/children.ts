import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

export type Program = {
  name: string
  args: string[]
  env: NodeJS.ProcessEnv
  /** Start it again when it dies, with growing gaps, up to `deaths` deaths within `withinMs`. */
  restart?: { firstGapMs: number; deaths: number; withinMs: number }
  /** Each line it writes; absent: it writes to our terminal. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void
  onRestart?: (how: string, gapMs: number) => void
}
export type Supervised = {
  /** Settles with one line when the program is down for good without having been told to stop; never rejects. */
  down: Promise<string>
  /** SIGTERM, and SIGKILL to what is still there after `patienceMs`. */
  stop(patienceMs: number): Promise<void>
}

/** A worker may die now and then; one that dies five times in a minute will not get well by itself. */
export const WORKER_RESTARTS = { firstGapMs: 250, deaths: 5, withinMs: 60_000 }

/**
 * Runs a Node program beside us. It has a process group of its own, so that Ctrl-C in the terminal reaches only us, and
 * we stop things in order.
 */
export function supervise(program: Program): Supervised {
  const deaths: number[] = []
  let stopping = false
  let child: ChildProcess | null = null
  let pause: NodeJS.Timeout | undefined
  const { promise: down, resolve: give } = defer<string>()

  const launch = () => {
    const started = spawn(process.execPath, program.args, {
      env: program.env,
      stdio: ['ignore', program.onLine ? 'pipe' : 'inherit', program.onLine ? 'pipe' : 'inherit', 'ipc'],
      detached: process.platform !== 'win32',
    })
    child = started
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = started[name]
      if (stream) createInterface({ input: stream }).on('line', (line) => program.onLine?.(line, name))
    }
    let over = false
    const died = (how: string) => {
      if (over) return
      over = true
      child = null
      if (!stopping) onDeath(how)
    }
    started.once('error', (error) => died(error.message))
    started.once('exit', (code, signal) => died(signal ? `was ended by ${signal}` : `ended with code ${code}`))
  }

  const onDeath = (how: string) => {
    const { restart } = program
    if (!restart) return give(`The ${program.name} process ${how}.`)
    const now = Date.now()
    deaths.push(now)
    while (now - (deaths[0] ?? now) > restart.withinMs) deaths.shift()
    if (deaths.length >= restart.deaths) {
      return give(`The ${program.name} process died ${deaths.length} times within a minute; last it ${how}.`)
    }
    const gapMs = restart.firstGapMs * 2 ** (deaths.length - 1)
    program.onRestart?.(how, gapMs)
    pause = setTimeout(launch, gapMs)
  }

  launch()
  return {
    down,
    async stop(patienceMs) {
      stopping = true
      clearTimeout(pause)
      const last = child
      if (!last) return
      const gone = new Promise((resolve) => last.once('exit', resolve))
      last.kill('SIGTERM')
      const late = setTimeout(() => last.kill('SIGKILL'), patienceMs)
      await gone
      clearTimeout(late)
    },
  }
}

function defer<T>() {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((settle) => (resolve = settle))
  return { promise, resolve }
}
