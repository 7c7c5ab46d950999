import { PrismaAdapter } from '@auth/prisma-adapter'
import type { NextAuthOptions, User } from 'next-auth'
import credentialsProvider from 'next-auth/providers/credentials'
import githubProvider from 'next-auth/providers/github'
import gitlabProvider from 'next-auth/providers/gitlab'
import googleProvider from 'next-auth/providers/google'
import * as z from 'zod'
import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import type { Env } from '#lib/env'
import { addressOf } from '#lib/http/address'
import { log } from '#lib/log'
import { signIn } from '#lib/services/accounts'
import { isSecure, secretOf } from './door'
import { accountsOf, sessionCookie } from './session'

const SESSION_SECONDS = 14 * 24 * 60 * 60
const given = z.object({ email: z.string().max(254), password: z.string().max(200) })

/** The OAuth providers whose settings are present, with the names that pages show. */
export const oauthNames = (env: Env): { id: string; name: string }[] => [
  ...(env.GITHUB_ID ? [{ id: 'github', name: 'GitHub' }] : []),
  ...(env.GOOGLE_CLIENT_ID ? [{ id: 'google', name: 'Google' }] : []),
  ...(env.GITLAB_CLIENT_ID ? [{ id: 'gitlab', name: 'GitLab' }] : []),
]

/** How people sign in: e-mail and password, and any OAuth provider whose settings are present. */
export function authOptions(env: Env, db: PrismaClient): NextAuthOptions {
  const accounts = accountsOf(db)
  const secure = isSecure(env)
  const cookie = { httpOnly: true, sameSite: 'lax', path: '/', secure }
  const prefix = secure ? '__Host-' : ''
  return {
    secret: secretOf(env),
    adapter: identities(db),
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookie(secure), options: cookie },
      csrfToken: { name: `${prefix}arena.csrf`, options: cookie },
      callbackUrl: { name: `${prefix}arena.callback`, options: cookie },
    },
    pages: { signIn: '/sign-in', signOut: '/account', error: '/sign-in' },
    providers: [
      credentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        async authorize(credentials, request) {
          const parsed = given.safeParse(credentials)
          if (!parsed.success) return null
          const signedIn = await signIn(accounts, parsed.data, addressOf(new Headers(request.headers)))
          if (!signedIn.ok && signedIn.error === 'too-many') throw new Error('too-many')
          return signedIn.ok ? { id: signedIn.value.id, name: signedIn.value.name } : null
        },
      }),
      ...both(env.GITHUB_ID, env.GITHUB_SECRET, githubProvider),
      ...both(env.GOOGLE_CLIENT_ID, env.GOOGLE_CLIENT_SECRET, googleProvider),
      ...both(env.GITLAB_CLIENT_ID, env.GITLAB_CLIENT_SECRET, gitlabProvider),
    ],
    callbacks: {
      async signIn({ user }) {
        const row = await accounts.people.person(user.id)
        return row === null || !row.disabled // null: a first visit by OAuth, whose account is about to be made
      },
      async jwt({ token, user }) {
        if (!user) return token
        const row = await accounts.people.person(user.id)
        return row ? { sub: row.id, role: row.role, epoch: row.sessionEpoch } : {}
      },
    },
    events: {
      // Everywhere: a token that was copied must not outlive the log-out.
      async signOut({ token }) {
        if (token.sub) await accounts.people.endSessions(token.sub)
      },
    },
    logger: {
      error: (code, about) =>
        log.warn({ code, error: about instanceof Error ? about : about.error }, 'signing in failed'),
      warn: (code) => log.debug({ code }, 'next-auth'),
      debug: () => undefined,
    },
  }
}

const both = <P>(
  clientId: string | undefined,
  clientSecret: string | undefined,
  provider: (o: { clientId: string; clientSecret: string }) => P,
) => (clientId && clientSecret ? [provider({ clientId, clientSecret })] : [])

/**
 * Where next-auth keeps OAuth identities. Our accounts have a role and a name, which it does not know of; and the
 * provider's tokens are not kept, since nothing here uses them.
 */
function identities(db: PrismaClient): NonNullable<NextAuthOptions['adapter']> {
  const kept = PrismaAdapter(db)
  const { people, newId } = accountsOf(db)
  const adapter = {
    ...kept,
    async createUser({ name, email, image }: Omit<User, 'id'>) {
      const person = {
        id: newId(),
        role: 'judge' as const,
        name: name?.slice(0, 40) || email?.split('@')[0] || 'Somebody',
      }
      const made = await people.create(email ? { ...person, email: email.toLowerCase() } : person)
      if (!made) throw new Error('an account with this e-mail address was made at the same moment')
      return { ...person, email: email?.toLowerCase() ?? '', emailVerified: null, image: image ?? null }
    },
    async linkAccount({
      userId,
      type,
      provider,
      providerAccountId,
    }: {
      userId: string
      type: string
      provider: string
      providerAccountId: string
    }) {
      await db.account.create({ data: { userId, type, provider, providerAccountId } })
    },
  }
  return adapter as NonNullable<NextAuthOptions['adapter']> // the adapter's own types are of next-auth's next version
}
