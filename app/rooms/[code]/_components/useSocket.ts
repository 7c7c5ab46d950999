'use client'
import { useEffect, useState } from 'react'
import { io, type Socket } from 'socket.io-client'
import type { ClientToServer, ServerToClient } from '#lib/realtime/contract'

export type Line = Socket<ServerToClient, ClientToServer>
const REPLY_MS = 10_000
const REFUSED_MS = 2_000

/** The page's one socket; null until the browser has it. `online` is false while reconnecting. */
export function useSocket(): { line: Line | null; online: boolean } {
  const [line] = useState<Line | null>(() =>
    typeof window === 'undefined' ? null : io({ transports: ['websocket'], autoConnect: false }),
  )
  const [online, setOnline] = useState(true)
  useEffect(() => {
    if (!line) return
    let waiting: ReturnType<typeof setTimeout> | undefined
    const up = () => setOnline(true)
    const down = () => setOnline(false)
    const restart = ({ afterMs }: { afterMs: number }) => {
      line.disconnect() // ours, so it does not reconnect by itself before the server is back
      clearTimeout(waiting)
      waiting = setTimeout(() => line.connect(), afterMs)
    }
    const dropped = (reason: string) => {
      down()
      // A server that closes the line on purpose is not asked again by the library itself.
      if (reason === 'io server disconnect') waiting = setTimeout(() => line.connect(), REFUSED_MS)
    }
    line.on('connect', up).on('connect_error', down).on('disconnect', dropped).on('server.restart', restart)
    line.connect()
    return () => {
      clearTimeout(waiting)
      line.off('connect', up).off('connect_error', down).off('disconnect', dropped).off('server.restart', restart)
      line.disconnect()
    }
  }, [line])
  return { line, online }
}

/** Waits for the answer to what `send` asks; null if the line broke, in which case `connect` will ask again. */
export const answered = <R>(send: (reply: (answer: R) => void) => void): Promise<R | null> =>
  new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), REPLY_MS)
    send((answer) => {
      clearTimeout(late)
      resolve(answer)
    })
  })
