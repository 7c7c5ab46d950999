'use client'
import { useCallback, useState } from 'react'
import type { AfterMode } from '#lib/core/judging/judgment'
import { call } from '#lib/http/call'

const TRIES = 3

/**
 * Leads to a finished debate: the one given, else the one that comes next for this judge, which is begun if it is not
 * yet. Keeps still until the page is there; where nothing waits, the list of what waits says so.
 */
export function useNext(given?: string) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const go = useCallback(
    async (mode: AfterMode) => {
      setBusy(true)
      setProblem(null)
      for (let tries = 0; ; tries++) {
        const reply = await toBegin(given)
        if (!reply.ok) return stop(reply.error.message)
        const { debateId, begun } = reply.value
        if (debateId === null) return window.location.assign('/judging')
        const done = begun ? reply : await call('judgment.begin', { params: { debateId }, body: { mode } })
        if (done.ok) return window.location.assign(`/judging/${debateId}`)
        const meanwhile = ['already-met', 'not-found'].includes(done.error.error) // from another tab: there is another one
        if (given !== undefined || !meanwhile || tries >= TRIES) return stop(done.error.message)
      }
      function stop(why: string) {
        setBusy(false)
        setProblem(why)
      }
    },
    [given],
  )
  return { go, busy, problem }
}

const toBegin = async (given: string | undefined) =>
  given === undefined ? call('judging.next', {}) : ({ ok: true, value: { debateId: given, begun: false } } as const)
