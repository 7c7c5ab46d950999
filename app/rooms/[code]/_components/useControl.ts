'use client'
import { useCallback, useRef, useState } from 'react'
import { call, type Body } from '#lib/http/call'

/** Runs the room. The answer comes by the socket as for everybody else; here only that it is under way, or why not. */
export function useControl(code: string, refresh: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useRef(false)
  const control = useCallback(
    async (body: Body<'room.control'>): Promise<boolean> => {
      if (sending.current) return false
      sending.current = true
      setBusy(true)
      setProblem(null)
      try {
        const reply = await call('room.control', { params: { code }, body })
        if (!reply.ok) setProblem(reply.error.message)
        await refresh()
        return reply.ok
      } finally {
        sending.current = false
        setBusy(false)
      }
    },
    [code, refresh],
  )
  return { control, busy, problem }
}
export type Control = ReturnType<typeof useControl>
