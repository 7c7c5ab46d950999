import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { person } from '#server/auth'
import { AccountForm } from '../sign-in/_components/AccountForm'
import { nextPath } from '../sign-in/next'

export const metadata: Metadata = { title: 'Make an account' }
type Props = { searchParams: Promise<{ next?: string | string[] }> }

export default async function SignUpPage({ searchParams }: Props) {
  const next = nextPath((await searchParams).next)
  const who = await person()
  if (who && who.role !== 'guest') redirect(next)
  return (
    <main className="page max-w-lg">
      <h1>Make an account</h1>
      <p className="mt-3 mb-7 font-serif text-read text-ink-2">
        It keeps your judgments under one name. To open rooms of your own, an administrator of this arena has to make
        you a researcher afterwards.
      </p>
      <AccountForm next={next} />
      <p className="mt-7 text-small text-ink-2">
        Already have one?{' '}
        <Link href={`/sign-in?next=${encodeURIComponent(next)}`} className="link">
          Sign in
        </Link>
      </p>
    </main>
  )
}
