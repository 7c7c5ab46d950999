import { buttonClasses } from '#ui/button'
import { Field } from '#ui/field'

/** A plain form: the address says what is shown, so it can be kept and sent. */
export const QuestionSearch = ({
  set,
  search,
  retired,
}: {
  set: string | undefined
  search: string
  retired: boolean
}) => (
  <form action="/questions" role="search" className="flex flex-wrap items-end gap-x-4 gap-y-2">
    {set && <input type="hidden" name="set" value={set} />}
    <div className="min-w-56 flex-1">
      <Field
        key={search}
        label="Search question, answers and title"
        type="search"
        name="q"
        defaultValue={search}
        maxLength={200}
      />
    </div>
    <label className="flex items-center gap-2 py-2.5 text-small text-ink-2">
      <input
        type="checkbox"
        name="retired"
        value="yes"
        defaultChecked={retired}
        className="size-4 accent-[var(--accent)]"
      />
      retired ones
    </label>
    <button className={buttonClasses({ size: 'small', className: 'py-2.5' })}>Show</button>
  </form>
)
