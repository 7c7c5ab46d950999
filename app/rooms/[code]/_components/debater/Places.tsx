'use client'
import { useState } from 'react'
import { call } from '#lib/http/call'
import type { RoomView } from '#lib/core/rooms/room'
import { Button } from '#ui/button'
import { count } from '#ui/figures'
import { Problem } from '../Problem'

type Props = { room: RoomView; places: NonNullable<RoomView['places']> }

/** The places of debaters who are people, and the way to one while people gather. */
export function Places({ room, places: { taken, of } }: Props) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const take = async () => {
    setBusy(true)
    setProblem(null)
    const reply = await call('room.join', { params: { code: room.code }, body: { name: room.myName, seat: 'debater' } })
    if (reply.ok) return window.location.reload()
    setBusy(false)
    setProblem(reply.error.message)
  }
  const free = of - taken
  return (
    <div className="mt-4 border-t border-rule pt-4">
      <p className="text-small text-ink-2" role="status">
        {of === 1 ? 'A person argues here.' : 'People argue here.'}{' '}
        {free > 0 ? `${count(free, 'place')} free: whoever has an account can take it.` : 'Every place is taken.'}
      </p>
      {free > 0 && (room.seat === 'judge' || room.seat === 'spectator') && (
        <Button size="small" className="mt-2" busy={busy} onClick={() => void take()}>
          Argue instead
        </Button>
      )}
      <Problem text={problem} />
    </div>
  )
}
