import { extendTailwindMerge } from 'tailwind-merge'

// Without this our own sizes look like colours, and `text-small text-ink-3` loses its size.
const merge = extendTailwindMerge({ extend: { theme: { text: ['tiny', 'small', 'read'] } } })

/** Joins class names; of two that set the same thing the later one counts. */
export const classes = (...names: (string | false | null | undefined)[]) => merge(names.filter(Boolean).join(' '))
