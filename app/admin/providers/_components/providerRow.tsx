'use client'
import { useState } from 'react'
import type { Reply } from '#lib/http/replies'
import { Button } from '#ui/button'
import { Notice } from '#ui/notice'
import { ChangeProvider } from './changeProvider'
import { Connection } from './connection'

export type Provider = Reply<'providers.list'>[number]

const ORIGIN = { person: '', environment: 'from OPENAI_* settings', detected: 'found on this machine' } as const

export function ProviderRow({ provider }: { provider: Provider }) {
  const [changing, setChanging] = useState(false)
  const { name, baseUrl, keyLast4, concurrency, disabled, origin, caps } = provider
  const facts = [
    keyLast4 === null ? 'no key' : keyLast4 ? `key ends in ${keyLast4}` : 'has a key',
    `${concurrency} ${concurrency === 1 ? 'call' : 'calls'} at once`,
    caps?.perDebate ? `at most $${caps.perDebate} a debate` : '',
    caps?.perDay ? `at most $${caps.perDay} a day` : '',
    ORIGIN[origin],
  ].filter(Boolean)
  return (
    <li className="grid gap-3 py-4 first:pt-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-1">
        <div className="min-w-0">
          <h3 className="wrap-anywhere">{name}</h3>
          <p className="text-small wrap-anywhere text-ink-2">{baseUrl}</p>
          <p className="num text-small text-ink-3">{facts.join(' · ')}</p>
        </div>
        <Button size="small" tone="quiet" onClick={() => setChanging(true)} aria-label={`Change ${name}`}>
          Change
        </Button>
      </div>
      {disabled !== null && (
        <Notice tone="warn" title="Switched off">
          {disabled} A new key or a passed test switches it on again.
        </Notice>
      )}
      <Connection provider={provider} />
      {changing && <ChangeProvider provider={provider} onClose={() => setChanging(false)} />}
    </li>
  )
}
