'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Field, Select } from '#ui/field'
import { toast } from '#ui/toast'

const NAME_MAX = 40
const forms = [
  {
    value: 'auto',
    word: 'As well as the endpoint can',
    about: 'Token probabilities where it gives them, else a written verdict.',
  },
  {
    value: 'logprobs',
    word: 'Token probabilities alone',
    about: 'One letter is asked for; invalid where the endpoint gives no probabilities.',
  },
  {
    value: 'structured',
    word: 'A written verdict',
    about: 'A belief in per cent with a reason, checked for its form. Costs more, and gives reasons.',
  },
] as const
type Form = (typeof forms)[number]['value']
type Props = { providers: readonly { id: string; name: string }[] }

/** Only the model must be chosen. */
export function MakeJudge({ providers }: Props) {
  const router = useRouter()
  const [answer, setAnswer] = useState<Form>('auto')
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
    const made = await call('judge.create', {
      body: {
        name: text('name') || text('model').slice(0, NAME_MAX),
        providerId: text('provider'),
        config: {
          kind: 'model',
          model: text('model'),
          answer,
          temperature: number('temperature'),
          topP: number('topP'),
          maxTokens: number('maxTokens') ?? 2_000,
          price: input === null || output === null ? null : { input, output },
        },
      },
    })
    if (!made.ok) return setState({ fault: made.error.message })
    setState('still')
    toast(made.value.number === 1 ? 'Made: it can sit on panels now.' : `Kept as revision ${made.value.number}.`)
    router.refresh()
  }
  const numeric = { type: 'number', step: 'any' } as const
  return (
    <form onSubmit={make} className="grid max-w-measure gap-4">
      <Select label="Endpoint" name="provider" defaultValue={providers[0]?.id}>
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
        autoComplete="off"
        hint="As the endpoint names it; its models are listed on the page Endpoints."
      />
      <Field
        label="Name"
        name="name"
        maxLength={NAME_MAX}
        autoComplete="off"
        hint="Empty: the model’s own. The name of a judge that exists makes a new revision of it."
      />
      <Select
        label="How it answers"
        value={answer}
        hint={forms.find(({ value }) => value === answer)?.about}
        onChange={({ target }) => setAnswer(forms.find(({ value }) => value === target.value)?.value ?? 'auto')}
      >
        {forms.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Price of input"
          name="priceIn"
          {...numeric}
          min={0}
          hint="Dollars per million tokens. Empty: unknown."
        />
        <Field
          label="Price of output"
          name="priceOut"
          {...numeric}
          min={0}
          hint="With it a panel’s cost can be estimated."
        />
      </div>
      <details>
        <summary className="text-small text-ink-2">Sampling</summary>
        <div className="mt-3 grid gap-4 sm:grid-cols-2">
          <Field
            label="Temperature"
            name="temperature"
            {...numeric}
            min={0}
            max={2}
            defaultValue={0}
            hint="0 repeats itself best. Empty: the endpoint’s own."
          />
          <Field label="Top p" name="topP" {...numeric} min={0.01} max={1} hint="Empty: the endpoint’s own." />
          <Field
            label="Most tokens per reply"
            name="maxTokens"
            type="number"
            min={16}
            max={100000}
            defaultValue={2000}
            hint="Thinking counts too."
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
          {state === 'busy' ? 'Making…' : 'Make the judge'}
        </Button>
      </div>
    </form>
  )
}
