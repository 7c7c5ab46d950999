'use client'
import * as Radix from 'radix-ui/radio-group'
import { useId, type ReactNode } from 'react'

type Option<V extends string> = { value: V; label: ReactNode; about?: ReactNode }
type Props<V extends string> = { label: string; value: V | ''; onChange: (value: V) => void; options: readonly Option<V>[] }

const pick = <V extends string>({ onChange, options }: Props<V>) => (text: string) => {
  const option = options.find(({ value }) => value === text)
  if (option) onChange(option.value)
}

/** A few short choices in one row. */
export function Segmented<V extends string>(props: Props<V>) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <span id={id} className="text-small font-medium text-ink-2">
        {props.label}
      </span>
      <Radix.Root aria-labelledby={id} value={props.value} onValueChange={pick(props)} orientation="horizontal" className="inline-flex w-fit rounded-[9px] border border-rule-2 p-0.5">
        {props.options.map(({ value, label }) => (
          <Radix.Item key={value} value={value} className="rounded-[7px] px-3 py-1.5 text-ink-2 data-[state=checked]:bg-ink data-[state=checked]:font-medium data-[state=checked]:text-paper">
            {label}
          </Radix.Item>
        ))}
      </Radix.Root>
    </div>
  )
}

/** Choices that each need a sentence. */
export function Choices<V extends string>(props: Props<V>) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <span id={id} className="text-small font-medium text-ink-2">
        {props.label}
      </span>
      <Radix.Root aria-labelledby={id} value={props.value} onValueChange={pick(props)} className="border-t border-rule">
        {props.options.map(({ value, label, about }) => (
          <Radix.Item key={value} value={value} className="group flex w-full items-baseline gap-3 border-b border-rule py-2.5 text-left">
            <span aria-hidden className="size-3.5 shrink-0 translate-y-0.5 rounded-full border border-ink-3 group-data-[state=checked]:border-[5px] group-data-[state=checked]:border-accent" />
            <span>
              <span className="block font-medium">{label}</span>
              {about && <span className="block text-small text-ink-2">{about}</span>}
            </span>
          </Radix.Item>
        ))}
      </Radix.Root>
    </div>
  )
}
