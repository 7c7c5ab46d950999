import { decode } from 'next-auth/jwt'
import * as z from 'zod'
import { passwords } from '#lib/adapters/passwords'
import { prismaPeople } from '#lib/adapters/prisma/people'
import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { readVisit } from '#lib/adapters/visit'
import type { Person } from '#lib/core/people/can'
import type { AccountDeps } from '#lib/services/accounts'

/** `secure`: served over https. Over plain http a browser takes neither the prefix nor `Secure`. */
export const sessionCookie = (secure: boolean) => (secure ? '__Host-arena.session' : 'arena.session')
export const visitCookie = (secure: boolean) => (secure ? '__Host-arena.visit' : 'arena.visit')

/** What is kept in the session's token. The role is for looking at; what counts is read from the database. */
const session = z.object({ sub: z.uuid(), epoch: z.int() })

type Known = { db: PrismaClient; secret: string; secure?: boolean | undefined; now?: number }

/**
 * Who sends these cookies: the account of a session, else the guest of a visit, else null. Asked anew on every request,
 * so a session ends with log-out, a change of role or a disabled account; sockets ask again now and then.
 *
 * @param cookieHeader as the browser sent it
 * @param known.secure which cookies count; both kinds if it is not given
 */
export async function personFromCookies(cookieHeader: string | null | undefined, known: Known): Promise<Person | null> {
  const cookies = cookiesOf(cookieHeader ?? '')
  const kinds = known.secure === undefined ? [true, false] : [known.secure]
  for (const secure of kinds) {
    const found = await personOf(cookies.get(sessionCookie(secure)), cookies.get(visitCookie(secure)), known)
    if (found) return found
  }
  return null
}

/** As personFromCookies, from the values of the two cookies. */
export async function personOf(
  sessionToken: string | undefined,
  visit: string | undefined,
  { db, secret, now = Date.now() }: Known,
): Promise<Person | null> {
  const people = prismaPeople(db)
  const claims = session.safeParse(await decode({ token: sessionToken ?? '', secret }).catch(() => null))
  if (claims.success) {
    const row = await people.person(claims.data.sub)
    if (row && !row.disabled && row.sessionEpoch === claims.data.epoch) return personIn(row)
  }
  const guestId = visit ? readVisit(secret, visit, now) : null
  const guest = guestId ? await people.person(guestId) : null
  return guest?.role === 'guest' && !guest.disabled ? personIn(guest) : null
}
const personIn = ({ id, role, name }: Person): Person => ({ id, role, name })

/** What lib/services/accounts needs. */
export const accountsOf = (db: PrismaClient): AccountDeps => ({
  people: prismaPeople(db),
  passwords,
  now: Date.now,
  newId: () => crypto.randomUUID(),
})

function cookiesOf(header: string): Map<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='))
  return new Map(pairs.map(([name = '', ...value]) => [name, unescape(value.join('='))]))
}
function unescape(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
