'use client'
import { useEffect, useRef, useState } from 'react'

const may = () => typeof Notification !== 'undefined' && Notification.permission

/** Says that it is one's turn where the page is not in sight: in its title, and by the browser where that is allowed. */
export function useTurnNotice(turn: number | null, about: string) {
  const [asking, setAsking] = useState(false)
  const told = useRef<number | null>(null)
  useEffect(() => setAsking(may() === 'default'), [])
  useEffect(() => {
    if (turn === null) return
    const { title } = document
    document.title = `Your turn · ${title}`
    if (told.current !== turn && document.hidden && may() === 'granted') {
      try {
        new Notification('It is your turn to argue.', { body: about, tag: 'turn' })
      } catch {
        // Some phones only let a service worker tell; the title has to do.
      }
    }
    told.current = turn
    return () => void (document.title = title)
  }, [turn, about])
  const ask = async () => setAsking((await Notification.requestPermission()) === 'default')
  return { asking, ask }
}
