'use client'
import { useEffect, useState } from 'react'
import type { Reply } from '#lib/http/replies'
import { call } from '#lib/http/call'
import { Field } from '#ui/field'
import type { QuestionOption } from './choices'

const PAUSE_MS = 250 // of typing, before it is searched for

/** One question, found by its words. */
export function QuestionPicker({
  chosen,
  onChoose,
}: {
  chosen: QuestionOption | null
  onChoose: (q: QuestionOption) => void
}) {
  const [search, setSearch] = useState('')
  const [found, setFound] = useState<Reply<'questions.list'>['questions'] | null>(null)
  const [fault, setFault] = useState<string>()
  useEffect(() => {
    let stale = false
    const timer = setTimeout(async () => {
      const page = await call('questions.list', { query: { search, limit: 8 } })
      if (stale) return
      setFault(page.ok ? undefined : page.error.message)
      if (page.ok) setFound(page.value.questions)
    }, PAUSE_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [search])
  return (
    <div className="grid gap-3">
      {chosen && (
        <p className="font-serif text-read">
          <span className="mr-2 font-sans text-small text-ink-3">Chosen:</span>
          {chosen.text}
        </p>
      )}
      <Field
        label="Find a question"
        type="search"
        value={search}
        error={fault}
        onChange={({ target }) => setSearch(target.value)}
      />
      <ul className="min-h-40 divide-y divide-rule border-t border-rule" aria-label="Questions found">
        {found?.map(({ id, text, title, setName }) => (
          <li key={id}>
            <button
              type="button"
              aria-pressed={chosen?.id === id}
              onClick={() => onChoose({ id, text })}
              className="block w-full py-2 text-left hover:text-accent aria-pressed:font-semibold"
            >
              <span className="font-serif text-[1.02rem]">{text}</span>{' '}
              <span className="text-tiny text-ink-3">
                {title} · {setName}
              </span>
            </button>
          </li>
        ))}
        {found?.length === 0 && <li className="py-2 text-ink-2">No question has these words. Try fewer.</li>}
      </ul>
    </div>
  )
}
