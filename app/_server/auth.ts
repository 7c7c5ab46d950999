import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { can, type Action, type Person } from '#lib/core/people/can'
import { isSecure, secretOf } from '#lib/server/door'
import { guestId, signVisit, VISIT_SECONDS } from '#lib/server/guest'
import { personOf, sessionCookie, visitCookie } from '#lib/server/session'
import { makeGuest } from '#lib/services/accounts'
import { accounts, deps, env } from './deps'

/** Who looks at this page: looked up once per request. */
export const person = cache(async (): Promise<Person | null> => {
  const secure = isSecure(env())
  const jar = await cookies()
  const { prisma: db } = await deps()
  return personOf(jar.get(sessionCookie(secure))?.value, jar.get(visitCookie(secure))?.value, {
    db,
    secret: secretOf(env()),
  })
})

/** The person who looks at a page that is not for everybody; others are sent to sign in, or told that it is not theirs. */
export async function requirePerson(may: Action, from: string): Promise<Person> {
  const who = await person()
  if (who && can(who, may)) return who
  redirect(who && who.role !== 'guest' ? '/no-access' : `/sign-in?next=${encodeURIComponent(from)}`)
}

/** Makes a guest of somebody without a session and gives their browser its cookie. For route handlers. */
export async function welcomeGuest(name: string, request: Request): Promise<Person> {
  const secret = secretOf(env())
  const guest = await makeGuest(await accounts(), name, guestId(secret, request.headers.get('idempotency-key')))
  const jar = await cookies()
  jar.set(visitCookie(isSecure(env())), signVisit(secret, guest.id, Date.now()), {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: isSecure(env()),
    maxAge: VISIT_SECONDS,
  })
  return guest
}
