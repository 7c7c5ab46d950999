'use client'
import { useCallback, useEffect, useState } from 'react'
import type { RoomView } from '#lib/core/rooms/room'
import type { Reply } from '#lib/realtime/contract'
import { answered, type Line } from './useSocket'

/** Live view of the room, starting from the server-rendered one; `removed` once the host has taken this person out. */
export function useRoom(initial: RoomView, line: Line | null) {
  const { code } = initial
  const [room, setRoom] = useState(initial)
  const [removed, setRemoved] = useState(false)
  const refresh = useCallback(async () => {
    if (!line) return
    const reply = await answered<Reply<'room.subscribe'>>((reply) => line.emit('room.subscribe', { code }, reply))
    if (reply?.ok) setRoom((now) => (reply.value.version >= now.version ? reply.value : now))
    else if (reply?.error === 'forbidden' || reply?.error === 'not-found') setRemoved(true)
  }, [line, code])
  useEffect(() => {
    if (!line) return
    const changed = (change: { code: string }) => void (change.code === code && refresh())
    const connected = () => void refresh()
    line.on('connect', connected) // again after every reconnect
    line.on('room.changed', changed)
    if (line.connected) connected()
    return () => {
      line.off('connect', connected)
      line.off('room.changed', changed)
    }
  }, [line, code, refresh])
  return { room, removed, refresh }
}
