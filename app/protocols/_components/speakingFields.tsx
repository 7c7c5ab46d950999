'use client'
import type { Rules } from '#lib/core/debate/protocol'
import { speakersOf } from '#lib/core/debate/turns'
import { orderOf, withEnd, withSpeakers } from '#lib/core/protocols/edit'
import { Select } from '#ui/field'
import { Segmented } from '#ui/segmented'
import { NumberField } from './numberField'

export type Change = (change: (now: Rules) => Rules) => void
type Props = { rules: Rules; change: Change }

/** Who speaks, in which order, and who reads what. */
export function SpeakerFields({ rules, change }: Props) {
  const speakers = speakersOf(rules)
  const order = orderOf(rules)
  return (
    <>
      <Segmented
        label="Speakers"
        value={(['none', 'one', 'two'] as const)[speakers]}
        onChange={(n) => change((now) => withSpeakers(now, n === 'none' ? 0 : n === 'one' ? 1 : 2))}
        options={[
          { value: 'none', label: 'None' },
          { value: 'one', label: 'One' },
          { value: 'two', label: 'Two' },
        ]}
      />
      {speakers === 0 && (
        <Segmented
          label="The judge reads"
          value={rules.judgeSeesSource ? 'story' : 'question'}
          onChange={(what) => change((now) => ({ ...now, judgeSeesSource: what === 'story' }))}
          options={[
            { value: 'question', label: 'the question alone' },
            { value: 'story', label: 'the whole story' },
          ]}
        />
      )}
      {speakers > 0 && (
        <Segmented
          label={speakers === 1 ? 'The answer argued for is' : 'Who argues for which answer is'}
          value={rules.sides === 'chosen_by_lead' ? 'chosen_by_lead' : 'assigned'}
          onChange={(sides) => change((now) => ({ ...now, sides }))}
          options={[
            { value: 'assigned', label: 'drawn' },
            { value: 'chosen_by_lead', label: speakers === 1 ? 'the speaker’s choice' : 'one debater’s choice' },
          ]}
        />
      )}
      {speakers === 2 && (
        <>
          <Select
            label="Order of speaking"
            value={order}
            onChange={({ target }) => {
              const chosen = (['at_once', 'in_turn', 'opening_at_once'] as const).find((one) => one === target.value)
              if (chosen) change((now) => withSpeakers(now, 2, chosen))
            }}
          >
            <option value="at_once">At once: neither sees the other’s speech of the round</option>
            <option value="in_turn">In turn: A, then B</option>
            <option value="opening_at_once">Both open at once, then in turn</option>
            {order === 'own' && <option value="own">As in the rules that were pasted</option>}
          </Select>
          <Segmented
            label="A debater reads"
            value={rules.debaterSees}
            onChange={(debaterSees) => change((now) => ({ ...now, debaterSees }))}
            options={[
              { value: 'all', label: 'both sides' },
              { value: 'own', label: 'only what it said itself' },
            ]}
          />
        </>
      )}
    </>
  )
}

/** How many rounds, who ends them, and when judges read them. */
export function RoundFields({ rules, change }: Props) {
  const { end } = rules
  if (end.kind === 'none') return null
  const alone = [...rules.opening.flat(), ...rules.loop, ...rules.closing.flat()].some(
    ({ sides }) => sides.length === 1,
  )
  return (
    <>
      <Segmented
        label="The number of rounds is"
        value={end.kind}
        onChange={(kind) => change((now) => withEnd(now, kind))}
        options={[
          { value: 'fixed', label: 'fixed' },
          { value: 'judge', label: 'one judge’s decision' },
        ]}
      />
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        {end.kind === 'fixed' ? (
          <NumberField
            label="Rounds"
            value={end.rounds}
            min={1}
            max={20}
            onChange={(rounds) => change((now) => ({ ...now, end: { kind: 'fixed', rounds: rounds ?? Number.NaN } }))}
          />
        ) : (
          <>
            <NumberField
              label="Rounds at least"
              value={end.minRounds}
              min={1}
              max={20}
              onChange={(n) => change((now) => ({ ...now, end: { ...end, minRounds: n ?? Number.NaN } }))}
            />
            <NumberField
              label="Rounds at most"
              value={end.maxRounds}
              min={1}
              max={20}
              onChange={(n) => change((now) => ({ ...now, end: { ...end, maxRounds: n ?? Number.NaN } }))}
            />
          </>
        )}
      </div>
      {alone && (
        <Segmented
          label="Judges read a speaker who speaks alone"
          value={rules.liveText ? 'live' : 'rounds'}
          onChange={(when) => change((now) => ({ ...now, liveText: when === 'live' }))}
          options={[
            { value: 'live', label: 'as it writes' },
            { value: 'rounds', label: 'once the round is over' },
          ]}
        />
      )}
    </>
  )
}

/** How long speeches and quotes may be. */
export function LengthFields({ rules, change }: Props) {
  const { limits } = rules
  const set = (part: Partial<Rules['limits']>) => change((now) => ({ ...now, limits: { ...now.limits, ...part } }))
  return (
    <>
      <Segmented
        label="Speeches are counted in"
        value={limits.unit}
        onChange={(unit) => set({ unit })}
        options={[
          { value: 'words', label: 'words' },
          { value: 'chars', label: 'characters' },
        ]}
      />
      <div className="grid grid-cols-3 gap-4">
        <NumberField
          label="At least"
          value={limits.speechMin}
          min={1}
          onChange={(n) => set({ speechMin: n ?? Number.NaN })}
        />
        <NumberField
          label="About"
          value={limits.speechTarget}
          min={1}
          onChange={(n) => set({ speechTarget: n ?? Number.NaN })}
        />
        <NumberField
          label="At most"
          value={limits.speechMax}
          min={1}
          onChange={(n) => set({ speechMax: n ?? Number.NaN })}
        />
      </div>
      <div className="grid grid-cols-2 items-end gap-4">
        <NumberField
          label="Quotes of a speech, characters"
          open
          value={limits.quoteCharsPerSpeech}
          min={1}
          onChange={(quoteCharsPerSpeech) => set({ quoteCharsPerSpeech })}
        />
        <NumberField
          label="Of all speeches of a side"
          open
          value={limits.quoteCharsPerSide}
          min={1}
          onChange={(quoteCharsPerSide) => set({ quoteCharsPerSide })}
        />
      </div>
      <p className="text-small text-ink-3">
        Quotes count into the length of a speech. What goes over their own limit is written again, and in the end
        replaced by […].
      </p>
    </>
  )
}
