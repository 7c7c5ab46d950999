import { twMerge } from 'tailwind-merge'

/** Joins class names; of two that set the same thing the later one counts. */
export const classes = (...names: (string | false | null | undefined)[]) => twMerge(names.filter(Boolean).join(' '))
