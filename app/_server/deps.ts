import 'server-only'
import { readEnv, type Env } from '#lib/env'
import type { Door } from '#lib/http/answer'
import { makeDeps } from '#lib/server/deps'
import { doorOf } from '#lib/server/door'
import { accountsOf } from '#lib/server/session'
import type { AccountDeps } from '#lib/services/accounts'

/**
 * Made on first use, and again if that failed: the database may be up by then. Next loads this module several times
 * over; makeDeps sees to it that all share their connections.
 */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  const forget = (error: unknown) => {
    made = undefined
    throw error
  }
  return () => (made ??= make().catch(forget))
}

let settings: Env | undefined
export const env = (): Env => (settings ??= readEnv())
export const deps = once(() => makeDeps(env()))
export const door = once(async (): Promise<Door> => doorOf(env(), (await deps()).prisma))
export const accounts = once(async (): Promise<AccountDeps> => accountsOf((await deps()).prisma))
