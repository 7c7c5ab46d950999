'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#lib/http/call'
import type { DraftContent } from '#lib/http/contract'

const QUIET_MS = 500
const key = (debateId: string) => `draft:${debateId}`

/** The copy on this device: there only while the server does not have it. */
function localDraft(debateId: string): DraftContent | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(debateId)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('step' in kept) || !('reason' in kept) || !('percentA' in kept))
      return null
    const { step, reason, percentA } = kept
    if (typeof step !== 'number' || typeof reason !== 'string') return null
    const comment = 'comment' in kept && typeof kept.comment === 'string' ? kept.comment : undefined
    const to = 'to' in kept && (kept.to === 'A' || kept.to === 'B') ? kept.to : undefined
    return { step, reason, percentA: typeof percentA === 'number' ? percentA : null, comment, to }
  } catch {
    return null
  }
}
function keepLocal(debateId: string, draft: DraftContent | null) {
  try {
    if (draft) localStorage.setItem(key(debateId), JSON.stringify(draft))
    else localStorage.removeItem(key(debateId))
  } catch {
    // Without storage the server's copy has to do.
  }
}

/** What is typed but not sent: to the server half a second after the last change and on leaving, and kept here until then. */
export function useDraft(debateId: string, step: number, initial: DraftContent | null) {
  const blank: DraftContent = { step, percentA: null, reason: '' }
  const [draft, setDraft] = useState<DraftContent>(initial?.step === step ? initial : blank)
  const [saved, setSaved] = useState(true)
  const current = draft.step === step ? draft : blank // a new step begins unset
  const unsent = useRef<DraftContent | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const send = useCallback(async () => {
    clearTimeout(timer.current)
    const body = unsent.current
    if (!body) return
    const reply = await call('judgment.draft', { params: { debateId }, body })
    if (!reply.ok || unsent.current !== body) return
    unsent.current = null
    keepLocal(debateId, null)
    setSaved(true)
  }, [debateId])
  const hold = useCallback(
    (content: DraftContent) => {
      unsent.current = content
      setDraft(content)
      setSaved(false)
      keepLocal(debateId, content)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void send(), QUIET_MS)
    },
    [debateId, send],
  )
  useEffect(() => {
    const kept = localDraft(debateId)
    if (kept?.step === step) hold(kept)
  }, [debateId, step, hold])
  useEffect(() => {
    const leave = () => void (document.hidden && send())
    const back = () => void send()
    document.addEventListener('visibilitychange', leave)
    window.addEventListener('online', back)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      window.removeEventListener('online', back)
      clearTimeout(timer.current)
    }
  }, [send])
  const done = useCallback(() => void send(), [send]) // what was sent can be taken back, and is then a draft again
  const change = (next: Partial<Omit<DraftContent, 'step'>>) => hold({ ...current, ...next })
  const { percentA, reason, comment = '', to } = current
  return { percentA, reason, comment, to, saved, change, done }
}
export type Draft = ReturnType<typeof useDraft>
