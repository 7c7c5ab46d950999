'use client'
import { useLayoutEffect, useRef, type RefObject } from 'react'

const LINE_PX = 13

/** Keeps labels in one margin from lying on each other: whichever would touch the one above moves down. */
export function useApart(selector: string): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const last = new Map<string, number>()
    for (const label of root.current?.querySelectorAll<HTMLElement>(selector) ?? []) {
      const margin = label.dataset['tag'] ?? ''
      const { top } = label.getBoundingClientRect()
      const least = (last.get(margin) ?? -Infinity) + LINE_PX
      if (top < least) label.style.translate = `0 ${least - top}px`
      last.set(margin, Math.max(top, least))
    }
  }, [selector])
  return root
}
