'use client'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { classes } from './classes'

const box =
  'w-full rounded-[7px] border border-rule-2 bg-sheet px-3 py-2 text-ink placeholder:text-ink-3 ' +
  'aria-invalid:border-bad disabled:bg-transparent disabled:text-ink-3'

type Around = { label: ReactNode; hint?: ReactNode; error?: string | undefined }
type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }

/** A label above, a hint or what is wrong below; the control is told of both. */
function Labelled({ label, hint, error, children }: Around & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const note = error ?? hint
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-small font-medium text-ink-2">
        {label}
      </label>
      {children({ id, 'aria-describedby': note ? `${id}-note` : undefined, 'aria-invalid': error ? true : undefined })}
      {note && (
        <p
          id={`${id}-note`}
          role={error ? 'alert' : undefined}
          className={classes('text-small', error ? 'text-bad' : 'text-ink-3')}
        >
          {note}
        </p>
      )}
    </div>
  )
}

export function Field({ label, hint, error, className, ...rest }: Around & ComponentProps<'input'>) {
  return (
    <Labelled {...{ label, hint, error }}>
      {(wiring) => <input {...rest} {...wiring} className={classes(box, className)} />}
    </Labelled>
  )
}

export function TextArea({ label, hint, error, className, ...rest }: Around & ComponentProps<'textarea'>) {
  return (
    <Labelled {...{ label, hint, error }}>
      {(wiring) => <textarea {...rest} {...wiring} className={classes(box, 'min-h-28 leading-normal', className)} />}
    </Labelled>
  )
}

/** The system's own list: it reads, scrolls and types ahead as people know it. */
export function Select({ label, hint, error, className, ...rest }: Around & ComponentProps<'select'>) {
  return (
    <Labelled {...{ label, hint, error }}>
      {(wiring) => <select {...rest} {...wiring} className={classes(box, 'py-[0.56rem]', className)} />}
    </Labelled>
  )
}
