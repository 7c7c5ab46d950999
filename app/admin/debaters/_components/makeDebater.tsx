'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Field, Select } from '#ui/field'
import { toast } from '#ui/toast'

const NAME_MAX = 40
type Props = { providers: readonly { id: string; name: string }[]; provider: string; model: string }

/** Only the model must be chosen; the rest is what the endpoint does by itself. */
export function MakeDebater({ providers, provider, model }: Props) {
  const router = useRouter()
  const [state, setState] = useState<'still' | 'busy' | { fault: string }>('still')

  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (state === 'busy') return
    const given = new FormData(event.currentTarget)
    const text = (name: string) => String(given.get(name) ?? '').trim()
    const number = (name: string) => (text(name) === '' ? null : Number(text(name)))
    const [input, output] = [number('priceIn'), number('priceOut')]
    if ((input === null) !== (output === null)) return setState({ fault: 'Give both prices or neither.' })
    setState('busy')
    const made = await call('debater.create', {
      body: {
        name: text('name') || text('model').slice(0, NAME_MAX),
        providerId: text('provider'),
        config: {
          kind: 'model',
          model: text('model'),
          temperature: number('temperature'),
          topP: number('topP'),
          maxTokens: number('maxTokens') ?? 4_000,
          price: input === null || output === null ? null : { input, output },
        },
      },
    })
    if (!made.ok) return setState({ fault: made.error.message })
    setState('still')
    toast(made.value.number === 1 ? 'Made: it can be chosen for rooms now.' : `Kept as revision ${made.value.number}.`)
    router.refresh()
  }
  return (
    <form onSubmit={make} className="grid max-w-measure gap-4">
      <Select label="Endpoint" name="provider" defaultValue={provider || providers[0]?.id}>
        {providers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Field
        label="Model"
        name="model"
        required
        maxLength={200}
        defaultValue={model}
        autoComplete="off"
        hint="As the endpoint names it; its models are listed on the page Endpoints."
      />
      <Field
        label="Name"
        name="name"
        maxLength={NAME_MAX}
        autoComplete="off"
        hint="Empty: the model’s own. The name of a debater that exists makes a new revision of it."
      />
      <details>
        <summary className="text-small text-ink-2">Sampling and price</summary>
        <div className="mt-3 grid gap-4 sm:grid-cols-2">
          <Field
            label="Temperature"
            name="temperature"
            type="number"
            step="any"
            min={0}
            max={2}
            hint="Empty: the endpoint’s own."
          />
          <Field
            label="Top p"
            name="topP"
            type="number"
            step="any"
            min={0.01}
            max={1}
            hint="Empty: the endpoint’s own."
          />
          <Field
            label="Most tokens per reply"
            name="maxTokens"
            type="number"
            min={16}
            max={100000}
            defaultValue={4000}
            hint="Thinking counts too."
          />
          <span />
          <Field
            label="Price of input"
            name="priceIn"
            type="number"
            step="any"
            min={0}
            hint="Dollars per million tokens. Empty: unknown."
          />
          <Field
            label="Price of output"
            name="priceOut"
            type="number"
            step="any"
            min={0}
            hint="Dollars per million tokens. Empty: unknown."
          />
        </div>
      </details>
      {typeof state === 'object' && (
        <p role="alert" className="text-small text-bad">
          {state.fault}
        </p>
      )}
      <div>
        <Button type="submit" tone="primary" busy={state === 'busy'}>
          {state === 'busy' ? 'Making…' : 'Make the debater'}
        </Button>
      </div>
    </form>
  )
}
