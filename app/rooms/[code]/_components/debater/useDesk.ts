'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#lib/http/call'
import type { Reply } from '#lib/http/replies'

export type Desk = Reply<'speech.desk'>
const QUIET_MS = 800
const RETRY_MS = 5_000

/**
 * What somebody who argues has to write now, and what they have typed: kept on the server while it is typed. `seq` grows
 * with the debate, and the desk is fetched anew.
 */
export function useDesk(debateId: string, seq: number) {
  const [desk, setDesk] = useState<Desk | null>(null)
  const [text, setText] = useState('')
  const [saved, setSaved] = useState(true)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [late, setLate] = useState(0) // the server's clock less this one's, ms
  const turn = useRef<number | null>(null)
  const unsent = useRef<{ turn: number; text: string } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const take = useCallback((next: Desk) => {
    setDesk(next)
    setLate(next.now - Date.now())
    const open = next.open?.turn ?? null
    if (open === turn.current) return // the words that are being typed stay
    turn.current = open
    unsent.current = null
    setText(next.draft)
    setSaved(true)
  }, [])
  const load = useCallback(async () => {
    const reply = await call('speech.desk', { params: { id: debateId } })
    if (reply.ok) take(reply.value)
    return reply.ok
  }, [debateId, take])
  const send = useCallback(async () => {
    clearTimeout(timer.current)
    const body = unsent.current
    if (!body) return
    const reply = await call('speech.draft', { params: { id: debateId }, body })
    if (unsent.current !== body) return
    if (!reply.ok) return void (timer.current = setTimeout(() => void send(), RETRY_MS))
    unsent.current = null
    setSaved(true)
  }, [debateId])
  useEffect(() => {
    let again: ReturnType<typeof setTimeout> | undefined
    const tried = async () => {
      if (!(await load())) again = setTimeout(() => void tried(), RETRY_MS)
    }
    void tried()
    return () => clearTimeout(again)
  }, [load, seq])
  useEffect(() => {
    const leave = () => void (document.hidden && send())
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      void send()
    }
  }, [send])
  const change = useCallback(
    (next: string) => {
      setText(next)
      if (turn.current === null) return
      unsent.current = { turn: turn.current, text: next }
      setSaved(false)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void send(), QUIET_MS)
    },
    [send],
  )
  const handIn = useCallback(async () => {
    if (turn.current === null) return
    setBusy(true)
    setProblem(null)
    const reply = await call('speech.say', { params: { id: debateId }, body: { turn: turn.current, text } })
    setBusy(false)
    if (!reply.ok) return setProblem(reply.error.message)
    unsent.current = null
    clearTimeout(timer.current)
    take(reply.value)
  }, [debateId, text, take])
  return { desk, text, saved, busy, problem, late, change, handIn }
}
