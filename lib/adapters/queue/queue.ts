import { makeWorkerUtils, type WorkerUtils } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Queue } from '#lib/ports'

export const ADVANCE = 'advance_debate'

/** Jobs on the same database. One waiting job per debate: asking twice wakes a worker once. */
export function jobQueue(pool: Pool): Queue {
  let utils: Promise<WorkerUtils> | null = null
  const ready = () =>
    (utils ??= makeWorkerUtils({ pgPool: pool }).then(async (made) => {
      await made.migrate()
      return made
    }))
  return {
    async advance(debateId) {
      const { addJob } = await ready()
      // A job that is being worked on is left alone: whoever asks now gets one more run after it.
      await addJob(ADVANCE, { debateId }, { jobKey: `debate:${debateId}`, jobKeyMode: 'replace', maxAttempts: 3 })
    },
  }
}
