import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClasses } from '#ui/button'

export const metadata: Metadata = { title: 'Not for this account' }

export default function NoAccessPage() {
  return (
    <main className="page max-w-lg">
      <h1>This page is not for your account.</h1>
      <p className="mt-3 mb-7 font-serif text-read text-ink-2">
        Rooms, questions and data are for researchers; models and people are for administrators. An administrator of
        this arena can change what your account may do.
      </p>
      <Link href="/" className={buttonClasses({ tone: 'primary' })}>
        Judge a debate instead
      </Link>
    </main>
  )
}
