import { startEmbedded } from '#lib/adapters/postgres/embedded'
import { migrate } from '#lib/adapters/postgres/migrations'
import type { Env } from '#lib/env'
import { makeDeps } from './deps'
import { authSecret, pseudonymSecretOf } from './secret'

/** Everything a program of ours stands on, and how to leave it. */
export type App = Awaited<ReturnType<typeof openApp>>

/** Opens the database, starting the embedded one if there is no DATABASE_URL and it is not running, and what stands on it. */
export async function openApp(env: Env) {
  const embedded = env.DATABASE_URL ? null : await startEmbedded({ dataDir: env.DATA_DIR })
  const url = env.DATABASE_URL ?? embedded?.url
  if (url) await migrate(url, process.cwd()) // one query where nothing is pending
  const deps = await makeDeps({ ...env, DATABASE_URL: url })
  const secret = env.AUTH_SECRET ?? authSecret(env.DATA_DIR)
  return {
    ...deps,
    pseudonymSecret: pseudonymSecretOf(secret),
    async close() {
      await deps.close()
      await embedded?.release()
    },
  }
}
