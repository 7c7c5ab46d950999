'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react'
import { call } from '#lib/http/call'
import type { JudgeableChoices } from '#lib/queries/judgeable'
import { Button } from '#ui/button'
import { count } from '#ui/figures'
import { Field, Select } from '#ui/field'
import { Segmented } from '#ui/segmented'
import { outlook } from '../../_components/panelWords'
import { debatesOf, filledIn, fromOptions, nameOf, runWords, type Chosen } from './panelChoices'

type JudgeOption = { revisionId: string; name: string; number: number; label: string; problem: string | null }
type Props = { choices: JudgeableChoices; judges: readonly JudgeOption[] }
type Estimate = { of: string; lines: string[]; some: boolean }

/** What to judge, by whom, what it will take; then start. */
export function NewPanel({ choices, judges }: Props) {
  const router = useRouter()
  const [chosen, setChosen] = useState(() => filledIn(choices, judges))
  const [state, setState] = useState<'still' | 'busy' | { fault: string }>('still')
  const choose = (part: Partial<Chosen>) => setChosen((now) => ({ ...now, ...part }))
  const asked = JSON.stringify({ debates: debatesOf(chosen), judges: chosen.judges })
  const estimate = useEstimate(asked, chosen)
  const current = estimate?.of === asked ? estimate : null
  const name = nameOf(chosen, choices)

  const start = async (event: FormEvent) => {
    event.preventDefault()
    if (state === 'busy' || !current?.some) return
    setState('busy')
    const started = await call('panel.start', {
      body: { name: chosen.name.trim() || name, judges: [...chosen.judges], debates: debatesOf(chosen) },
    })
    if (started.ok && started.value.id) router.push(`/panels/${started.value.id}`)
    else setState({ fault: started.ok ? 'Nothing was started.' : started.error.message })
  }
  return (
    <form onSubmit={start} className="mt-2">
      <Part title="Debates" about="Those that are over; a room’s once judging of them is closed.">
        {fromOptions(choices).length > 1 && (
          <Segmented
            label="From"
            value={chosen.from}
            onChange={(from) => choose({ from })}
            options={fromOptions(choices)}
          />
        )}
        {chosen.from === 'set' && (
          <Select label="Question set" value={chosen.setId} onChange={({ target }) => choose({ setId: target.value })}>
            {choices.sets.map(({ id, name, debates }) => (
              <option key={id} value={id}>
                {name} ({count(debates, 'debate')})
              </option>
            ))}
          </Select>
        )}
        {chosen.from === 'run' && (
          <Select label="Run" value={chosen.runId} onChange={({ target }) => choose({ runId: target.value })}>
            {choices.runs.map((run) => (
              <option key={run.id} value={run.id}>
                {runWords(run)}
              </option>
            ))}
          </Select>
        )}
        {chosen.from === 'room' && (
          <Select label="Room" value={chosen.roomCode} onChange={({ target }) => choose({ roomCode: target.value })}>
            {choices.rooms.map(({ code, name, debates }) => (
              <option key={code} value={code}>
                {name}, {code} ({count(debates, 'debate')})
              </option>
            ))}
          </Select>
        )}
      </Part>

      <Part title="Judges" about="Each judges every debate, in both orders of the answers.">
        <fieldset className="border-t border-rule">
          <legend className="sr-only">Judges</legend>
          {judges.map((judge) => (
            <JudgeChoice
              key={judge.revisionId}
              judge={judge}
              on={chosen.judges.includes(judge.revisionId)}
              onChange={(on) =>
                choose({
                  judges: on
                    ? [...chosen.judges, judge.revisionId]
                    : chosen.judges.filter((id) => id !== judge.revisionId),
                })
              }
            />
          ))}
        </fieldset>
      </Part>

      <Part title="What it takes" about="An estimate, from the length of the debates. Nothing has been called yet.">
        <div aria-live="polite" className="num grid min-h-20 content-start gap-1 text-ink-2">
          {chosen.judges.length === 0 ? (
            <p>Choose at least one judge.</p>
          ) : current ? (
            current.lines.map((line) => <p key={line}>{line}</p>)
          ) : (
            <p>Estimating…</p>
          )}
        </div>
        <Field
          label="Name"
          value={chosen.name}
          placeholder={name}
          maxLength={80}
          className="max-w-measure"
          onChange={({ target }) => choose({ name: target.value })}
        />
        {typeof state === 'object' && (
          <p role="alert" className="text-small text-bad">
            {state.fault}
          </p>
        )}
        <div>
          <Button
            type="submit"
            tone="primary"
            size="large"
            busy={state === 'busy'}
            disabled={!current?.some}
            className="w-full sm:w-auto"
          >
            {state === 'busy' ? 'Starting…' : 'Start the panel'}
          </Button>
        </div>
      </Part>
    </form>
  )
}

/** Asked anew whenever the choice changes; what was asked before and comes late is not shown. */
function useEstimate(asked: string, { from, setId, runId, roomCode, judges }: Chosen): Estimate | null {
  const [estimate, setEstimate] = useState<Estimate | null>(null)
  useEffect(() => {
    if (judges.length === 0) return
    let late = false
    const debates = debatesOf({ from, setId, runId, roomCode })
    const body = { name: 'estimate', judges: [...judges], debates, dryRun: true }
    void call('panel.start', { body }).then((reply) => {
      if (late) return
      setEstimate(
        reply.ok
          ? { of: asked, lines: outlook(reply.value.estimate), some: reply.value.estimate.debates > 0 }
          : { of: asked, lines: [reply.error.message], some: false },
      )
    })
    return () => {
      late = true
    }
  }, [asked, from, setId, runId, roomCode, judges])
  return estimate
}

const JudgeChoice = (props: { judge: JudgeOption; on: boolean; onChange: (on: boolean) => void }) => {
  const { name, number, label, problem } = props.judge
  return (
    <label className="flex cursor-pointer items-baseline gap-3 border-b border-rule py-2.5">
      <input
        type="checkbox"
        checked={props.on}
        onChange={({ target }) => props.onChange(target.checked)}
        className="size-4 shrink-0 translate-y-0.5 accent-accent"
      />
      <span className="min-w-0">
        <span className="block font-medium wrap-anywhere">{name}</span>
        <span className="num block text-small wrap-anywhere text-ink-2">
          {label} · revision {number}
        </span>
        {problem && <span className="block text-small text-warn">{problem}</span>}
      </span>
    </label>
  )
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const id = useId()
  return (
    <div
      role="group"
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-4 border-b border-rule py-6 last:border-b-0 lg:grid-cols-[13rem_minmax(0,1fr)]"
    >
      <div className="lg:pr-4">
        <h2 id={id} className="text-[1.2rem]">
          {title}
        </h2>
        <p className="mt-1 text-small text-ink-2">{about}</p>
      </div>
      <div className="grid min-w-0 content-start items-start gap-4">{children}</div>
    </div>
  )
}
