'use client'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Delta } from '#lib/core/debate/live'
import { newest } from '#lib/core/debate/newest'
import type { DebateView } from '#lib/core/debate/view'
import type { Reply } from '#lib/realtime/contract'
import { liveText, type Part } from './liveText'
import { answered, type Line } from './useSocket'

const SYNC_MS = 500
const RETRY_MS = 500

/**
 * Live view of one debate, starting from the server-rendered one where there is one.
 *
 * `accept` takes a view from anywhere, the newest wins; `refresh` asks for the current one, and moves the socket to the
 * audience that this judge has come to belong to. `writing` names the speeches that are streaming; their text is in `live`. `seen` are the turns that were there when the page came.
 */
export function useDebate(debateId: string, initial: DebateView | null, line: Line | null) {
  const [view, setView] = useState(initial)
  const [writing, setWriting] = useState<Part[]>([])
  const live = useMemo(liveText, [debateId])
  const [seen] = useState(() => new Set(initial?.speeches.map(({ turn }) => turn))) // there when the page came: not paced again

  const hear = useCallback(
    (piece: Delta) => {
      if (piece.debateId !== debateId) return
      live.add(piece)
      setWriting((now) =>
        now.some((part) => part.turn === piece.turn && part.side === piece.side) ? now : live.parts(),
      )
    },
    [debateId, live],
  )
  const accept = useCallback(
    (next: DebateView) => {
      if (next.id !== debateId) return
      setView((now) => (now ? newest(now, next) : next))
      next.live.forEach(hear)
      next.speeches.forEach(live.drop) // what stands in the debate is no longer being written
      setWriting((now) => (now.length === live.parts().length ? now : live.parts()))
    },
    [debateId, hear, live],
  )
  const refresh = useCallback(async () => {
    if (!line) return
    const reply = await answered<Reply<'debate.subscribe'>>((reply) =>
      line.emit('debate.subscribe', { debateId }, reply),
    )
    if (reply?.ok) accept(reply.value)
  }, [line, debateId, accept])

  useEffect(() => {
    initial?.live.forEach(hear)
  }, [initial, hear])
  useEffect(() => {
    if (!line) return
    const connected = () => void refresh()
    line.on('connect', connected) // again after every reconnect, so whatever was missed arrives here
    line.on('debate.snapshot', accept)
    line.on('speech.delta', hear)
    if (line.connected) connected()
    return () => {
      line.off('connect', connected)
      line.off('debate.snapshot', accept)
      line.off('speech.delta', hear)
      if (line.connected) line.emit('debate.leave', { debateId }, () => undefined)
    }
  }, [line, debateId, accept, hear, refresh])
  const missing = view === null
  useEffect(() => {
    if (!line || !missing) return
    // The room may name its next debate a moment before it has begun.
    const again = setInterval(() => void (line.connected && refresh()), RETRY_MS)
    return () => clearInterval(again)
  }, [line, missing, refresh])
  useEffect(() => {
    if (!line || writing.length === 0) return
    const mend = setInterval(() => {
      for (const part of writing) {
        const { text, gap } = live.read(part)
        if (!gap || !line.connected) continue
        const missing = { debateId, ...part, offset: text.length }
        void answered<Reply<'speech.sync'>>((reply) => line.emit('speech.sync', missing, reply)).then((reply) => {
          if (reply?.ok) reply.value.forEach(hear)
        })
      }
    }, SYNC_MS)
    return () => clearInterval(mend)
  }, [line, debateId, writing, live, hear])
  return { view, live, writing, seen, accept, refresh }
}
