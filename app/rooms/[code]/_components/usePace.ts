'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { SpeechView } from '#lib/core/debate/view'
import { paceMs, shownAt } from './pace'

const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

/**
 * Shows the speeches of one simultaneous turn at equal pace: writes into the page once a frame, outside React.
 * `frame` goes on the element around them; each speech's text is inside an element with `data-body` naming its side.
 */
export function usePace(speeches: readonly SpeechView[], fresh: boolean) {
  const frame = useRef<HTMLDivElement>(null)
  const [pacing, setPacing] = useState(() => fresh && !calm())
  const showAll = useCallback(() => setPacing(false), [])
  useEffect(() => {
    const root = frame.current
    if (!pacing || !root) return
    const totalMs = paceMs(speeches.map(({ text }) => text.length))
    const veils = speeches.map(({ side, text }) => ({
      text,
      show: unveil(root.querySelector(`[data-body="${side}"]`), text),
    }))
    const begun = performance.now()
    let next = requestAnimationFrame(function step(now) {
      const elapsedMs = now - begun
      veils.forEach(({ text, show }) => show(shownAt(text, elapsedMs, totalMs)))
      if (elapsedMs >= totalMs) setPacing(false)
      else next = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(next)
  }, [pacing, speeches])
  return { frame, pacing, showAll }
}

/** Prepares one speech's element; what is returned shows its first n characters. */
function unveil(body: Element | null, text: string): (n: number) => void {
  const runs = [...(body?.querySelectorAll<HTMLElement>('[data-run]') ?? [])].map((run) => ({
    start: Number(run.dataset['run']),
    end: Number(run.dataset['end']),
    shown: run.firstElementChild,
    veiled: run.lastElementChild,
    at: -1,
  }))
  const wholes = [...(body?.querySelectorAll<HTMLElement>('[data-from]') ?? [])]
  return (n) => {
    for (const run of runs) {
      const at = Math.min(Math.max(n, run.start), run.end)
      run.shown?.classList.toggle('caret', n > run.start && n <= run.end)
      if (at === run.at || !run.shown || !run.veiled) continue
      run.at = at
      run.shown.textContent = text.slice(run.start, at)
      run.veiled.textContent = text.slice(at, run.end)
    }
    for (const whole of wholes) whole.classList.toggle('invisible', n < Number(whole.dataset['from']))
  }
}
