'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { call } from '#lib/http/call'
import type { Reply } from '#lib/http/replies'
import { Busy } from '#ui/busy'
import { Button } from '#ui/button'
import { Field } from '#ui/field'
import { Notice } from '#ui/notice'
import type { Provider } from './providerRow'

type Said = { tone: 'plain' | 'bad'; title: string; lines: string[] }

/** Tries an endpoint and says how it went; from its models one makes debaters. */
export function Connection({ provider: { id, name, disabled } }: { provider: Provider }) {
  const router = useRouter()
  const [busy, setBusy] = useState<'test' | 'models' | null>(null)
  const [said, setSaid] = useState<Said | null>(null)
  const [models, setModels] = useState<string[]>([])
  const [model, setModel] = useState('')

  const test = async () => {
    setBusy('test')
    setSaid(null)
    const tried = await call('provider.test', { params: { id }, body: model.trim() ? { model: model.trim() } : {} })
    setBusy(null)
    if (!tried.ok) return setSaid({ tone: 'bad', title: tried.error.message, lines: [] })
    setSaid(inWords(tried.value))
    if (tried.value.models.length) setModels(tried.value.models)
    if (tried.value.works && disabled !== null) router.refresh()
  }
  const list = async () => {
    setBusy('models')
    setSaid(null)
    const found = await call('provider.models', { params: { id } })
    setBusy(null)
    if (!found.ok) return setSaid({ tone: 'bad', title: found.error.message, lines: [] })
    const { problem } = found.value
    setModels(found.value.models)
    if (problem) setSaid({ tone: 'bad', title: problem, lines: [] })
    else if (found.value.models.length === 0) setSaid({ tone: 'plain', title: 'It lists no models.', lines: [] })
  }
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <div className="w-60 max-w-full">
          <Field
            label="Model to try"
            value={model}
            onChange={({ target }) => setModel(target.value)}
            list={`${id}-models`}
            placeholder="one it offers"
            autoComplete="off"
            maxLength={200}
          />
        </div>
        <Button onClick={test} busy={busy !== null} aria-label={`Test connection to ${name}`}>
          Test connection
        </Button>
        <Button tone="quiet" onClick={list} busy={busy !== null} aria-label={`List models of ${name}`}>
          List models
        </Button>
      </div>
      <datalist id={`${id}-models`}>
        {models.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {busy && (
        <Busy>
          {busy === 'test'
            ? 'Asking for one word; a model that must be loaded first may take a minute…'
            : 'Asking for its models…'}
        </Busy>
      )}
      {said && (
        <Notice tone={said.tone} title={said.title}>
          {said.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      )}
      {models.length > 0 && <Models provider={id} models={models} />}
    </div>
  )
}

function inWords({ works, sentence, learnt, firstTokenMs }: Reply<'provider.test'>): Said {
  const first = works && firstTokenMs !== null ? [`First word after ${(firstTokenMs / 1_000).toFixed(1)} s.`] : []
  return { tone: works ? 'plain' : 'bad', title: sentence, lines: [...first, ...learnt] }
}

const Models = ({ provider, models }: { provider: string; models: readonly string[] }) => (
  <details open={models.length <= 12}>
    <summary className="text-small text-ink-2">
      {models.length} {models.length === 1 ? 'model' : 'models'}
    </summary>
    <ul className="mt-2 max-h-72 divide-y divide-rule overflow-auto">
      {models.map((model) => (
        <li key={model} className="flex flex-wrap items-baseline justify-between gap-x-4 py-1.5">
          <span className="wrap-anywhere">{model}</span>
          <Link href={`/admin/debaters?${new URLSearchParams({ provider, model })}#new`} className="link text-small">
            Make a debater<span className="sr-only"> of {model}</span>
          </Link>
        </li>
      ))}
    </ul>
  </details>
)
