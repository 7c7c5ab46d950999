'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Role } from '#lib/core/people/can'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Select } from '#ui/field'
import { toast } from '#ui/toast'

const given = ['administrator', 'researcher', 'judge'] as const

/** Chosen first, given by the button: a slip of the arrow keys changes nothing. */
export function RoleOf({ id, name, role }: { id: string; name: string; role: Role }) {
  const router = useRouter()
  const [chosen, setChosen] = useState<Role>(role)
  const [busy, setBusy] = useState(false)
  const next = given.find((one) => one === chosen)

  const give = async () => {
    if (!next) return
    setBusy(true)
    const done = await call('person.role', { params: { id }, body: { role: next } })
    setBusy(false)
    if (!done.ok) return toast(done.error.message)
    toast(`${name} is now ${next}.`)
    router.refresh()
  }
  return (
    <div className="flex items-end gap-2">
      <Select
        label={<span className="sr-only">Role of {name}</span>}
        value={chosen}
        onChange={({ target }) => setChosen(given.find((one) => one === target.value) ?? role)}
      >
        {!given.some((one) => one === role) && <option value={role}>{role}</option>}
        {given.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </Select>
      {next && next !== role && (
        <Button size="small" busy={busy} onClick={give}>
          Give this role
        </Button>
      )}
    </div>
  )
}
