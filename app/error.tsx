'use client'
import { Button } from '#ui/button'

/** What a page becomes when it breaks; the digest is what the server's log calls it. */
export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="page max-w-2xl">
      <h1>This page did not load.</h1>
      <p className="mt-4 mb-6 font-serif text-read text-ink-2">
        Something broke on our side. Nothing that you saved is lost.{' '}
        {error.digest && <span className="font-sans text-small">Tell the operator this number: {error.digest}.</span>}
      </p>
      <Button tone="primary" onClick={reset}>
        Try again
      </Button>
    </main>
  )
}
