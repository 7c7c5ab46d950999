'use client'
import { useState, type ReactNode } from 'react'
import type { Side } from '#lib/core/debate/protocol'

type Props = {
  percentA: number | null
  onChange: (percentA: number | null) => void
  disabled: boolean
  children: ReactNode
}

/** Two tied fields, 1 to 99; they carry the same value as the track. */
export function BeliefNumbers({ percentA, onChange, disabled, children }: Props) {
  return (
    <div className="mt-1 flex items-center justify-between gap-2">
      <NumberField side="A" value={percentA} onChange={onChange} disabled={disabled} />
      {children}
      <NumberField
        side="B"
        value={percentA === null ? null : 100 - percentA}
        onChange={(b) => onChange(b === null ? null : 100 - b)}
        disabled={disabled}
      />
    </div>
  )
}

const parsed = (text: string): number | null => (/^[1-9]\d?$/.test(text.trim()) ? Number(text) : null)

function NumberField({
  side,
  value,
  onChange,
  disabled,
}: {
  side: Side
  value: number | null
  onChange: (value: number | null) => void
  disabled: boolean
}) {
  const [typed, setTyped] = useState<string | null>(null) // while the field is being typed in
  const wrong = typed !== null && typed.trim() !== '' && parsed(typed) === null
  const kept = typed !== null && (wrong || parsed(typed) === value)
  const text = kept ? typed : value === null ? '' : String(value)
  const input = (
    <input
      inputMode="numeric"
      autoComplete="off"
      maxLength={3}
      placeholder="–"
      disabled={disabled}
      aria-label={`How likely is ${side}, in per cent, 1 to 99`}
      aria-invalid={wrong || undefined}
      value={text}
      onChange={({ target }) => {
        setTyped(target.value)
        const next = parsed(target.value)
        if (next !== null) onChange(next)
        else if (target.value.trim() === '') onChange(null)
      }}
      onBlur={() => setTyped(null)}
      className="num w-12 rounded-[7px] border border-rule-2 bg-sheet px-1.5 py-0.5 text-right text-[1.05rem] font-semibold text-side-ink placeholder:font-normal placeholder:text-ink-3 aria-invalid:border-bad"
    />
  )
  return (
    <span className={`side-${side} flex items-center gap-1.5 text-[1.05rem] font-semibold text-side-ink`}>
      {side === 'A' && <span aria-hidden>A</span>}
      {input}
      <span aria-hidden>{'\u202f%'}</span>
      {side === 'B' && <span aria-hidden>B</span>}
    </span>
  )
}
