import { memo } from 'react'
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
  const absent = quote.status === 'not_found'
  return (
    <>
      <span data-from={paced ? end : undefined} className={`quote ${absent ? 'quote-absent' : ''} ${paced ? 'invisible' : ''}`}>
        {quote.status === 'near' && quote.diff.length > 0 ? <Differing quote={quote} text={text} /> : text}
      </span>
      <QuoteMark quote={quote} from={paced ? end : undefined} />
    </>
  )
}

/** A stretch of plain text. Paced, it stands in full from the start, so that nothing moves, and is unveiled from the left. */
const Run = ({ segment, paced }: { segment: Segment; paced: boolean }) =>
  paced ? (
    <span data-run={segment.start} data-end={segment.end}>
      <span />
      <span className="invisible">{segment.text}</span>
    </span>
  ) : (
    <>{segment.text}</>
  )

/** The paragraphs of one speech. `paced` is for usePace, which then shows the text bit by bit without React. */
export const SpeechText = memo(function SpeechText({ paragraphs, paced }: { paragraphs: Paragraph[]; paced: boolean }) {
  return (
    <div dir="auto">
      {paragraphs.map(({ label, segments }) => (
        <p key={label} className="mb-[0.8em] [overflow-wrap:anywhere] last:mb-0">
          <span id={label} className="mr-[0.45em] scroll-mt-48 font-sans text-tiny font-medium text-ink-3">
            {label}
          </span>
          {segments.map((segment) =>
            segment.kind === 'quote' ? (
              <Quote key={segment.start} segment={segment} paced={paced} />
            ) : (
              <Run key={segment.start} segment={segment} paced={paced} />
            ),
          )}
        </p>
      ))}
    </div>
  )
})
