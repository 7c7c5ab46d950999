import type { ReactNode } from 'react'
import { classes } from './classes'

const tones = { plain: 'border-rule-2', warn: 'border-warn', bad: 'border-bad' } as const

/** A remark in the page: what happened and what to do. `bad` is read out at once. */
export function Notice({
  tone = 'plain',
  title,
  children,
}: {
  tone?: keyof typeof tones
  title?: string
  children?: ReactNode
}) {
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={classes('border-l-2 bg-sheet px-4 py-3 text-ink-2', tones[tone])}
    >
      {title && <p className={classes('font-semibold', tone === 'bad' ? 'text-bad' : 'text-ink')}>{title}</p>}
      {children}
    </div>
  )
}
