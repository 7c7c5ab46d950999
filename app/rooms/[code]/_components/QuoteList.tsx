'use client'
import type { RevealView } from '#lib/core/debate/reveal'
import { percent } from '#ui/figures'
import { markWords } from './QuoteMark'

type Quotes = RevealView['quotes']
const inOrder = (quotes: Quotes) =>
  quotes.map((quote, at) => ({ ...quote, at })).sort((p, q) => (p.sourceShare ?? 2) - (q.sourceShare ?? 2))
const shortened = (quoted: string) => {
  const text = quoted.replace(/^[“"]+|[”"]+$/g, '')
  return text.length > 64 ? `${text.slice(0, 60).replace(/\s+\S*$/, '')}…` : text
}

/** Everything that was claimed as a quote, in the order of the story; what is nowhere comes last. */
export const QuoteList = ({ quotes }: { quotes: Quotes }) => (
  <ul tabIndex={0} aria-label="All quotes" className="text-[13.5px] lg:max-h-[33rem] lg:overflow-y-auto lg:pr-2">
    {inOrder(quotes).map((quote) => {
      const { sign, words } = markWords(quote)
      const place = quote.sourceShare === null ? '' : `, ${percent(quote.sourceShare * 100)} in`
      return (
        <li
          key={quote.at}
          className={`side-${quote.side} grid grid-cols-[2rem_1fr] border-b border-rule py-2 last:border-0`}
        >
          <b className="font-semibold text-side-ink">{quote.label}</b>
          <span>
            <button
              type="button"
              disabled={quote.spans.length === 0}
              className="text-left enabled:hover:underline"
              onClick={() => document.getElementById(`story-quote-${quote.at}`)?.scrollIntoView({ block: 'center' })}
            >
              “{shortened(quote.text)}”
            </button>
            <span
              className={`block text-tiny font-semibold ${quote.status === 'not_found' ? 'text-bad' : 'text-ink-2'}`}
            >
              {sign} {words}
              {place}
            </span>
          </span>
        </li>
      )
    })}
  </ul>
)
