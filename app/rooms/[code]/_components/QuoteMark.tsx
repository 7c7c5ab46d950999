'use client'
import { useId, useState } from 'react'
import type { QuoteView } from '#lib/core/debate/view'

type Checked = Pick<QuoteView, 'status' | 'reason'> & { diff?: QuoteView['diff']; flags?: QuoteView['flags'] }

const words = (text: string) => text.split(/\s+/).filter(Boolean).length
const differing = (diff: QuoteView['diff'] = []) =>
  diff
    .filter(({ op }) => op !== 'equal')
    .reduce((sum, { quoted, source }) => sum + Math.max(words(quoted), words(source)), 0)

/** A reason long enough to be a sentence belongs behind the mark, not beside it. */
const brief = (reason: string) =>
  reason.includes('left out') ? 'words left out' : reason !== '' && reason.length <= 48 ? reason : 'written differently'

/** What the check found, as a sign and words; never by colour alone. */
export function markWords({ status, diff, reason, flags }: Checked): { sign: string; words: string } {
  if (flags?.includes('over_budget')) return { sign: '✂', words: 'quote cut: over the limit' }
  switch (status) {
    case 'exact':
      return { sign: '✓', words: reason.includes('left out') ? 'in the story, words left out' : 'in the story' }
    case 'normalised':
      return { sign: '✓', words: `in the story, ${brief(reason)}` }
    case 'near': {
      const n = differing(diff)
      return {
        sign: '≈',
        words: n === 0 ? 'close to the story' : n === 1 ? 'close: one word differs' : `close: ${n} words differ`,
      }
    }
    case 'not_found':
      return { sign: '✕', words: 'not in the story' }
  }
}

/** The mark beside a quote; pressing it gives the reason, below the line, so that nothing moves sideways. */
export function QuoteMark({ quote, from }: { quote: QuoteView; from?: number | undefined }) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const mark = markWords(quote)
  return (
    <span data-from={from} className={from === undefined ? 'relative' : 'invisible relative'}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        onBlur={() => setOpen(false)}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
        className={`relative ml-[0.25em] align-[0.06em] font-sans text-tiny font-semibold whitespace-nowrap after:absolute after:-inset-x-1 after:-inset-y-1.5 hover:underline ${quote.status === 'not_found' && !quote.flags.includes('over_budget') ? 'text-bad' : 'text-ink-2'}`}
      >
        <span aria-hidden>{mark.sign} </span>
        {mark.words}
      </button>
      {open && (
        <span
          id={id}
          role="status"
          className="absolute top-[1.6em] left-0 z-20 block w-64 rounded-sheet border border-rule-2 bg-sheet px-3 py-2 font-sans text-small leading-normal font-normal text-ink-2 shadow-sheet"
        >
          {reasonInFull(quote)}
        </span>
      )}
    </span>
  )
}

const remarks: Partial<Record<QuoteView['flags'][number], string>> = {
  untagged: 'The debater did not mark it as a quote; the check found it.',
  short: 'So short that it may stand there by chance.',
  meaningRisk: 'What differs may change the meaning.',
  over_budget: 'Its words were taken out by the rules of length, whoever speaks.',
  repeated: 'Quoted before.',
}

function reasonInFull(quote: QuoteView): string {
  const place =
    quote.sourceShare === null ? '' : ` It stands ${Math.round(quote.sourceShare * 100)}\u00a0% into the story.`
  const said = quote.reason.charAt(0).toUpperCase() + quote.reason.slice(1)
  const flags = quote.flags.flatMap((flag) => remarks[flag] ?? [])
  const more =
    quote.status === 'near' && quote.diff.length > 0
      ? ' Struck out: what was claimed; dashed: what the story says.'
      : ''
  return [`${said}.${more}${place}`, ...flags].join(' ')
}
