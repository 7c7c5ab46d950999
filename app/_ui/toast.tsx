'use client'
import { useSyncExternalStore } from 'react'

// Our own few lines: the usual library writes its style sheet into the page at import, which our CSP forbids.
type Told = { id: number; text: string }
const SHOWN_MS = 6_000
const none: Told[] = []
let shown: Told[] = none
let last = 0
const watchers = new Set<() => void>()
const put = (next: Told[]) => {
  shown = next
  watchers.forEach((told) => told())
}

/** Says the result of something in the background, for six seconds. Never for a verdict: that belongs in the page. */
export function toast(text: string) {
  const id = ++last
  put([...shown, { id, text }])
  setTimeout(() => put(shown.filter((one) => one.id !== id)), SHOWN_MS)
}

const watch = (told: () => void) => {
  watchers.add(told)
  return () => void watchers.delete(told)
}

/** Where toasts appear; once, in the layout. */
export function Toasts() {
  const list = useSyncExternalStore(
    watch,
    () => shown,
    () => none,
  )
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 grid justify-items-center gap-2"
    >
      {list.map(({ id, text }) => (
        <p key={id} className="rounded-sheet border border-rule-2 bg-sheet px-4 py-2.5 shadow-sheet">
          {text}
        </p>
      ))}
    </div>
  )
}
