'use client'
import type { RoomView } from '#lib/core/rooms/room'
import { Button } from '#ui/button'
import { count } from '#ui/figures'
import { Problem } from './Problem'
import type { Control } from './useControl'

export function HostStart({ room, control: { control, busy, problem } }: { room: RoomView; control: Control }) {
  const judges = room.people.filter(({ seat, here }) => seat === 'judge' && here).length
  return (
    <div className="mt-5 max-md:sticky max-md:bottom-0 max-md:border-t max-md:border-rule max-md:bg-paper max-md:py-3">
      <Button
        tone="primary"
        size="large"
        busy={busy}
        className="w-full"
        onClick={() => void control({ action: 'start', from: 0 })}
      >
        {judges === 0 ? 'Start without judges' : `Start with ${count(judges, 'judge')}`}
      </Button>
      <p className="mt-2.5 text-center text-small text-ink-2 max-md:hidden">
        Latecomers begin at round 1, at their own pace.
      </p>
      <Problem text={problem} />
    </div>
  )
}
