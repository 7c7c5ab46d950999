'use client'
import { useEffect, useRef } from 'react'
import type { LiveText, Part } from './liveText'

/** A lone speaker's speech while it is written: appended to one text node, at most once a frame, outside React. */
export function LiveSpeech({ live, part, onGrow }: { live: LiveText; part: Part; onGrow: () => void }) {
  const { turn, side } = part
  const host = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const node = document.createTextNode('')
    host.current?.append(node)
    let next = 0
    const draw = () => {
      next = 0
      const { text } = live.read({ turn, side })
      if (text === node.data) return
      if (text.startsWith(node.data)) node.appendData(text.slice(node.length))
      else node.data = text // a retry begins again
      onGrow()
    }
    const soon = () => void (next ||= requestAnimationFrame(draw))
    soon()
    const stop = live.watch(soon)
    return () => {
      stop()
      cancelAnimationFrame(next)
      node.remove()
    }
  }, [live, turn, side, onGrow])
  return (
    <p dir="auto" className="[overflow-wrap:anywhere] whitespace-pre-line">
      <span ref={host} className="caret" />
    </p>
  )
}
