import type { Metadata } from 'next'
import Link from 'next/link'
import { accounts } from '#server/deps'
import { administratorLinkWorks } from '#lib/services/accounts'
import { buttonClasses } from '#ui/button'
import { AccountForm } from '../sign-in/_components/AccountForm'

export const metadata: Metadata = { title: 'Welcome' }
type Props = { searchParams: Promise<{ token?: string | string[] }> }

/** Where the one-time link leads that a start prints while nobody administers the arena. Opening it does not use it up. */
export default async function WelcomePage({ searchParams }: Props) {
  const { token } = await searchParams
  if (typeof token !== 'string' || !(await administratorLinkWorks(await accounts(), token))) return <Over />
  return (
    <main className="page max-w-lg">
      <h1>Welcome to your arena</h1>
      <p className="mt-3 mb-7 font-serif text-read text-ink-2">
        Nobody looks after it yet. This account will: it connects models, sees to debaters and people, and opens rooms.
      </p>
      <AccountForm next="/" token={token} />
    </main>
  )
}

const Over = () => (
  <main className="page max-w-lg">
    <h1>This link is over.</h1>
    <p className="mt-3 mb-7 font-serif text-read text-ink-2">
      It works once and for a day. While the arena has no administrator, every start prints a new one.
    </p>
    <Link href="/sign-in" className={buttonClasses({ tone: 'primary' })}>
      Sign in
    </Link>
  </main>
)
