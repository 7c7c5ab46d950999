import { buttonClasses } from '#ui/button'

/** A plain form: /rooms reads the code as people type it and leads on. `missing`: a code that led nowhere. */
export const JoinByCode = ({ missing }: { missing?: string | undefined }) => (
  <form action="/rooms" className="grid gap-1">
    <div className="flex items-end gap-2">
      <label className="grid gap-1 text-small font-medium text-ink-2">
        Room code
        <input
          name="code"
          required
          defaultValue={missing}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          aria-describedby={missing ? 'code-fault' : undefined}
          aria-invalid={missing ? true : undefined}
          placeholder="K7-MAPLE"
          className="w-36 rounded-[7px] border border-rule-2 bg-sheet px-3 py-2 text-base font-semibold tracking-[0.06em] text-ink uppercase placeholder:font-normal placeholder:text-ink-3 aria-invalid:border-bad"
        />
      </label>
      <button className={buttonClasses({ size: 'small', className: 'py-2.5' })}>Join</button>
    </div>
    {missing && (
      <p id="code-fault" role="alert" className="text-small text-bad">
        There is no room {missing}. Look at the code again: a letter, a digit, a word.
      </p>
    )}
  </form>
)
