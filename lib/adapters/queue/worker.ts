import { run, type Runner } from 'graphile-worker'
import type { Pool } from 'pg'
import * as z from 'zod'
import { ADVANCE } from './queue'

const SWEEP_MS = 2_000
const payload = z.object({ debateId: z.string() })

type Work = {
  concurrency: number
  advance: (debateId: string, signal: AbortSignal) => Promise<void>
  /** Debates that nobody advances, though somebody should. */
  abandoned: () => Promise<string[]>
  enqueue: (debateId: string) => Promise<void>
  /** What else is due by the clock. */
  tick: () => Promise<void>
  report: (error: unknown) => void
}

/**
 * Takes jobs until it is stopped, and queues again what nobody advances.
 *
 * A job only wakes a worker; the lease on the debate decides who advances it. So the jobs of a worker that was killed
 * need no unlocking: the sweep makes new ones, and an old one that runs again after hours finds nothing to do.
 */
export async function startWorker(pool: Pool, work: Work): Promise<{ stop(graceMs: number): Promise<void> }> {
  const stopping = new AbortController()
  const runner: Runner = await run({
    pgPool: pool,
    concurrency: work.concurrency,
    noHandleSignals: true,
    pollInterval: SWEEP_MS,
    taskList: { [ADVANCE]: (given) => work.advance(payload.parse(given).debateId, stopping.signal) },
  })
  let sweeping: Promise<void> | null = null
  const sweep = async () => {
    await work.tick()
    for (const debateId of await work.abandoned()) await work.enqueue(debateId)
  }
  const timer = setInterval(() => {
    sweeping ??= sweep()
      .catch(work.report)
      .finally(() => (sweeping = null))
  }, SWEEP_MS)
  return {
    /** Takes no more jobs; what is running has `graceMs` to end, then it is told to let go. */
    async stop(graceMs) {
      clearInterval(timer)
      const grace = setTimeout(() => stopping.abort(), graceMs)
      await sweeping
      await runner.stop().catch(work.report)
      clearTimeout(grace)
    },
  }
}
