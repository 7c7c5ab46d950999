'use client'
import * as Radix from 'radix-ui/dropdown-menu'
import type { ReactNode } from 'react'
import { classes } from './classes'

type Item = { label: ReactNode; onSelect: () => void; danger?: boolean; disabled?: boolean }

/** Second-rank actions behind a word. Not modal: the modal form writes a style sheet into the page, which our CSP forbids. */
export function Menu({ label, items }: { label: ReactNode; items: readonly Item[] }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger className="link text-small text-ink-2">{label}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={6}
          className="z-50 min-w-44 rounded-sheet border border-rule-2 bg-sheet py-1.5 shadow-sheet"
        >
          {items.map(({ label, onSelect, danger, disabled }, i) => (
            <Radix.Item
              key={i}
              disabled={disabled ?? false}
              onSelect={onSelect}
              className={classes(
                'cursor-pointer px-4 py-2 outline-none data-[disabled]:text-ink-3 data-[highlighted]:bg-paper',
                danger && 'text-bad',
              )}
            >
              {label}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
