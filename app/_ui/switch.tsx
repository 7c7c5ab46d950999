'use client'
import * as Radix from 'radix-ui/switch'
import { useId, type ReactNode } from 'react'

type Props = {
  label: ReactNode
  about?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

export function Switch({ label, about, checked, onChange, disabled = false }: Props) {
  const id = useId()
  return (
    <div className="flex items-baseline gap-3">
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        className="h-6 w-10 shrink-0 translate-y-1 rounded-full border border-ink-3 p-0.5 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Radix.Thumb className="block size-4.5 rounded-full bg-ink-3 transition-transform duration-150 data-[state=checked]:translate-x-4 data-[state=checked]:bg-accent-ink" />
      </Radix.Root>
      <label htmlFor={id}>
        <span className="block">{label}</span>
        {about && <span className="block text-small text-ink-2">{about}</span>}
      </label>
    </div>
  )
}
