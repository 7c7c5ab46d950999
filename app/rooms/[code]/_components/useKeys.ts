'use client'
import { useEffect } from 'react'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input, textarea, select, [role="dialog"] *'))

/** Single keys for the whole page; off while somebody types, in a dialog, or with a modifier held. */
export function useKeys(keys: Record<string, () => void>) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return
      const act = keys[event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [keys])
}

/** Moves the focus to the next or previous speech, from where the reader is. */
export function moveSpeech(step: 1 | -1) {
  const speeches = [...document.querySelectorAll<HTMLElement>('[data-speech]')]
  const now = speeches.findIndex((speech) => speech.contains(document.activeElement))
  const to =
    speeches[Math.min(Math.max(now < 0 ? (step > 0 ? 0 : speeches.length - 1) : now + step, 0), speeches.length - 1)]
  to?.focus({ preventScroll: true })
  to?.scrollIntoView({ block: 'center' })
}
