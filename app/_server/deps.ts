import 'server-only'
import type { Door } from '#lib/http/answer'
import { readEnv } from '#lib/env'
import { log } from '#lib/log'
import { makeDeps } from '#lib/server/deps'
import { accountsOf, personOf } from '#lib/server/session'
import { idempotentReplies } from '#lib/adapters/prisma/idempotency'

type Made = Awaited<ReturnType<typeof makeDeps>>
declare global {
  var arenaDeps: Promise<Made> | undefined
}

/** One per process: Next loads this module several times over, and each would hold connections of its own. */
export const deps = (): Promise<Made> => (globalThis.arenaDeps ??= makeDeps(readEnv()))
