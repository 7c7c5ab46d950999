'use client'
import * as Radix from 'radix-ui/dialog'
import { useMemo, useRef, useSyncExternalStore, type RefObject } from 'react'
import type { SpeechView } from '#lib/core/debate/view'
import { count, share } from '#ui/figures'
import { quotedPassages, type Passage, type Piece, type Use } from './quotedPassages'

type Props = {
  speeches: readonly SpeechView[]
  shown: (speech: SpeechView) => boolean
  /** The entry to open at: the one that was followed last. */
  from: string | null
  /** The entry that is being followed into the transcript; null once the reader is back. */
  onFollow: (entry: string | null) => void
  onClose: () => void
  opener: RefObject<HTMLButtonElement | null>
}

const WIDE = '(min-width: 64rem)'
const watchWide = (told: () => void) => {
  const query = window.matchMedia(WIDE)
  query.addEventListener('change', told)
  return () => query.removeEventListener('change', told)
}
const useWide = () =>
  useSyncExternalStore(
    watchWide,
    () => window.matchMedia(WIDE).matches,
    () => false,
  )

/** Scrolls a quote of the transcript into sight and moves the focus to its paragraph, so that it is marked and read out. */
function toParagraph({ label, text }: Use) {
  const paragraph = document.getElementById(label)?.closest('p')
  if (!paragraph) return
  paragraph.tabIndex = -1
  paragraph.focus({ preventScroll: true })
  const quotes = [...paragraph.querySelectorAll<HTMLElement>('.quote')]
  const place = quotes.find(({ textContent }) => textContent.includes(text)) ?? paragraph
  place.style.scrollMarginTop = '7rem' // the bar and the answers below it
  place.style.scrollMarginBottom = 'var(--dock, 0px)'
  place.scrollIntoView({ block: 'center' })
}

/**
 * Everything quoted word for word so far, in the order of the story: all that a judge can know of it. Beside the
 * transcript on a wide screen, which makes room; over it on a narrow one.
 */
export function QuotesPanel({ speeches, shown, from, onFollow, onClose, opener }: Props) {
  const passages = useMemo(() => quotedPassages(speeches, shown), [speeches, shown])
  const unverified = speeches.filter(shown).flatMap(({ quotes }) => quotes.filter(({ verified }) => !verified)).length
  const wide = useWide()
  const title = useRef<HTMLHeadingElement>(null)
  const leaving = useRef<Use | null>(null) // where to go once this has closed
  const follow = (entry: string, use: Use) => {
    onFollow(entry)
    if (wide) return toParagraph(use)
    leaving.current = use
    onClose()
  }
  return (
    <Radix.Root open modal={!wide} onOpenChange={onClose} key={String(wide)}>
      <Radix.Portal>
        <Radix.Content
          data-beside={wide || undefined}
          aria-describedby={undefined}
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            const entry = from === null ? null : document.getElementById(from)
            const first = entry ?? title.current
            first?.focus()
            onFollow(null)
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (leaving.current) toParagraph(leaving.current)
            else opener.current?.focus()
          }}
          className="fixed top-11 right-0 bottom-0 z-30 w-full overflow-y-auto overscroll-contain border-rule-2 bg-sheet px-4 pt-4 pb-8 shadow-sheet sm:px-5 lg:bottom-[var(--dock,0px)] lg:w-[23rem] lg:border-l"
        >
          <div className="mb-1 flex items-start justify-between gap-4">
            <Radix.Title ref={title} tabIndex={-1} className="font-serif text-[1.2rem] leading-tight font-semibold">
              Quotes so far
            </Radix.Title>
            <Radix.Close className="link py-1 text-small text-ink-2">Close</Radix.Close>
          </div>
          <p className="mb-4 text-small text-ink-2">
            {passages.length === 0
              ? 'Nothing has been quoted word for word yet. What is will stand here once you have been shown the speech.'
              : 'What was quoted word for word, in the order of the story. Follow A1 or B1 to where it was used.'}
          </p>
          <ol>
            {passages.map((passage, i) => (
              <Entry
                key={passage.share + passage.pieces.map(({ text }) => text).join('')}
                {...{ passage, follow }}
                first={i === 0}
              />
            ))}
          </ol>
          {unverified > 0 && (
            <p className="mt-5 border-t border-rule pt-3 text-small text-ink-2">
              {count(unverified, 'quote')} that {unverified === 1 ? 'is' : 'are'} not in the story word for word{' '}
              {unverified === 1 ? 'is' : 'are'} left out; the speeches mark {unverified === 1 ? 'it' : 'them'}.
            </p>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const Gap = () => (
  <span aria-hidden className="block py-1 text-ink-3">
    …
  </span>
)
const tint = ({ A, B }: Piece) => (A && B ? 'quote-both' : A ? 'side-A' : B ? 'side-B' : '')

function Entry({
  passage: { share: at, pieces, uses },
  first,
  follow,
}: {
  passage: Passage
  first: boolean
  follow: (entry: string, use: Use) => void
}) {
  return (
    <li>
      {(!first || at > 0) && <Gap />}
      <p dir="auto" className="font-serif text-[1.02rem] leading-[1.55] [overflow-wrap:anywhere]">
        {pieces.map((piece, i) => (
          <span key={i} className={`quote mx-0 px-0 ${tint(piece)}`}>
            {piece.text}
          </span>
        ))}
      </p>
      <p className="num mt-0.5 flex flex-wrap items-center gap-x-2 text-small text-ink-3">
        {at < 0.005 ? 'at the beginning' : `${share(at)} in`}, quoted in
        {uses.map((use) => {
          const entry = `quoted-${use.label}-${Math.round(at * 1e6)}`
          return (
            <button
              key={use.label}
              id={entry}
              type="button"
              aria-label={`${use.label}, go to this paragraph of side ${use.side}`}
              className={`side-${use.side} link min-h-6 min-w-6 font-semibold text-side-ink`}
              onClick={() => follow(entry, use)}
            >
              {use.label}
            </button>
          )
        })}
      </p>
    </li>
  )
}
