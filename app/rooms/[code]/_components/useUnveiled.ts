'use client'
import { useEffect, useMemo, useState } from 'react'
import type { SpeechView } from '#lib/core/debate/view'

const standing = () =>
  [...document.querySelectorAll<HTMLElement>('[data-speech]:not([aria-busy="true"])')]
    .map((speech) => speech.dataset['speech'])
    .join(' ')

/**
 * Which speeches stand on the page in full. One that is being written or unveiled says so by `aria-busy` and is not
 * among them, so that nothing here is ahead of what the reader has been shown.
 */
export function useUnveiled(): (speech: Pick<SpeechView, 'turn' | 'side'>) => boolean {
  const [names, setNames] = useState('')
  useEffect(() => {
    const look = () => setNames(standing())
    look()
    const watcher = new MutationObserver(look)
    watcher.observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-busy'] })
    return () => watcher.disconnect()
  }, [])
  return useMemo(() => {
    const shown = new Set(names.split(' '))
    return ({ turn, side }) => shown.has(`${turn}${side}`)
  }, [names])
}
