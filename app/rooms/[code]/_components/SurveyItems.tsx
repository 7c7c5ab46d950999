'use client'
import { useId, useRef, useState, type ReactNode } from 'react'
import type { Asked } from '#lib/core/surveys/items'
import { Button } from '#ui/button'
import { TextArea } from '#ui/field'
import { Choices } from '#ui/segmented'
import { isAnswered, type Answers } from './surveyDraft'

type Props = {
  items: readonly Asked[]
  answers: Answers
  onChange: (part: Answers) => void
  button: string
  busy?: boolean
  onDone: () => void
  onSkip: () => void
  children?: ReactNode
}

/** Some items, one below the other, with one way on and one way out. What is still open is said where it stands. */
export function SurveyItems({ items, answers, onChange, button, busy = false, onDone, onSkip, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [tried, setTried] = useState(false)
  const open = items.filter((item) => !isAnswered(item, answers[item.id]))
  const done = () => {
    setTried(true)
    const [first] = open
    if (!first) return onDone()
    const place = form.current?.querySelector<HTMLElement>(`[data-item=${first.id}]`)
    place?.querySelector<HTMLElement>('input, textarea')?.focus({ preventScroll: true })
    place?.scrollIntoView({ block: 'center' })
  }
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        done()
      }}
    >
      {items.map((item) => (
        <div key={item.id} data-item={item.id} className="border-t border-rule py-4">
          <Item {...{ item, answers, onChange }} />
          {tried && open.includes(item) && <p className="mt-1.5 text-small text-bad">This one is still open.</p>}
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-rule pt-5">
        <Button type="submit" tone="primary" size="large" busy={busy} className="max-md:w-full">
          {button}
        </Button>
        <Button tone="quiet" onClick={onSkip}>
          Not now
        </Button>
        <span role="status" className="text-small text-ink-2">
          {tried && open.length > 0 && (open.length === 1 ? 'One is still open.' : `${open.length} are still open.`)}
        </span>
      </div>
      {children}
    </form>
  )
}

function Item({ item, answers, onChange }: { item: Asked } & Pick<Props, 'answers' | 'onChange'>) {
  const answer = answers[item.id]
  const set = (value: Answers[typeof item.id]) => onChange({ [item.id]: value })
  switch (item.form) {
    case 'text':
      return (
        <TextArea
          label={item.required ? item.words : `${item.words} (if you like)`}
          value={typeof answer === 'string' ? answer : ''}
          maxLength={2_000}
          rows={item.required ? 3 : 2}
          className="min-h-0"
          onChange={({ target }) => set(target.value)}
        />
      )
    case 'choice':
      return (
        <Choices
          label={item.words}
          value={typeof answer === 'string' ? answer : ''}
          onChange={set}
          options={item.options.map(({ id, words }) => ({ value: id, label: words }))}
        />
      )
    case 'scale':
      return (
        <Group words={item.words}>
          <Scale {...item} label={item.words} value={typeof answer === 'number' ? answer : null} onChange={set} />
        </Group>
      )
    case 'both': {
      const rated = typeof answer === 'object' ? answer : {}
      return (
        <Group words={item.words}>
          <div className="grid gap-x-8 gap-y-3 md:grid-cols-2">
            {item.sides.map((side) => (
              <div key={side} className={`side-${side}`}>
                {item.sides.length > 1 && <p className="mb-1 text-small font-semibold text-side-ink">Side {side}</p>}
                <Scale
                  {...item}
                  label={item.sides.length > 1 ? `${item.words} Side ${side}` : item.words}
                  value={rated[side] ?? null}
                  onChange={(rating) => set({ ...rated, [side]: rating })}
                />
              </div>
            ))}
          </div>
        </Group>
      )
    }
  }
}

const Group = ({ words, children }: { words: string; children: ReactNode }) => (
  <div>
    <p className="mb-2 text-small font-medium text-ink-2">{words}</p>
    {children}
  </div>
)

const RATINGS = [1, 2, 3, 4, 5]
type ScaleProps = { label: string; low: string; high: string; value: number | null; onChange: (rating: number) => void }

/** One row of 1 to 5 with words at its ends: the browser's own radio buttons, so that arrows move and a thumb hits. */
function Scale({ label, low, high, value, onChange }: ScaleProps) {
  const name = useId()
  return (
    <div role="radiogroup" aria-label={`${label} 1: ${low}, 5: ${high}.`}>
      <div className="grid max-w-80 grid-cols-5 gap-1.5">
        {RATINGS.map((rating) => (
          <label key={rating} className="relative cursor-pointer">
            <input
              type="radio"
              name={name}
              value={rating}
              checked={rating === value}
              onChange={() => onChange(rating)}
              className="peer absolute size-px opacity-0"
            />
            <span className="num grid h-11 place-items-center rounded-[7px] border border-rule-2 bg-sheet text-ink-2 peer-checked:border-ink peer-checked:bg-ink peer-checked:font-medium peer-checked:text-paper peer-focus-visible:outline-2 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent">
              {rating}
            </span>
          </label>
        ))}
      </div>
      <p aria-hidden className="mt-1 flex max-w-80 justify-between text-tiny text-ink-3">
        <span>{low}</span>
        <span>{high}</span>
      </p>
    </div>
  )
}
