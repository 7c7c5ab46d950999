'use client'
import { useEffect, useRef } from 'react'
import type { Handling } from '#lib/core/judging/judgment'

type Hand = {
  shownAt: number
  hiddenMs: number
  hiddenAt: number | null
  firstTouchAt: number | null
  firstPercentA: number
  moves: number
}
const fresh = (): Hand => ({
  shownAt: performance.now(),
  hiddenMs: 0,
  hiddenAt: null,
  firstTouchAt: null,
  firstPercentA: 0,
  moves: 0,
})

/**
 * How the judge's hand moved on one control, by the browser's steady clock. `step` starts it anew.
 * `read` is undefined where the value was never touched here, as after a restored draft.
 */
export function useHandling(step: number) {
  const hand = useRef<Hand | null>(null)
  useEffect(() => {
    const now = (hand.current = fresh())
    const seen = () => {
      if (document.hidden) now.hiddenAt = performance.now()
      else if (now.hiddenAt !== null) {
        now.hiddenMs += performance.now() - now.hiddenAt
        now.hiddenAt = null
      }
    }
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
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
      const shownMs = performance.now() - now.shownAt
      return {
        shownMs: Math.round(shownMs),
        visibleMs: Math.round(Math.max(0, shownMs - now.hiddenMs)),
        firstTouchMs: Math.round(now.firstTouchAt - now.shownAt),
        firstPercentA: now.firstPercentA,
        moves: now.moves,
      }
    },
  }
}
