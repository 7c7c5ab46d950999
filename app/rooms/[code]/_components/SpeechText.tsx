import { Fragment, memo } from 'react'
import type { QuoteView } from '#lib/core/debate/view'
import type { Paragraph, Segment } from './paragraphs'
import { QuoteMark } from './QuoteMark'

/** The words of a near quote with what differs from the story struck out and set in. */
const Differing = ({ quote, text }: { quote: QuoteView; text: string }) => (
  <>
    {/^[“"‘']/.test(text) && text[0]}
    {quote.diff.map(({ op, quoted, source }, i) => (
      <span key={i}>
        {i > 0 && ' '}
        {op === 'equal' ? quoted : quoted && <del className="text-ink-3">{quoted}</del>}
        {op !== 'equal' && source && (
          <>
            {quoted && ' '}
            <ins className="border-b border-dashed border-ink-2 no-underline">{source}</ins>
          </>
        )}
      </span>
    ))}
    {/[”"’']$/.test(text) && text.at(-1)}
  </>
)

function Quote({ segment, paced }: { segment: Extract<Segment, { kind: 'quote' }>; paced: boolean }) {
  const { quote, text, end } = segment
  const cut = quote.flags.includes('over_budget')
  const tint = cut ? 'text-ink-3' : `quote ${quote.status === 'not_found' ? 'quote-absent' : ''}`
  const differs = quote.status === 'near' && quote.diff.length > 0
  return (
    <>
      {paced && !differs ? (
        <Veiled segment={segment} tint={tint} />
      ) : (
        <span data-from={paced ? end : undefined} className={paced ? `${tint} invisible` : tint}>
          {differs ? <Differing quote={quote} text={text} /> : text}
        </span>
      )}
      <QuoteMark quote={quote} from={paced ? end : undefined} />
    </>
  )
}

/** A stretch of text that stands in full from the start, so that nothing moves, and is unveiled from the left. */
const Veiled = ({ segment, tint = '' }: { segment: Segment; tint?: string }) => (
  <span data-run={segment.start} data-end={segment.end}>
    <span className={tint && `${tint} empty:hidden`} />
    <span className="invisible">{segment.text}</span>
  </span>
)

/** The paragraphs of one speech. `paced` is for usePace, which then shows the text bit by bit without React. */
export const SpeechText = memo(function SpeechText({ paragraphs, paced }: { paragraphs: Paragraph[]; paced: boolean }) {
  return (
    <div dir="auto">
      {paragraphs.map(({ label, segments }) => (
        <p key={label} className="mb-[0.8em] [overflow-wrap:anywhere] last:mb-0">
          <span
            id={label}
            data-from={paced ? (segments[0]?.start ?? 0) + 1 : undefined}
            className="mr-[0.45em] scroll-mt-48 font-sans text-tiny font-medium text-ink-3"
          >
            {label}
          </span>
          {segments.map((segment) =>
            segment.kind === 'quote' ? (
              <Quote key={segment.start} segment={segment} paced={paced} />
            ) : (
              <Fragment key={segment.start}>{paced ? <Veiled segment={segment} /> : segment.text}</Fragment>
            ),
          )}
        </p>
      ))}
    </div>
  )
})
