'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Confirm } from '#ui/dialog'
import { toast } from '#ui/toast'

export function RetireProtocol({ id, name }: { id: string; name: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const retire = async () => {
    setBusy(true)
    const done = await call('protocol.retire', { params: { id } })
    setBusy(false)
    setOpen(false)
    if (!done.ok) return toast(done.error.message)
    router.push('/protocols')
  }
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)}>
        Retire
      </Button>
      <Confirm open={open} onOpenChange={setOpen} title={`Retire ${name}?`} yes="Retire" busy={busy} onYes={retire}>
        It leaves the lists. Debates and rooms that use it keep it, and a new protocol of the same name brings it back.
      </Confirm>
    </>
  )
}
