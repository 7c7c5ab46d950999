import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { stopEmbedded } from './embedded'
import { processMark } from './processes'

const PREFIX = 'arena-test-'

/** The data folder of the test run with this id; the first `testDatabase()` starts its server. */
export const testFolder = (runId: string) => path.join(os.tmpdir(), PREFIX + runId)

/** Vitest calls this before a run. Nothing is started here: runs without a database stay quick. */
export default async function setup() {
  for (const name of readdirSync(os.tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length)) : Number.NaN
    if (Number.isInteger(pid) && processMark(pid) === null) await remove(String(pid)) // a run that was killed
  }
  const runId = String(process.pid)
  mkdirSync(testFolder(runId), { recursive: true, mode: 0o700 })
  process.env.ARENA_TEST_RUN = runId
  return () => remove(runId)
}

async function remove(runId: string) {
  const folder = testFolder(runId)
  await stopEmbedded(folder)
  rmSync(folder, { recursive: true, force: true })
}
