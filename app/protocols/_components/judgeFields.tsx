'use client'
import type { Rules } from '#lib/core/debate/protocol'
import { speakersOf } from '#lib/core/debate/turns'
import { Segmented } from '#ui/segmented'
import { Switch } from '#ui/switch'
import { NumberField } from './numberField'
import type { Change } from './speakingFields'

/** What judges are asked, and what the one who decides may say. */
export function JudgeFields({ rules, change }: { rules: Rules; change: Change }) {
  const { judge, end } = rules
  const set = (part: Partial<Rules['judge']>) => change((now) => ({ ...now, judge: { ...now.judge, ...part } }))
  return (
    <>
      {end.kind !== 'none' && (
        <Switch label="A belief before anything is read" checked={judge.prior} onChange={(prior) => set({ prior })} />
      )}
      {end.kind === 'fixed' && (
        <Segmented
          label="Beliefs"
          value={judge.belief}
          onChange={(belief) => set({ belief })}
          options={[
            { value: 'every_round', label: 'after every round' },
            { value: 'final_only', label: 'at the end only' },
          ]}
        />
      )}
      {end.kind === 'judge' && <DecidingFields rules={rules} set={set} />}
      <Switch
        label="A verdict of 50 is open"
        about="Otherwise the judge has to lean to a side."
        checked={judge.finalTie === 'allowed'}
        onChange={(on) => set({ finalTie: on ? 'allowed' : 'forbidden' })}
      />
    </>
  )
}

function DecidingFields({ rules, set }: { rules: Rules; set: (part: Partial<Rules['judge']>) => void }) {
  const { judge } = rules
  return (
    <>
      <Segmented
        label="The judge who decides may write to the debaters"
        value={judge.comment}
        onChange={(comment) => set({ comment })}
        options={[
          { value: 'off', label: 'no' },
          { value: 'optional', label: 'yes' },
          { value: 'required', label: 'and has to' },
        ]}
      />
      {judge.comment !== 'off' && (
        <>
          <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
            <NumberField
              label="Characters at least"
              value={judge.commentMinChars}
              min={0}
              max={5000}
              onChange={(n) => set({ commentMinChars: n ?? Number.NaN })}
            />
            <NumberField
              label="Characters at most"
              value={judge.commentMaxChars}
              min={1}
              max={5000}
              onChange={(n) => set({ commentMaxChars: n ?? Number.NaN })}
            />
          </div>
          {speakersOf(rules) === 2 && (
            <Segmented
              label="A comment goes to"
              value={judge.commentTo}
              onChange={(commentTo) => set({ commentTo })}
              options={[
                { value: 'all', label: 'both' },
                { value: 'addressed', label: 'one, as the judge picks' },
              ]}
            />
          )}
        </>
      )}
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
        <NumberField
          label="Cost of a further round"
          value={judge.costPerRound ?? 0}
          min={0}
          max={1}
          step={0.01}
          hint="Taken off the score."
          onChange={(n) => set({ costPerRound: n ?? Number.NaN })}
        />
      </div>
      <Switch
        label="Debaters see what that judge believes"
        checked={judge.beliefShownToDebaters}
        onChange={(beliefShownToDebaters) => set({ beliefShownToDebaters })}
      />
    </>
  )
}
