'use client'
import { useEffect, useId, useState, type RefObject, type SyntheticEvent } from 'react'
import type { Weighed } from '#lib/core/debate/personSpeech'
import type { CheckedQuote } from '#lib/core/quotes/quote'
import { Button } from '#ui/button'
import { Problem } from '../Problem'
import type { Passage } from './passage'
import type { Desk, useDesk } from './useDesk'

const found: Record<CheckedQuote['status'], string> = {
  exact: '✓ in the story',
  normalised: '✓ in the story',
  near: '≈ close',
  not_found: '✕ not in the story',
}

const left = (used: number, of: number, what: string) =>
  used > of ? `${used - of} ${what} too many` : `${of - used} ${what} left`

function Counters({ weighed, limits }: { weighed: Weighed | null; limits: Desk['limits'] }) {
  const { unit, speechMin, speechMax, quoteCharsPerSpeech, quoteCharsPerSide } = limits
  const { length = 0, quoteChars = 0, quoteCharsOfSide = 0 } = weighed ?? {}
  const lines: [string, boolean][] = [
    [`${length} ${unit === 'words' ? 'words' : 'characters'}, of ${speechMin} to ${speechMax}`, length > speechMax],
    ...(quoteCharsPerSpeech === null
      ? []
      : [
          [`quotes: ${left(quoteChars, quoteCharsPerSpeech, 'characters')}`, quoteChars > quoteCharsPerSpeech] as [
            string,
            boolean,
          ],
        ]),
    ...(quoteCharsPerSide === null
      ? []
      : [
          [
            `quotes in all speeches: ${left(quoteCharsOfSide, quoteCharsPerSide, 'characters')}`,
            quoteCharsOfSide > quoteCharsPerSide,
          ] as [string, boolean],
        ]),
  ]
  return (
    <p className="num flex flex-wrap gap-x-5 text-small text-ink-2">
      {lines.map(([text, over]) => (
        <span key={text} className={over ? 'text-bad' : ''}>
          {text}
        </span>
      ))}
    </p>
  )
}

/** Minutes and seconds until the end of the time. @param late the server's clock less this one's, ms */
function TimeLeft({ endsAt, late }: { endsAt: number; late: number }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const tick = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(tick)
  }, [])
  const seconds = Math.max(0, Math.round((endsAt - now - late) / 1_000))
  return (
    <p className={`num text-small ${seconds < 60 ? 'text-warn' : 'text-ink-2'}`}>
      {seconds === 0
        ? 'The time is over: your draft counts if it is within the limits.'
        : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} left. Then your draft is handed in as it stands, if it is within the limits.`}
    </p>
  )
}

type Props = {
  hand: ReturnType<typeof useDesk>
  desk: Desk
  weighed: Weighed | null
  /** Where the next quote goes: what the field itself says of its caret is lost while words are selected elsewhere. */
  caret: RefObject<Passage | null>
  field: RefObject<HTMLTextAreaElement | null>
}

/** Where the speech is written: what is left, what the checker says of each quote, and handing it in. */
export function Editor({ hand, desk, weighed, caret, field }: Props) {
  const id = useId()
  const { text, saved, busy, problem, late, change, handIn } = hand
  const note = ({ currentTarget }: SyntheticEvent<HTMLTextAreaElement>) => {
    caret.current = { start: currentTarget.selectionStart, end: currentTarget.selectionEnd }
  }
  const faults = weighed?.faults ?? ['One moment.']
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-[1.2rem]">
        Your {desk.open?.label}, round {desk.open?.round}
      </h2>
      {desk.endsAt !== null && <TimeLeft endsAt={desk.endsAt} late={late} />}
      <textarea
        ref={field}
        value={text}
        aria-labelledby={id}
        aria-describedby={`${id}-why`}
        onChange={(event) => {
          note(event)
          change(event.target.value)
        }}
        onKeyUp={note}
        onPointerUp={note}
        className="mt-2 min-h-[18rem] w-full scroll-mt-44 rounded-[7px] border border-rule-2 bg-sheet px-3 py-2 font-serif text-[1.05rem] leading-[1.6] text-ink"
      />
      <Counters weighed={weighed} limits={desk.limits} />
      {weighed && weighed.quotes.length > 0 && (
        <ul className="mt-3 divide-y divide-rule border-y border-rule text-small" aria-label="Your quotes, as checked">
          {weighed.quotes.map((quote, i) => (
            <li key={i} className="py-1.5">
              <span className={quote.status === 'not_found' ? 'text-bad' : 'text-ink'}>{found[quote.status]}</span>
              <span className="text-ink-3"> · {quote.reason}</span>
              <span className="block truncate font-serif text-ink-2">“{quote.text}”</span>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4 grid gap-1.5">
        <Button
          tone="primary"
          size="large"
          className="w-full sm:w-auto sm:justify-self-start"
          busy={busy}
          disabled={faults.length > 0}
          onClick={() => void handIn()}
        >
          Hand in this speech
        </Button>
        <p id={`${id}-why`} className="text-small text-ink-2" aria-live="polite">
          {faults.length > 0 ? faults.join(' ') : 'Once it is handed in it stays as it is.'}
        </p>
        <p className="text-tiny text-ink-3">{saved ? 'Your draft is kept.' : 'Your draft is being kept…'}</p>
        <Problem text={problem} />
      </div>
    </section>
  )
}
