import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { startWorker } from '#lib/adapters/queue/worker'
import { CannotStart } from '#lib/cannotStart'
import { readEnv } from '#lib/env'
import { log } from '#lib/log'
import { endOverdueTurns } from '#lib/services/arguing'
import { advance } from '#lib/services/engine'
import { sitOnPanels } from '#lib/services/panels'
import { carryOutAll } from '#lib/services/presiding'
import { rateWith } from '#lib/services/preference'
import { slots } from '#lib/services/slots'
import { openApp } from './app'

const GRACE_MS = 10_000 // for speeches being written; then they are let go, and begun again by the next worker
const LAST_MS = 15_000

/** The worker: advances debates until a signal. */
async function main() {
  const env = readEnv()
  const app = await openApp(env)
  const engine = { owner: randomUUID(), slots: slots(), random: Math.random, rate: rateWith(app) }
  const worker = await startWorker(app.pool, {
    concurrency: env.WORKER_CONCURRENCY,
    advance: (debateId, signal) => advance(app, engine, debateId, signal),
    abandoned: () => app.leases.claimable(env.WORKER_CONCURRENCY),
    enqueue: (debateId) => app.queue.advance(debateId),
    tick: async () => {
      await carryOutAll(app)
      await endOverdueTurns(app)
    },
    report: app.report,
  })
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal) // every bench listens, which is no leak
  const benches = Promise.all(
    Array.from({ length: env.WORKER_CONCURRENCY }, () => sitOnPanels(app, engine, stopping.signal)),
  )
  let leaving = false
  const leave = async (code: number) => {
    if (leaving) process.exit(1)
    leaving = true
    setTimeout(() => process.exit(1), LAST_MS).unref()
    stopping.abort() // a call that is cut off is made again; what was answered is kept
    await Promise.all([worker.stop(GRACE_MS), benches])
    await app.close()
    process.exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void leave(0))
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(fault, (error) => {
      log.fatal({ err: error }, 'the worker cannot go on')
      void leave(1)
    })
  log.info('worker ready')
}

main().catch((error: unknown) => {
  if (error instanceof CannotStart) process.stderr.write(`${error.message}\n`)
  else log.fatal({ err: error }, 'the worker could not start')
  process.exit(1)
})
