'use client'
import Link from 'next/link'
import { useState } from 'react'
import { call } from '#lib/http/call'
import type { PanelPage } from '#lib/queries/panels'
import { Button } from '#ui/button'
import { Confirm } from '#ui/dialog'
import { count } from '#ui/figures'
import { costSoFar, isStill, standing, when } from '../../_components/panelWords'
import { ProgressBar } from './progressBar'
import { Results } from './results'
import { usePanel } from './usePanel'

type Action = 'pause' | 'resume' | 'cancel' | 'retry'

export function PanelScreen({ initial }: { initial: PanelPage }) {
  const { page, offline, look } = usePanel(initial)
  const { progress, judges, debates, by, results } = page
  const { tasks, state, errors, cost } = progress
  const [asked, setAsked] = useState<Action | null>(null)
  const [fault, setFault] = useState('')
  const [sure, setSure] = useState(false)
  const act = async (action: Action) => {
    setAsked(action)
    const done = await call('panel.control', { params: { id: progress.id }, body: { action } })
    setFault(done.ok ? '' : done.error.message)
    await look()
    setAsked(null)
    setSure(false)
  }
  const left = tasks.waiting + tasks.running
  return (
    <main className="page">
      <p className="mb-2 text-small">
        <Link href="/panels" className="link">
          Panels
        </Link>
      </p>
      <h1 className="wrap-anywhere">{progress.name}</h1>
      <p className="num mt-2 text-small text-ink-3">
        {count(debates, 'debate')}, {count(judges.length, 'judge')} · {when(progress.createdAt)}
        {by ? ` by ${by}` : ' from the command line'}
      </p>

      <section className="section" aria-labelledby="progress">
        <h2 id="progress">Progress</h2>
        <div className="grid max-w-measure gap-3">
          <p role="status" className="num font-serif text-read first-letter:uppercase">
            {standing(progress)}
          </p>
          <ProgressBar tasks={tasks} />
          <p className="num text-small text-ink-2">{costSoFar(cost)}</p>
          {offline && (
            <p className="text-small text-warn">The arena cannot be reached just now. This may be out of date.</p>
          )}
          <div className="flex flex-wrap gap-2">
            {state === 'running' && left > 0 && (
              <Button busy={asked === 'pause'} onClick={() => act('pause')}>
                Pause
              </Button>
            )}
            {state === 'paused' && (
              <Button tone="primary" busy={asked === 'resume'} onClick={() => act('resume')}>
                Resume
              </Button>
            )}
            {state !== 'cancelled' && tasks.failed > 0 && (
              <Button busy={asked === 'retry'} onClick={() => act('retry')}>
                Try {count(tasks.failed, 'failure')} again
              </Button>
            )}
            {state !== 'cancelled' && !isStill(progress) && (
              <Button tone="quiet" onClick={() => setSure(true)}>
                Cancel the rest
              </Button>
            )}
          </div>
          {fault && (
            <p role="alert" className="text-small text-bad">
              {fault}
            </p>
          )}
        </div>
        <Confirm
          open={sure}
          onOpenChange={setSure}
          title="Cancel what is left?"
          yes="Cancel the rest"
          busy={asked === 'cancel'}
          onYes={() => act('cancel')}
        >
          {count(left, 'judgment')} will not be made. What has been judged stays. It cannot be taken up again; a new
          panel can.
        </Confirm>
      </section>

      {errors.length > 0 && (
        <section className="section" aria-labelledby="errors">
          <h2 id="errors">What went wrong</h2>
          <ul className="grid max-w-measure gap-1.5 text-ink-2">
            {errors.map(({ error, n }) => (
              <li key={error} className="grid grid-cols-[3.5rem_1fr] gap-2">
                <span className="num text-right text-ink-3">{n.toLocaleString('en')} ×</span>
                <span className="wrap-anywhere">{error}</span>
              </li>
            ))}
          </ul>
        </section>
      )}

      <section className="section" aria-labelledby="results">
        <h2 id="results">What they found</h2>
        <Results results={results} still={isStill(progress)} />
      </section>

      <section className="section" aria-labelledby="judges">
        <h2 id="judges">Judges</h2>
        <ul className="grid gap-1.5">
          {judges.map(({ name, number, label }) => (
            <li key={`${name} ${number}`} className="wrap-anywhere">
              {name}{' '}
              <span className="num text-small text-ink-2">
                revision {number} · {label}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}
