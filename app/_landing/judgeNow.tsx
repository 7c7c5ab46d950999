'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'

/** Starts a debate between the built-in debaters and leads to it; keeps still until the page is there. */
export function JudgeNow() {
  const router = useRouter()
  const [state, setState] = useState<'still' | 'busy' | { fault: string }>('still')
  const start = async () => {
    setState('busy')
    const started = await call('demo.start', {})
    if (started.ok) router.push(`/rooms/${started.value.code}`)
    else setState({ fault: started.error.message })
  }
  return (
    <>
      <Button tone="primary" size="large" busy={state === 'busy'} onClick={start} className="w-full sm:w-auto">
        {state === 'busy' ? 'Setting up the debate…' : 'Judge a debate now'}
      </Button>
      {typeof state === 'object' && (
        <p role="alert" className="mt-2 text-small text-bad">
          {state.fault}
        </p>
      )}
    </>
  )
}
