import type { ReactNode } from 'react'

/** A sentence instead of a spinner: says what is being waited for. */
export const Busy = ({ children }: { children: ReactNode }) => (
  <p role="status" className="text-ink-2">
    {children}
  </p>
)
