import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { classes } from './classes'

/** One `primary` on a screen. Also for links: `<Link className={buttonClasses({ tone: 'primary' })}>`. */
export const buttonClasses = cva(
  'inline-block rounded-[9px] border text-center font-semibold no-underline transition-colors duration-150 ' +
    'disabled:cursor-default disabled:border-dashed disabled:border-rule-2 disabled:bg-transparent disabled:text-ink-3',
  {
    variants: {
      tone: {
        primary: 'border-transparent bg-accent text-accent-ink hover:brightness-108',
        plain: 'border-rule-2 bg-sheet text-ink hover:border-ink-3',
        quiet: 'border-transparent bg-transparent font-medium text-ink-2 hover:text-ink',
        danger: 'border-bad bg-sheet text-bad hover:bg-bad hover:text-paper',
      },
      size: { small: 'px-3 py-1.5 text-small', normal: 'px-4 py-2.5', large: 'px-6 py-3 text-[1.04rem]' },
    },
    defaultVariants: { tone: 'plain', size: 'normal' },
  },
)

type Props = ComponentProps<'button'> & VariantProps<typeof buttonClasses> & { busy?: boolean | undefined }

/** `busy` keeps the focus and the place, and lets no second press through. */
export function Button({ tone, size, busy = false, className, type = 'button', onClick, ...rest }: Props) {
  return (
    <button
      type={type}
      aria-busy={busy}
      aria-disabled={busy || undefined}
      className={classes(buttonClasses({ tone, size }), busy && 'opacity-70', className)}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      {...rest}
    />
  )
}
