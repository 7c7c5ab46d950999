'use client'
import { useCallback, useRef, useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { JudgeAct } from '#lib/core/judging/judgment'
import { call } from '#lib/http/call'

/** Sends the judge's acts, one at a time. What comes back is accepted; a refusal is said and the truth is fetched. */
export function useJudge(view: DebateView, accept: (view: DebateView) => void, refresh: () => Promise<void>) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useRef(false)
  const { id } = view
  const act = useCallback(
    async (command: JudgeAct): Promise<boolean> => {
      if (sending.current) return false // a second press before the first is answered
      sending.current = true
      setBusy(true)
      setProblem(null)
      try {
        const reply = await call('judgment.act', { params: { debateId: id }, body: command })
        if (reply.ok) accept(reply.value.view)
        else setProblem(reply.error.message)
        void refresh() // after an act the socket listens as another audience; after a refusal the page was behind
        return reply.ok
      } finally {
        sending.current = false
        setBusy(false)
      }
    },
    [id, accept, refresh],
  )
  return { act, busy, problem }
}
export type Judge = ReturnType<typeof useJudge>
