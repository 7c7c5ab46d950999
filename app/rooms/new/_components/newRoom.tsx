'use client'
import { useRouter } from 'next/navigation'
import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Field, Select } from '#ui/field'
import { Segmented } from '#ui/segmented'
import { Switch } from '#ui/switch'
import { arms } from '#lib/core/protocols/arms'
import {
  aboutChosen,
  asked,
  costInWords,
  drawnOrChosen,
  filledIn,
  inWords,
  missing,
  missingForPeople,
  peopleIn,
  rulesNote,
  speakersIn,
  usesOf,
  type Choices,
  type DebaterOption,
  type ProtocolOption,
  type QuestionOption,
  type SetOption,
} from './choices'
import { QuestionPicker } from './questionPicker'

type Props = {
  hostName: string
  sets: readonly SetOption[]
  debaters: readonly DebaterOption[]
  question: QuestionOption | null
  protocols: readonly ProtocolOption[]
  protocol: string | null // revision id: chosen from the start
}

/** Everything is filled in; the button says what it does, the sentence above it what will happen. */
export function NewRoom({ hostName, sets, debaters, question, protocols, protocol }: Props) {
  const router = useRouter()
  const [choices, setChoices] = useState(() =>
    filledIn(hostName, sets, debaters, question, storedOf(protocols, protocol ?? '')),
  )
  const [state, setState] = useState<'still' | 'busy' | { fault: string }>('still')
  const choose = (part: Partial<Choices>) => setChoices((now) => ({ ...now, ...part }))
  const number = (text: string) => (text === '' ? Number.NaN : Math.trunc(Number(text)))
  const shown = (value: number) => (Number.isNaN(value) ? '' : value)
  const people = peopleIn(choices, debaters)
  const lacking = missing(choices) ?? missingForPeople(choices, people)
  const cost = lacking ? '' : costInWords(choices, debaters, sets)
  const uses = usesOf(choices)
  const speakers = speakersIn(choices)

  const open = async (event: FormEvent) => {
    event.preventDefault()
    if (lacking || state === 'busy') return
    setState('busy')
    const made = await call('room.create', { body: asked(choices) })
    if (made.ok) router.push(`/rooms/${made.value.code}`)
    else setState({ fault: made.error.message })
  }
  const set = sets.find(({ id }) => id === choices.setId)
  return (
    <form onSubmit={open} className="mt-2">
      <div className="border-b border-rule pb-8">
        <p className="mb-5 font-serif text-[1.2rem] leading-normal text-ink-2" aria-live="polite">
          {lacking ?? inWords(choices)}
        </p>
        {cost && <p className="-mt-3 mb-5 text-small text-ink-2">{cost}</p>}
        <Button
          type="submit"
          tone="primary"
          size="large"
          busy={state === 'busy'}
          disabled={lacking !== null}
          className="w-full sm:w-auto"
        >
          {state === 'busy' ? 'Opening…' : 'Open the room'}
        </Button>
        {typeof state === 'object' && (
          <p role="alert" className="mt-3 text-small text-bad">
            {state.fault}
          </p>
        )}
        <p className="mt-3 text-small text-ink-2">
          You get a code and a link to hand out. Nothing starts before you say so. Change anything below first, or
          nothing.
        </p>
      </div>

      <Part title="Questions" about="Which of them are drawn, and in which order, is drawn by lot and recorded.">
        <Segmented
          label="From"
          value={choices.from}
          onChange={(from) => choose({ from })}
          options={[
            { value: 'set', label: 'A set' },
            { value: 'question', label: 'One question' },
          ]}
        />
        {choices.from === 'set' ? (
          <div className="grid gap-4 items-start sm:grid-cols-[minmax(0,1fr)_9rem]">
            <Select label="Set" value={choices.setId} onChange={({ target }) => choose({ setId: target.value })}>
              {sets.map(({ id, name, questions }) => (
                <option key={id} value={id}>
                  {name} ({questions.toLocaleString('en')})
                </option>
              ))}
            </Select>
            <Field
              label="How many"
              type="number"
              inputMode="numeric"
              min={1}
              max={Math.min(50, set?.questions ?? 50)}
              value={shown(choices.count)}
              onChange={({ target }) => choose({ count: number(target.value) })}
            />
          </div>
        ) : (
          <QuestionPicker chosen={choices.question} onChoose={(question) => choose({ question })} />
        )}
      </Part>

      <Part title="Protocol" about="The arrangement that lets judges find the truth, or that others are compared with.">
        <Select
          label="Protocol"
          value={choices.stored?.revisionId ?? choices.arm}
          hint={aboutChosen(choices)}
          onChange={({ target }) => {
            const stored = storedOf(protocols, target.value)
            choose(stored ? { stored } : { stored, arm: target.value })
          }}
        >
          {arms.map(({ kind, name }) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
          {protocols.length > 0 && (
            <optgroup label="Made here">
              {protocols.map(({ revisionId, name }) => (
                <option key={revisionId} value={revisionId}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </Select>
        {uses.includes('judge') && (
          <Switch
            label="One judge asks and decides when it ends"
            about="After each round that judge may write to whoever speaks, and goes on or ends; each further round costs a little of the score. Everybody else judges along."
            checked={choices.judge === 'interactive'}
            onChange={(on) => choose({ judge: on ? 'interactive' : 'silent' })}
          />
        )}
      </Part>

      {speakers > 0 && (
        <Part
          title={speakers === 1 ? 'Speaker' : 'Debaters'}
          about={`${drawnOrChosen(choices, speakers)} Judges are not told who argued until the end.`}
        >
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <DebaterChoice
              label={speakers === 1 ? 'The speaker' : 'One debater'}
              value={choices.debaterA}
              debaters={debaters}
              onChange={(debaterA) => choose({ debaterA })}
            />
            {speakers > 1 && (
              <DebaterChoice
                label="The other"
                value={choices.debaterB}
                debaters={debaters}
                onChange={(debaterB) => choose({ debaterB })}
              />
            )}
          </div>
          {people > 0 && (
            <>
              <Switch
                label="A time limit for each speech"
                about="At its end the draft is handed in as it stands, if it is within the limits; else there is no speech."
                checked={choices.minutesPerTurn !== null}
                onChange={(on) => choose({ minutesPerTurn: on ? 15 : null })}
              />
              {choices.minutesPerTurn !== null && (
                <Field
                  label="Minutes"
                  type="number"
                  inputMode="numeric"
                  min={1}
                  max={1440}
                  value={shown(choices.minutesPerTurn)}
                  onChange={({ target }) => choose({ minutesPerTurn: number(target.value) })}
                />
              )}
              <p className="text-small text-ink-2">
                Whoever argues joins with an account and takes the place in the lobby. Where one argues against a model,
                the judges are not told which side is the person’s.
              </p>
            </>
          )}
        </Part>
      )}

      {uses.length > 0 && (
        <Part title="Rules">
          <div className="grid grid-cols-2 gap-4 sm:flex sm:flex-wrap sm:items-start sm:[&>:not(fieldset)]:w-40">
            {uses.includes('turns') && (
              <div className="max-sm:col-span-2 sm:w-auto!">
                <Segmented
                  label="Speaking"
                  value={choices.turns}
                  onChange={(turns) => choose({ turns })}
                  options={[
                    { value: 'simultaneous', label: 'At once' },
                    { value: 'sequential', label: 'In turn' },
                  ]}
                />
              </div>
            )}
            <Field
              label={choices.judge === 'interactive' ? 'Rounds at most' : 'Rounds'}
              type="number"
              inputMode="numeric"
              min={1}
              max={10}
              value={shown(choices.rounds)}
              onChange={({ target }) => choose({ rounds: number(target.value) })}
            />
            <Field
              label={speakers === 1 ? 'Words, as in a debate' : 'Words a speech, about'}
              type="number"
              inputMode="numeric"
              min={30}
              max={500}
              value={shown(choices.words)}
              onChange={({ target }) => choose({ words: number(target.value) })}
            />
          </div>
          <p className="text-small text-ink-3">{lacking ? '' : rulesNote(choices, speakers)}</p>
        </Part>
      )}

      <Part title="Judges">
        <Segmented
          label="The right answer is shown"
          value={choices.feedback}
          onChange={(feedback) => choose({ feedback })}
          options={[
            { value: 'verdict', label: 'after one’s own verdict' },
            { value: 'close', label: 'once judging is closed' },
          ]}
        />
        <div>
          <Segmented
            label="A survey around the answer"
            value={choices.survey}
            onChange={(survey) => choose({ survey })}
            options={[
              { value: 'off', label: 'none' },
              { value: 'short', label: '5 questions' },
              { value: 'full', label: 'all that apply' },
            ]}
          />
          {choices.survey !== 'off' && (
            <p className="mt-1.5 text-small text-ink-3">Who argued is told to each judge once theirs is in.</p>
          )}
        </div>
        <Field
          label="Name of the room"
          value={choices.name}
          maxLength={80}
          onChange={({ target }) => choose({ name: target.value })}
        />
        <Switch
          label="List it on the front page"
          about="Anyone may then join. Otherwise only those who have the code."
          checked={choices.listed}
          onChange={(listed) => choose({ listed })}
        />
      </Part>
    </form>
  )
}

const storedOf = (protocols: readonly ProtocolOption[], id: string) =>
  protocols.find(({ revisionId }) => revisionId === id) ?? null

function Part({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
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
        {about && <p className="mt-1 text-small text-ink-2">{about}</p>}
      </div>
      <div className="grid content-start items-start gap-4">{children}</div>
    </div>
  )
}

function DebaterChoice(props: {
  label: string
  value: string
  debaters: readonly DebaterOption[]
  onChange: (id: string) => void
}) {
  const chosen = props.debaters.find(({ revisionId }) => revisionId === props.value)
  return (
    <Select
      label={props.label}
      value={props.value}
      hint={chosen?.label}
      error={chosen?.problem ?? undefined}
      onChange={({ target }) => props.onChange(target.value)}
    >
      {props.debaters.map(({ revisionId, name }) => (
        <option key={revisionId} value={revisionId}>
          {name}
        </option>
      ))}
    </Select>
  )
}
