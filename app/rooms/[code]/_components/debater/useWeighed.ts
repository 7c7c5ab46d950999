'use client'
import { useEffect, useMemo, useState } from 'react'
import type { Weighed } from '#lib/core/debate/personSpeech'
import type { DebateView } from '#lib/core/debate/view'
import type { CheckedQuote } from '#lib/core/quotes/quote'
import type { Desk } from './useDesk'

const QUIET_MS = 200

/** What the speech weighs as it stands, by the rules of the server, a moment after the last key; null before the first time. */
export function useWeighed(text: string, view: DebateView, desk: Desk): Weighed | null {
  const [weighed, setWeighed] = useState<Weighed | null>(null)
  const { question, answers, speeches, source = '' } = view
  const { side, limits } = desk
  const earlier = useMemo(
    () => speeches.filter((speech) => speech.side === side).flatMap(({ quotes }) => quotes.map(whole)),
    [speeches, side],
  )
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => {
      void import('#lib/core/debate/personSpeech').then(({ weigh }) => {
        if (!current) return
        setWeighed(weigh(text, { source, sourceHash: '', known: [question, answers.A, answers.B], earlier, limits }))
      })
    }, QUIET_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [text, question, answers.A, answers.B, source, earlier, limits])
  return weighed
}

/** A quote as the view has it, with what the view leaves out because nobody needs it. */
const whole = ({
  verified: _,
  spans = [],
  ...quote
}: DebateView['speeches'][number]['quotes'][number]): CheckedQuote => ({
  ...quote,
  spans,
  occurrences: 1,
  similarity: 1,
  sourceHash: '',
  algorithm: 'quotes/1',
})
