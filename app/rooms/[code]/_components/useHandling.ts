'use client'
import { useEffect, useRef } from 'react'
import type { Handling } from '#lib/core/judging/judgment'

type Hand = {
  shownAt: number
  visibleMs: number
  focusedMs: number
  since: number // how it stood from here on
  visible: boolean
  focused: boolean
  firstTouchAt: number | null
  firstPercentA: number
  moves: number
}
const fresh = (at: number): Hand => ({
  shownAt: at,
  visibleMs: 0,
  focusedMs: 0,
  since: at,
  visible: false,
  focused: false,
  firstTouchAt: null,
  firstPercentA: 0,
  moves: 0,
})

/** Counts what has passed as it stood, and notes how it stands now. */
function count(now: Hand) {
  const at = performance.now()
  if (now.visible) now.visibleMs += at - now.since
  if (now.focused) now.focusedMs += at - now.since
  now.since = at
  now.visible = !document.hidden
  now.focused = now.visible && document.hasFocus()
}

/**
 * How the judge's hand moved on one control, by the browser's steady clock. `step` starts it anew.
 * `read` is undefined where the value was never touched here, as after a restored draft.
 */
export function useHandling(step: number) {
  const hand = useRef<Hand | null>(null)
  useEffect(() => {
    const now = (hand.current = fresh(performance.now()))
    const changed = () => count(now)
    changed()
    document.addEventListener('visibilitychange', changed)
    window.addEventListener('focus', changed)
    window.addEventListener('blur', changed)
    return () => {
      document.removeEventListener('visibilitychange', changed)
      window.removeEventListener('focus', changed)
      window.removeEventListener('blur', changed)
    }
  }, [step])
  return {
    touch(percentA: number) {
      const now = hand.current
      if (!now) return
      now.moves += 1
      if (now.firstTouchAt !== null) return
      now.firstTouchAt = performance.now()
      now.firstPercentA = percentA
    },
    read(): Handling | undefined {
      const now = hand.current
      if (!now || now.firstTouchAt === null) return undefined
      count(now)
      return {
        shownMs: Math.round(now.since - now.shownAt),
        visibleMs: Math.round(now.visibleMs),
        focusedMs: Math.round(now.focusedMs),
        firstTouchMs: Math.round(now.firstTouchAt - now.shownAt),
        firstPercentA: now.firstPercentA,
        moves: now.moves,
      }
    },
  }
}
