'use client'
import { useRouter } from 'next/navigation'
import { useId, useState, type FormEvent, type ReactNode } from 'react'
import type { Rules } from '#lib/core/debate/protocol'
import { armOf } from '#lib/core/protocols/arms'
import { hindrances } from '#lib/core/protocols/bounds'
import { changesBetween } from '#lib/core/protocols/changes'
import { settled } from '#lib/core/protocols/edit'
import { inWords } from '#lib/core/protocols/words'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Field, Select } from '#ui/field'
import { toast } from '#ui/toast'
import { AsJson } from './asJson'
import { JudgeFields } from './judgeFields'
import { SchedulePicture } from './schedulePicture'
import { LengthFields, RoundFields, SpeakerFields, type Change } from './speakingFields'
import { fromArms, fromPresets, startingPoint } from './startingPoints'

/** `stored`: the protocol whose newest revision is changed; without it a new one is made. */
type Props = { from: string } | { stored: { id: string; number: number; rules: Rules } }

/** The rules on one side, what they come to on the other, live. */
export function ProtocolForm(props: Props) {
  const stored = 'stored' in props ? props.stored : null
  const router = useRouter()
  const [from, setFrom] = useState('from' in props ? props.from : '')
  const [name, setName] = useState('')
  const [rules, setRules] = useState<Rules>(() => stored?.rules ?? startingPoint(from).rules)
  const [state, setState] = useState<'still' | 'busy' | { fault: string }>('still')
  const change: Change = (how) => setRules((now) => settled(how(now)))
  const lacking = [...(stored || name.trim() ? [] : ['Give it a name.']), ...hindrances(rules)]
  const changes = stored ? changesBetween(stored.rules, rules) : []

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (lacking.length > 0 || state === 'busy' || (stored && changes.length === 0)) return
    setState('busy')
    const saved = stored
      ? await call('protocol.revise', { params: { id: stored.id }, body: { from: stored.number, rules } })
      : await call('protocol.create', { body: { name: name.trim(), rules } })
    if (!saved.ok) return setState({ fault: saved.error.message })
    setState('still')
    toast(`Kept as revision ${saved.value.number}.`)
    if (stored) router.refresh()
    else router.push(`/protocols/${saved.value.id}`)
  }
  return (
    <form onSubmit={save} className="mt-6 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div>
        {!stored && (
          <Part title="Beginning">
            <Field
              label="Name"
              value={name}
              maxLength={40}
              autoComplete="off"
              onChange={({ target }) => setName(target.value)}
            />
            <Select
              label="Start from"
              value={from}
              hint={startingPoint(from).about}
              onChange={({ target }) => {
                setFrom(target.value)
                setRules(startingPoint(target.value).rules)
              }}
            >
              {[
                { label: 'Our own', points: fromArms },
                { label: 'Published', points: fromPresets },
              ].map(({ label, points }) => (
                <optgroup key={label} label={label}>
                  {points.map((point) => (
                    <option key={point.id} value={point.id}>
                      {point.name}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          </Part>
        )}
        <Part title="Who speaks">
          <SpeakerFields rules={rules} change={change} />
        </Part>
        {rules.end.kind !== 'none' && (
          <>
            <Part title="Rounds">
              <RoundFields rules={rules} change={change} />
            </Part>
            <Part title="Lengths">
              <LengthFields rules={rules} change={change} />
            </Part>
          </>
        )}
        <Part title="Judges">
          <JudgeFields rules={rules} change={change} />
        </Part>
        <Part title="Data">
          <AsJson rules={rules} onRules={(given) => setRules(settled(given))} />
        </Part>
      </div>

      <aside aria-label="What these rules come to" className="lg:sticky lg:top-4 lg:self-start">
        <h2>{armOf(rules.kind).name}</h2>
        <p className="mt-1 mb-3 font-serif text-read text-ink-2" aria-live="polite">
          {hindrances(rules).length === 0
            ? upper(inWords({ id: '', version: 1, ...rules })) + '.'
            : 'Not yet a protocol.'}
        </p>
        <SchedulePicture rules={rules} />
        <p className="mt-3 text-small text-ink-3">Judges are told: {armOf(rules.kind).told}</p>
        <div className="mt-5 grid gap-2 border-t border-rule pt-4" aria-live="polite">
          {lacking.length > 0 && (
            <ul className="grid gap-1 text-small text-bad">
              {lacking.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
          )}
          {lacking.length === 0 && stored && (
            <ul className="grid gap-1 text-small text-ink-2">
              {changes.length > 0 ? changes.map((one) => <li key={one}>{one}</li>) : <li>Nothing is changed yet.</li>}
            </ul>
          )}
          {typeof state === 'object' && (
            <p role="alert" className="text-small text-bad">
              {state.fault}
            </p>
          )}
          <div>
            <Button
              type="submit"
              tone="primary"
              busy={state === 'busy'}
              disabled={lacking.length > 0 || (stored !== null && changes.length === 0)}
            >
              {state === 'busy' ? 'Keeping…' : stored ? `Keep as revision ${stored.number + 1}` : 'Make the protocol'}
            </Button>
          </div>
        </div>
      </aside>
    </form>
  )
}

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <div
      role="group"
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-4 border-t border-rule py-6 first:border-ink first:pt-4 sm:grid-cols-[7.5rem_minmax(0,1fr)]"
    >
      <h2 id={id} className="text-[1.2rem]">
        {title}
      </h2>
      <div className="grid content-start items-start gap-4">{children}</div>
    </div>
  )
}
