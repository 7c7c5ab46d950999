'use client'
import type { RoomView } from '#lib/core/rooms/room'
import { Notice } from '#ui/notice'
import type { Control } from './useControl'

type Props = { desk: NonNullable<RoomView['desk']>; control: Control }

/** Who decides when the debate ends, and letting another judge do so; a notice while nobody does. */
export function Lead({ desk, control }: Props) {
  if (desk.leads !== null)
    return (
      <p className="mt-3">
        <Choice {...{ desk, control }} />
      </p>
    )
  return (
    <div className="mt-4">
      <Notice tone="warn" title="No judge leads this debate.">
        {desk.judges === 0 ? (
          <p>It waits after each round until one does. The first judge who joins will.</p>
        ) : (
          <p>
            It waits after each round until one does. <Choice {...{ desk, control }} />
          </p>
        )}
      </Notice>
    </div>
  )
}

function Choice({ desk, control: { control, busy } }: Props) {
  const judges = desk.memberIds.filter(({ seat }) => seat === 'judge')
  if (desk.leads !== null && judges.length < 2) return null
  const now = judges.find(({ name }) => name === desk.leads)?.userId ?? ''
  return (
    <label className="text-small text-ink-2">
      Let{' '}
      <select
        value={now}
        disabled={busy}
        onChange={({ target }) => void control({ action: 'appoint', userId: target.value })}
        className="mx-1 max-w-44 rounded-[7px] border border-rule-2 bg-sheet px-2 py-1 text-ink"
      >
        {now === '' && <option value="">…</option>}
        {judges.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </select>{' '}
      decide when it ends
    </label>
  )
}
