'use client'
import type { ReactNode } from 'react'
import { Field } from '#ui/field'

type Props = {
  label: string
  value: number | null // null: left open
  onChange: (value: number | null) => void
  open?: true // may be left open
  hint?: ReactNode
  min?: number
  max?: number
  step?: number
}

/** A number as it is typed: what is no number yet is NaN, or null where it may be left open. */
export function NumberField({ value, onChange, open, step = 1, ...rest }: Props) {
  const nothing = open ? null : Number.NaN
  return (
    <Field
      {...rest}
      type="number"
      inputMode={step === 1 ? 'numeric' : 'decimal'}
      step={step}
      placeholder={open && 'any'}
      value={value === null || Number.isNaN(value) ? '' : value}
      onChange={({ target }) => onChange(target.value === '' ? nothing : Number(target.value))}
    />
  )
}
