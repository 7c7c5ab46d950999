'use client'
import { useState } from 'react'
import type { RoomView } from '#lib/core/rooms/room'
import { call } from '#lib/http/call'
import { Button, buttonClasses } from '#ui/button'
import { Problem } from './Problem'

/** What comes after the reveal: another debate, or waiting for the host. */
export function Onward({ room, next, onNext }: { room: RoomView; next: boolean; onNext: () => void }) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const another = async () => {
    setBusy(true)
    setProblem(null)
    const reply = await call('demo.start', {})
    if (reply.ok) return window.location.assign(`/rooms/${reply.value.code}`)
    setBusy(false)
    setProblem(reply.error.message)
  }
  if (next)
    return (
      <Button tone="primary" size="large" onClick={onNext}>
        {room.state === 'ended' ? 'See how the room did' : 'Next debate'}
      </Button>
    )
  if (room.kind === 'demo')
    return (
      <div className="flex flex-wrap items-center gap-3">
        <Button tone="primary" size="large" busy={busy} onClick={() => void another()}>
          Judge another
        </Button>
        <a href="/" className={buttonClasses({ tone: 'quiet' })}>
          Leave
        </a>
        <Problem text={problem} />
      </div>
    )
  if (room.seat === 'host') return null
  return (
    <p role="status" className="text-ink-2">
      {room.position < room.length
        ? 'The host opens the next debate. It appears here by itself.'
        : 'That was the last debate of this room.'}
    </p>
  )
}
