import { useCallback, useEffect, useState } from 'react'
import { call } from '#lib/http/call'
import type { PanelPage } from '#lib/queries/panels'
import { isStill } from '../../_components/panelWords'

const POLL_MS = 2_000

/**
 * A panel as it goes on, asked for every 2 s while the tab is in front and there is something to come. `offline`: the
 * last time it could not be asked.
 */
export function usePanel(initial: PanelPage) {
  const [page, setPage] = useState(initial)
  const [offline, setOffline] = useState(false)
  const { id } = initial.progress
  const look = useCallback(async () => {
    const reply = await call('panel.get', { params: { id } })
    setOffline(!reply.ok)
    if (reply.ok) setPage(reply.value)
  }, [id])
  const still = isStill(page.progress)
  useEffect(() => {
    if (still) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let over = false
    const next = () => {
      clearTimeout(timer)
      if (!over && document.visibilityState === 'visible') timer = setTimeout(() => void look().then(next), POLL_MS)
    }
    const seen = () => void (document.visibilityState === 'visible' ? look().then(next) : clearTimeout(timer))
    next()
    document.addEventListener('visibilitychange', seen)
    return () => {
      over = true
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [still, look])
  return { page, offline, look }
}
