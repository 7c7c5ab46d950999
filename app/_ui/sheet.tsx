import type { ComponentProps } from 'react'
import { classes } from './classes'

/** White ground, soft shadow: for the two answers, the dock and things that open. */
export const Sheet = ({ className, ...rest }: ComponentProps<'div'>) => (
  <div className={classes('rounded-sheet bg-sheet p-5 shadow-sheet', className)} {...rest} />
)
