'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState, type FormEvent } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Field } from '#ui/field'
import { toast } from '#ui/toast'

/** The key goes in here and is never shown again. */
export function AddProvider() {
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [state, setState] = useState<'still' | 'busy' | { fault: string }>('still')

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (state === 'busy') return
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '').trim()
    setState('busy')
    const made = await call('provider.create', {
      body: {
        name: text('name'),
        baseUrl: text('baseUrl'),
        key: text('key') || null,
        concurrency: Number(text('concurrency')),
      },
    })
    if (!made.ok) return setState({ fault: made.error.message })
    form.current?.reset()
    setState('still')
    toast('Added. Test the connection next.')
    router.refresh()
  }
  return (
    <form ref={form} onSubmit={add} className="grid max-w-measure gap-4">
      <Field
        label="Name"
        name="name"
        required
        maxLength={40}
        autoComplete="off"
        hint="As hosts will see it, for instance OpenAI or Lab server."
      />
      <Field
        label="Base URL"
        name="baseUrl"
        type="url"
        required
        placeholder="https://api.openai.com/v1"
        autoComplete="off"
        hint="Most end in /v1. Plain http only on this machine or in the local network."
      />
      <Field
        label="Key"
        name="key"
        type="password"
        autoComplete="off"
        maxLength={500}
        hint="Leave empty for a server that needs none. It is stored encrypted; only its last four characters are ever shown."
      />
      <Field
        label="Calls at once"
        name="concurrency"
        type="number"
        min={1}
        max={64}
        defaultValue={4}
        required
        className="max-w-28"
      />
      {typeof state === 'object' && (
        <p role="alert" className="text-small text-bad">
          {state.fault}
        </p>
      )}
      <div>
        <Button type="submit" tone="primary" busy={state === 'busy'}>
          {state === 'busy' ? 'Adding…' : 'Add'}
        </Button>
      </div>
    </form>
  )
}
