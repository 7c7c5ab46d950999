'use client'
import { useCallback } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { call } from '#lib/http/call'
import { useDebate } from '../../../rooms/[code]/_components/useDebate'

/** As useDebate, of a debate that is over: nothing is said any more, so what changes is asked for. */
export function useFinished(initial: DebateView): ReturnType<typeof useDebate> {
  const debate = useDebate(initial.id, initial, null)
  const { accept } = debate
  const refresh = useCallback(async () => {
    const reply = await call('debate.get', { params: { id: initial.id } })
    if (reply.ok) accept(reply.value)
  }, [initial.id, accept])
  return { ...debate, refresh }
}
