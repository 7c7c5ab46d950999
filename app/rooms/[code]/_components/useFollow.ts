'use client'
import { useCallback, useEffect, useRef, useState } from 'react'

const NEAR_PX = 140

/**
 * Keeps the end of the page in sight while text arrives, if it was in sight before. Otherwise nothing moves, and
 * `behind` says that there is something new below.
 */
export function useFollow() {
  const atEnd = useRef(true)
  const [behind, setBehind] = useState(false)
  useEffect(() => {
    const look = () => {
      const { scrollHeight } = document.documentElement
      atEnd.current = scrollHeight - window.scrollY - window.innerHeight < NEAR_PX
      if (atEnd.current) setBehind(false)
    }
    look()
    window.addEventListener('scroll', look, { passive: true })
    return () => window.removeEventListener('scroll', look)
  }, [])
  const toEnd = useCallback(() => window.scrollTo({ top: document.documentElement.scrollHeight }), [])
  const onGrow = useCallback(() => {
    if (atEnd.current) toEnd()
    else setBehind(true)
  }, [toEnd])
  return { behind, onGrow, toEnd }
}
