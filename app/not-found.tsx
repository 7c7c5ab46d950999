import Link from 'next/link'
import { buttonClasses } from '#ui/button'

export default function NotFound() {
  return (
    <main className="page max-w-2xl">
      <h1>There is nothing here.</h1>
      <p className="mt-4 mb-6 font-serif text-read text-ink-2">
        The address may be mistyped, the room may be over, or it may not be open to you.
      </p>
      <Link href="/" className={buttonClasses({ tone: 'primary' })}>
        Judge a debate instead
      </Link>
    </main>
  )
}
