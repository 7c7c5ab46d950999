'use client'
import { useState } from 'react'
import { Button } from '#ui/button'
import { signOut } from '../../sign-in/_components/session'

export function SignOut() {
  const [state, setState] = useState<'still' | 'busy' | 'offline'>('still')
  const leave = async () => {
    setState('busy')
    if (await signOut()) window.location.assign('/')
    else setState('offline')
  }
  return (
    <>
      <Button busy={state === 'busy'} onClick={leave}>
        Sign out on all devices
      </Button>
      <p role="alert" className="mt-2 text-small text-bad empty:hidden">
        {state === 'offline' ? 'The arena cannot be reached. You are still signed in.' : null}
      </p>
    </>
  )
}
