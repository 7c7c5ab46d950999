'use client'
import { useEffect, useRef, useState, type RefObject } from 'react'

/** Whether any part of an element is on the screen, below the room's bar; true until the browser says otherwise. */
export function useInSight(): [RefObject<HTMLDivElement | null>, boolean] {
  const ref = useRef<HTMLDivElement>(null)
  const [inSight, setInSight] = useState(true)
  useEffect(() => {
    if (!ref.current) return
    const watcher = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? true), {
      rootMargin: '-60px 0px 0px',
    })
    watcher.observe(ref.current)
    return () => watcher.disconnect()
  }, [])
  return [ref, inSight]
}
