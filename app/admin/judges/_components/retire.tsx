'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Confirm } from '#ui/dialog'
import { toast } from '#ui/toast'

export function Retire({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const retire = async () => {
    setBusy(true)
    const done = await call('judge.retire', { params: { id } })
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
        It leaves the lists. Its judgments stay as they are, and making a judge of the same name brings it back.
      </Confirm>
    </>
  )
}
