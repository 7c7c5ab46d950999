'use client'
import { useId, type ReactNode } from 'react'

type Option<V extends string> = { value: V; label: ReactNode; about?: ReactNode }
type Props<V extends string> = {
  label: string
  value: V | '' // '' while nothing is chosen
  onChange: (value: V) => void
  options: readonly Option<V>[]
}

// The browser's own radio buttons: arrows, grouping and reading come with them, and weigh nothing.
const radio = 'peer absolute size-px opacity-0'
const ring = 'peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent'

/** A few short choices in one row. */
export function Segmented<V extends string>({ label, value, onChange, options }: Props<V>) {
  const name = useId()
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 text-small font-medium text-ink-2">{label}</legend>
      <div className="inline-flex w-fit rounded-[9px] border border-rule-2 p-0.5">
        {options.map((option) => (
          <label key={option.value} className="relative cursor-pointer">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className={radio}
            />
            <span
              className={`block rounded-[7px] px-3 py-1.5 text-ink-2 peer-checked:bg-ink peer-checked:font-medium peer-checked:text-paper ${ring}`}
            >
              {option.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Choices that each need a sentence. */
export function Choices<V extends string>({ label, value, onChange, options }: Props<V>) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-small font-medium text-ink-2">{label}</legend>
      <div className="border-t border-rule">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative flex cursor-pointer items-baseline gap-3 border-b border-rule py-2.5"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className={radio}
            />
            <span
              aria-hidden
              className={`size-3.5 shrink-0 translate-y-0.5 rounded-full border border-ink-3 peer-checked:border-[5px] peer-checked:border-accent ${ring}`}
            />
            <span>
              <span className="block font-medium">{option.label}</span>
              {option.about && <span className="block text-small text-ink-2">{option.about}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
