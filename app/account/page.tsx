import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { person } from '#server/auth'
import { SignOut } from './_components/SignOut'

export const metadata: Metadata = { title: 'Your account' }

const may = {
  administrator: 'You connect models, see to debaters and people, read the sources, and open rooms.',
  researcher: 'You read the sources, open rooms, and take out data.',
  judge: 'You judge in every room you have the link of. To open rooms, ask an administrator to make you a researcher.',
}

export default async function AccountPage() {
  const who = await person()
  if (!who || who.role === 'guest') redirect('/sign-in?next=/account')
  return (
    <main className="page max-w-lg">
      <h1 className="wrap-anywhere">{who.name}</h1>
      <p className="mt-3 mb-7 font-serif text-read text-ink-2">
        You are {who.role === 'administrator' ? 'an administrator' : `a ${who.role}`} of this arena. {may[who.role]}
      </p>
      <p className="mb-7">
        <Link href="/me">Your record as a judge</Link>
      </p>
      <SignOut />
    </main>
  )
}
