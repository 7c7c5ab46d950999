'use client'
import { useEffect, useRef, useState } from 'react'
import { UNDO_MS } from '#lib/core/judging/limits'

const RECHECK_MS = 1_000

/**
 * The whole seconds in which the judge's last act can still be taken back; 0 once they are over. The server's clock
 * decides; this one only counts along, and asks what has become of it afterwards.
 *
 * @param acts of the own record: an act begins the window anew
 */
export function useUndoWindow(acts: number | undefined, refresh: () => Promise<void>): number {
  const seenAt = useRef(0)
  const [leftMs, setLeftMs] = useState(UNDO_MS)
  useEffect(() => {
    seenAt.current = performance.now()
    let asked = 0
    const tick = () => {
      const left = UNDO_MS - (performance.now() - seenAt.current)
      setLeftMs(Math.max(0, left))
      if (left > 0 || performance.now() - asked < RECHECK_MS) return
      asked = performance.now()
      void refresh()
    }
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [acts, refresh])
  return Math.ceil(leftMs / 1000)
}
