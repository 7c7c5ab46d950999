'use client'
import { useEffect, useState } from 'react'
import { io, type Socket } from 'socket.io-client'
import type { Ask, AskName, ClientToServer, Reply, ServerToClient } from '#lib/realtime/contract'

export type Line = Socket<ServerToClient, ClientToServer>
const REPLY_MS = 10_000

/** The page's one socket; null until the browser has it. `online` is false while reconnecting. */
export function useSocket(): { line: Line | null; online: boolean } {
  const [line, setLine] = useState<Line | null>(null)
  const [online, setOnline] = useState(true)
  useEffect(() => {
    const socket: Line = io({ transports: ['websocket'] })
    let waiting: ReturnType<typeof setTimeout> | undefined
    socket.on('connect', () => setOnline(true))
    socket.on('connect_error', () => setOnline(false))
    socket.on('disconnect', () => setOnline(false))
    socket.on('server.restart', ({ afterMs }) => {
      socket.disconnect() // ours, so it does not reconnect by itself before the server is back
      clearTimeout(waiting)
      waiting = setTimeout(() => socket.connect(), afterMs)
    })
    setLine(socket)
    return () => {
      clearTimeout(waiting)
      socket.close()
    }
  }, [])
  return { line, online }
}

/** Asks and waits for the answer; null if the line broke, in which case `connect` will ask again. */
export const ask = <N extends AskName>(line: Line, name: N, input: Ask<N>): Promise<Reply<N> | null> =>
  new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), REPLY_MS)
    const answered = (reply: Reply<N>) => {
      clearTimeout(late)
      resolve(reply)
    }
    const emit: (name: N, input: Ask<N>, answered: (reply: Reply<N>) => void) => unknown = line.emit.bind(line)
    emit(name, input, answered)
  })
