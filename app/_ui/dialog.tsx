'use client'
import * as Radix from 'radix-ui/dialog'
import type { ReactNode } from 'react'
import { Button } from './button'
import { classes } from './classes'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: ReactNode
  children: ReactNode
  wide?: boolean
}

/** Opens over the page, keeps the focus inside, closes by Escape. `<DialogActions>` come last. */
export function Dialog({ open, onOpenChange, title, children, wide = false }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        {/* A plain element for the backdrop: Radix.Overlay writes a style sheet into the page, which our CSP forbids. */}
        <div className="fixed inset-0 z-40 bg-[rgb(20_18_14_/_0.38)]" aria-hidden />
        <Radix.Content
          aria-describedby={undefined}
          className={classes(
            'fixed inset-x-4 top-[12vh] z-50 mx-auto max-h-[80vh] overflow-auto rounded-sheet border border-rule-2',
            'bg-sheet p-6 shadow-sheet',
            wide ? 'max-w-2xl' : 'max-w-md',
          )}
        >
          <Radix.Title className="mb-3 font-serif text-[1.3rem] leading-tight font-semibold">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

export const DialogActions = ({ children }: { children: ReactNode }) => (
  <div className="mt-5 flex flex-wrap items-center gap-2">{children}</div>
)

/** Asks once more, in words, before something that cannot be taken back. */
export function Confirm(props: Omit<Props, 'wide'> & { yes: string; no?: string; busy?: boolean; onYes: () => void }) {
  const { yes, no = 'Go back', busy, onYes, children, ...rest } = props
  return (
    <Dialog {...rest}>
      <div className="text-ink-2">{children}</div>
      <DialogActions>
        <Button tone="danger" busy={busy} onClick={onYes}>
          {yes}
        </Button>
        <Button tone="quiet" onClick={() => rest.onOpenChange(false)}>
          {no}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
