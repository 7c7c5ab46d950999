'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Dialog, DialogActions } from '#ui/dialog'
import { Field } from '#ui/field'
import { Switch } from '#ui/switch'
import type { Provider } from './providerRow'

type Caps = NonNullable<Provider['caps']>
const sameCaps = (one: Caps, other: Caps | undefined) =>
  one.perDebate === (other?.perDebate ?? null) && one.perDay === (other?.perDay ?? null)
const amount = (text: string): number | null => (text === '' ? null : Number(text))

/** A key that is not typed stays; taking one away is said explicitly. */
export function ChangeProvider({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const router = useRouter()
  const [state, setState] = useState<'still' | 'busy' | { fault: string }>('still')
  const [withoutKey, setWithoutKey] = useState(false)

  const change = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (state === 'busy') return
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '').trim()
    const caps = { perDebate: amount(text('perDebate')), perDay: amount(text('perDay')) }
    setState('busy')
    const changed = await call('provider.edit', {
      params: { id: provider.id },
      body: {
        concurrency: Number(text('concurrency')),
        ...(!sameCaps(caps, provider.caps) && { caps }),
        ...(text('baseUrl') !== provider.baseUrl && { baseUrl: text('baseUrl') }),
        ...(withoutKey ? { key: null } : text('key') && { key: text('key') }),
      },
    })
    if (!changed.ok) return setState({ fault: changed.error.message })
    router.refresh()
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Change ${provider.name}`}>
      <form onSubmit={change} className="grid gap-4">
        <Field label="Base URL" name="baseUrl" type="url" required defaultValue={provider.baseUrl} autoComplete="off" />
        <Field
          label="New key"
          name="key"
          type="password"
          autoComplete="off"
          maxLength={500}
          disabled={withoutKey}
          hint={
            provider.keyLast4 === null
              ? 'It has none now.'
              : 'Leave empty to keep the one it has. Another server needs its key typed anew.'
          }
        />
        {provider.keyLast4 !== null && (
          <Switch label="Take the key away" checked={withoutKey} onChange={setWithoutKey} />
        )}
        <Field
          label="Calls at once"
          name="concurrency"
          type="number"
          min={1}
          max={64}
          required
          defaultValue={provider.concurrency}
          className="max-w-28"
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="At most $ a debate"
            name="perDebate"
            type="number"
            min={0.0001}
            step="any"
            defaultValue={provider.caps?.perDebate ?? ''}
            hint="Empty: no cap."
          />
          <Field
            label="At most $ a day"
            name="perDay"
            type="number"
            min={0.0001}
            step="any"
            defaultValue={provider.caps?.perDay ?? ''}
            hint="From midnight UTC. Holds for models whose price is set."
          />
        </div>
        {typeof state === 'object' && (
          <p role="alert" className="text-small text-bad">
            {state.fault}
          </p>
        )}
        <DialogActions>
          <Button type="submit" tone="primary" busy={state === 'busy'}>
            Save
          </Button>
          <Button tone="quiet" onClick={onClose}>
            Go back
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
