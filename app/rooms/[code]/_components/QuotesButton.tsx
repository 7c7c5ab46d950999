'use client'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { useKeys } from './useKeys'
import { useUnveiled } from './useUnveiled'

const QuotesPanel = lazy(() => import('./QuotesPanel').then((m) => ({ default: m.QuotesPanel })))

/**
 * Opens the quotes so far. Once a quote was followed into the transcript, the same button leads back to it; `q` does
 * what the button does.
 */
export function QuotesButton({ view }: { view: Pick<DebateView, 'speeches'> }) {
  const [open, setOpen] = useState(false)
  const [followed, setFollowed] = useState<string | null>(null) // the entry it was followed from, until the reader is back
  const button = useRef<HTMLButtonElement>(null)
  const shown = useUnveiled()
  const n = view.speeches.filter(shown).reduce((sum, { quotes }) => sum + quotes.filter((q) => q.verified).length, 0)
  const press = useCallback(() => {
    const entry = followed === null ? null : document.getElementById(followed)
    entry?.focus()
    if (!entry)
      setOpen((now) => !now) // if it was followed from a panel that has closed, this opens at the entry
    else setFollowed(null)
  }, [followed])
  useKeys(useMemo(() => ({ q: press }), [press]))
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={press}
        className="link num whitespace-nowrap"
      >
        {followed && <span aria-hidden>← </span>}
        Quotes ({n})<span className="sr-only">{followed ? ', back to the one you followed' : ' so far'}</span>
      </button>
      <Suspense>
        {open && (
          <QuotesPanel
            speeches={view.speeches}
            shown={shown}
            from={followed}
            onFollow={setFollowed}
            onClose={() => setOpen(false)}
            opener={button}
          />
        )}
      </Suspense>
    </>
  )
}
