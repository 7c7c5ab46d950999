'use client'
import { useEffect, useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { minutesAndSeconds, sinceFirstView } from './elapsed'

/**
 * How long the debate has been open to this judge, counting up until the verdict. The server's clock says when it was
 * opened; this one only counts along, so that a reload does not begin anew and a wrong clock does no harm.
 *
 * @param servedAt ms since 1970, the server's clock when the page was made
 */
export function Clock({ view, servedAt }: { view: DebateView; servedAt: number }) {
  const [now, setNow] = useState(servedAt)
  useEffect(() => {
    const begun = performance.now()
    const tick = () => setNow(servedAt + (performance.now() - begun))
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [servedAt])
  const elapsedMs = view.own ? sinceFirstView(view.own, view.rules.prior, now) : null
  if (elapsedMs === null) return null
  return (
    <span role="timer" aria-label="Time since the debate was opened to you" className="num whitespace-nowrap text-ink">
      {minutesAndSeconds(elapsedMs)}
    </span>
  )
}
