'use client'
import { useRef, useState, type ReactNode } from 'react'
import type { ImportReport } from '#lib/services/imports'
import { Button } from '#ui/button'
import { Field } from '#ui/field'
import { count } from '#ui/figures'
import { Notice } from '#ui/notice'
import { Done } from './done'
import { DropZone } from './dropZone'
import { uploadOf, type Upload } from './files'
import { Preview } from './preview'
import { send } from './send'

type State =
  | { at: 'choosing'; fault?: string }
  | { at: 'checking' | 'importing'; rows: number; of: number | null }
  | { at: 'checked'; report: ImportReport; set: string; fault?: string }
  | { at: 'done'; report: ImportReport; set: string }

const stem = (name: string) => name.replace(/\.[a-z]+$/i, '')

/** Choose, look, import: nothing is written before the button that says how many. `children`: what a file holds. */
export function Importer({ sets, children }: { sets: readonly string[]; children: ReactNode }) {
  const [upload, setUpload] = useState<Upload | null>(null)
  const [set, setSet] = useState('')
  const [state, setState] = useState<State>({ at: 'choosing' })
  const stop = useRef<AbortController | null>(null)

  const check = async (of: Upload, into: string) => {
    setState({ at: 'checking', rows: 0, of: null })
    stop.current = new AbortController()
    try {
      const choice = { set: into, skipBad: false, dryRun: true }
      const sent = await send(of, choice, stop.current.signal, ({ rows }) =>
        setState({ at: 'checking', rows, of: null }),
      )
      setState(sent.ok ? { at: 'checked', report: sent.report, set: into } : { at: 'choosing', fault: sent.message })
    } catch {
      setState({ at: 'choosing', fault: 'Stopped. Nothing was written.' })
    }
  }
  const choose = async (files: readonly File[]) => {
    setState({ at: 'checking', rows: 0, of: null })
    const made = await uploadOf(files)
    if (typeof made === 'string') return setState({ at: 'choosing', fault: made })
    const into = set.trim() || stem(made.name) || 'Imported'
    setUpload(made)
    setSet(into)
    await check(made, into)
  }
  const write = async (checked: ImportReport, into: string) => {
    if (!upload) return
    const of = checked.rows
    setState({ at: 'importing', rows: 0, of })
    stop.current = new AbortController()
    try {
      const choice = { set: into, skipBad: checked.bad > 0, dryRun: false }
      const sent = await send(upload, choice, stop.current.signal, ({ rows }) =>
        setState({ at: 'importing', rows, of }),
      )
      if (!sent.ok) setState({ at: 'checked', report: checked, set: into, fault: sent.message })
      else if (sent.report.outcome !== 'written')
        setState({ at: 'checked', report: sent.report, set: into, fault: 'Nothing was written: the file is not good.' })
      else setState({ at: 'done', report: sent.report, set: into })
    } catch {
      const fault = 'Stopped. Unless it had ended just then, nothing was written.'
      setState({ at: 'checked', report: checked, set: into, fault })
    }
  }
  const again = () => {
    setUpload(null)
    setSet('')
    setState({ at: 'choosing' })
  }

  if (state.at === 'done') return <Done report={state.report} set={state.set} onAgain={again} />
  const running = state.at === 'checking' || state.at === 'importing'
  const recheck = () => {
    const into = set.trim()
    if (upload && state.at === 'checked' && into && into !== state.set) void check(upload, into)
  }
  return (
    <div className="mt-7 grid gap-7">
      <div className="max-w-md">
        <Field
          label="Into the set"
          hint="A new name makes a new set. Left empty, it is called as the file."
          list="sets"
          maxLength={120}
          value={set}
          disabled={running}
          onChange={({ target }) => setSet(target.value)}
          onBlur={recheck}
        />
        <datalist id="sets">
          {sets.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </div>
      {state.at === 'choosing' && (
        <>
          <DropZone onFiles={choose} />
          {state.fault && <Notice tone="bad">{state.fault}</Notice>}
          {children}
        </>
      )}
      {running && <Running at={state.at} rows={state.rows} of={state.of} onCancel={() => stop.current?.abort()} />}
      {state.at === 'checked' && (
        <>
          {state.fault && <Notice tone="bad">{state.fault}</Notice>}
          <Preview
            report={state.report}
            set={state.set}
            name={upload?.name ?? ''}
            onImport={() => void write(state.report, state.set)}
            onAgain={again}
          />
        </>
      )}
    </div>
  )
}

function Running({
  at,
  rows,
  of,
  onCancel,
}: {
  at: 'checking' | 'importing'
  rows: number
  of: number | null
  onCancel: () => void
}) {
  const words =
    rows === 0 ? 'Sending the file…' : `${at === 'checking' ? 'Checking' : 'Importing'}: ${count(rows, 'row')} read`
  return (
    <div className="grid min-h-40 max-w-xl content-start gap-3">
      <p className="num font-serif text-read" role="status">
        {words}
        {of !== null && rows > 0 && ` of ${of.toLocaleString('en')}`}
      </p>
      {of !== null && (
        <progress
          aria-label="Rows imported"
          value={rows}
          max={of}
          className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-rule-2 [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-rule-2 [&::-webkit-progress-value]:bg-accent"
        />
      )}
      <div>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </div>
  )
}
