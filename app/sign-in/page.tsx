import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { oauthNames } from '#lib/server/signIn'
import { person } from '#server/auth'
import { env } from '#server/deps'
import { SignInForm } from './_components/SignInForm'
import { nextPath } from './next'

export const metadata: Metadata = { title: 'Sign in' }
type Props = { searchParams: Promise<{ next?: string | string[]; callbackUrl?: string; error?: string }> }

export default async function SignInPage({ searchParams }: Props) {
  const { next: given, error } = await searchParams
  const next = nextPath(given)
  const who = await person()
  if (who && who.role !== 'guest') redirect(next)
  return (
    <main className="page max-w-lg">
      <h1>Sign in</h1>
      <p className="mt-3 mb-7 font-serif text-read text-ink-2">
        To judge you need no account:{' '}
        <Link href="/" className="link">
          start a debate
        </Link>{' '}
        or open the link of a room. Hosts and researchers sign in here.
      </p>
      <SignInForm next={next} fault={error} providers={oauthNames(env())} />
      <p className="mt-7 text-small text-ink-2">
        No account yet?{' '}
        <Link href={`/sign-up?next=${encodeURIComponent(next)}`} className="link">
          Make one
        </Link>
      </p>
    </main>
  )
}
