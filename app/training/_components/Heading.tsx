'use client'
import { useEffect, useRef, type ReactNode } from 'react'

/** The heading of a step, which takes the focus when the step opens: there one reads on, and the next key finds its way. */
export function Heading({ above, children }: { above: string; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [])
  return (
    <>
      <p className="num mb-1 text-small text-ink-2">{above}</p>
      <h1 ref={heading} tabIndex={-1} className="text-[clamp(1.45rem,1.1rem+1.5vw,2.1rem)] leading-[1.2]">
        {children}
      </h1>
    </>
  )
}
