import { prismaReplies } from '#lib/adapters/prisma/idempotency'
import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import type { Env } from '#lib/env'
import type { Door } from '#lib/http/answer'
import { log } from '#lib/log'
import { authSecret } from './secret'
import { personFromCookies } from './session'

export const isSecure = ({ PUBLIC_URL }: Pick<Env, 'PUBLIC_URL'>): boolean => PUBLIC_URL?.startsWith('https:') ?? false
export const secretOf = ({ AUTH_SECRET, DATA_DIR }: Pick<Env, 'AUTH_SECRET' | 'DATA_DIR'>): string =>
  AUTH_SECRET ?? authSecret(DATA_DIR)

/** The door of the API on this database. */
export function doorOf(env: Env, db: PrismaClient): Door {
  const known = { db, secret: secretOf(env), secure: isSecure(env) }
  return {
    person: (request) => personFromCookies(request.headers.get('cookie'), known),
    replies: prismaReplies(db, Date.now),
    broken: (error, about) => log.error({ err: error, ...about }, 'a request broke'),
    publicUrl: env.PUBLIC_URL,
  }
}
