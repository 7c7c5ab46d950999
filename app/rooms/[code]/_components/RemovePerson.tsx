'use client'
import { useState } from 'react'
import type { RoomView } from '#lib/core/rooms/room'
import { Button } from '#ui/button'
import { Confirm, Dialog } from '#ui/dialog'
import { Problem } from './Problem'
import type { Control } from './useControl'

type Desk = NonNullable<RoomView['desk']>

export function RemovePerson({ desk, control: { control, busy, problem } }: { desk: Desk; control: Control }) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState<Desk['memberIds'][number] | null>(null)
  const others = desk.memberIds.filter(({ seat }) => seat !== 'host')
  const remove = async (userId: string) => {
    if (await control({ action: 'remove', userId })) setChosen(null)
  }
  if (others.length === 0) return null
  return (
    <>
      <button type="button" className="link" onClick={() => setOpen(true)}>
        Remove somebody
      </button>
      <Dialog open={open && !chosen} onOpenChange={setOpen} title="Remove somebody">
        <ul>
          {others.map((person) => (
            <li key={person.userId} className="flex items-baseline justify-between gap-3 border-t border-rule py-2">
              <span className="font-serif text-[1.05rem]">{person.name}</span>
              <Button size="small" onClick={() => setChosen(person)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      </Dialog>
      <Confirm
        open={chosen !== null}
        onOpenChange={(yes) => !yes && setChosen(null)}
        title={`Remove ${chosen?.name ?? ''}?`}
        yes="Remove"
        busy={busy}
        onYes={() => chosen && void remove(chosen.userId)}
      >
        They leave at once and cannot come back to this room. What they judged so far is kept.
        <Problem text={problem} />
      </Confirm>
    </>
  )
}
