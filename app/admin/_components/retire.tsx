'use client'
import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Confirm } from '#ui/dialog'
import { toast } from '#ui/toast'

type Props = { route: 'debater.retire' | 'judge.retire'; id: string; name: string; children: ReactNode }

/** Takes a debater or a judge out of the lists, once that is confirmed. `children`: what stays and what does not. */
export function Retire({ route, id, name, children }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const retire = async () => {
    setBusy(true)
    const done = await call(route, { params: { id } })
    setBusy(false)
    setOpen(false)
    if (!done.ok) return toast(done.error.message)
    router.refresh()
  }
  return (
    <>
      <Button size="small" tone="quiet" onClick={() => setOpen(true)} aria-label={`Retire ${name}`}>
        Retire
      </Button>
      <Confirm open={open} onOpenChange={setOpen} title={`Retire ${name}?`} yes="Retire" busy={busy} onYes={retire}>
        {children}
      </Confirm>
    </>
  )
}
