'use client'
import * as Radix from 'radix-ui/dialog'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type RefObject } from 'react'
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

/** The height of the strip along the bottom edge, px, as it changes and as steps bring another: the panel ends above it. */
function useDockHeight(): number {
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const fit = () => setHeight(document.querySelector<HTMLElement>('[data-dock]')?.offsetHeight ?? 0)
    const size = new ResizeObserver(fit)
    const renew = () => {
      size.disconnect()
      document.querySelectorAll('[data-dock]').forEach((dock) => size.observe(dock))
      fit()
    }
    renew()
    const main = document.querySelector('main')
    const steps = new MutationObserver(renew)
    if (main) steps.observe(main, { childList: true, subtree: true })
    return () => {
      size.disconnect()
      steps.disconnect()
    }
  }, [])
  return height
}

/** Scrolls a paragraph of the transcript into sight and moves the focus to it, so that it is read out and marked. */
function toParagraph(label: string) {
  const paragraph = document.getElementById(label)?.closest('p')
  if (!paragraph) return
  paragraph.tabIndex = -1
  paragraph.focus({ preventScroll: true })
  paragraph.scrollIntoView({ block: 'center' })
}

/**
 * Everything quoted word for word so far, in the order of the story: all that a judge can know of it. Beside the
 * transcript on a wide screen, which makes room; over it on a narrow one.
 */
export function QuotesPanel({ speeches, shown, from, onFollow, onClose, opener }: Props) {
  const passages = useMemo(() => quotedPassages(speeches, shown), [speeches, shown])
  const unverified = speeches.filter(shown).flatMap(({ quotes }) => quotes.filter(({ verified }) => !verified)).length
  const wide = useWide()
  const dock = useDockHeight()
  const title = useRef<HTMLHeadingElement>(null)
  const leaving = useRef<string | null>(null) // the paragraph to go to once this has closed
  const follow = (entry: string, { label }: Use) => {
    onFollow(entry)
    if (wide) return toParagraph(label)
    leaving.current = label
    onClose()
  }
  return (
    <Radix.Root open modal={!wide} onOpenChange={onClose} key={String(wide)}>
      <Radix.Portal>
        <Radix.Content
          data-beside={wide || undefined}
          aria-describedby={undefined}
          style={{ bottom: wide ? dock : 0 }}
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            const entry = from && document.getElementById(from)
            ;(entry || title.current)?.focus()
            onFollow(null)
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (leaving.current) toParagraph(leaving.current)
            else opener.current?.focus()
          }}
          className="fixed top-11 right-0 z-30 w-full overflow-y-auto overscroll-contain border-rule-2 bg-sheet px-4 pt-4 pb-8 shadow-sheet sm:px-5 lg:w-[23rem] lg:border-l"
        >
          <div className="mb-1 flex items-start justify-between gap-4">
            <Radix.Title ref={title} tabIndex={-1} className="font-serif text-[1.2rem] leading-tight font-semibold">
              Quotes so far
            </Radix.Title>
            <Radix.Close className="link py-0.5 text-small text-ink-2">Close</Radix.Close>
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
              {count(unverified, 'other quote')} {unverified === 1 ? 'is' : 'are'} not there word for word, and so not
              here; the speeches mark {unverified === 1 ? 'it' : 'them'}.
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
const tint = ({ A, B }: Piece) => (A && B ? 'quote quote-both' : A ? 'side-A quote' : B ? 'side-B quote' : '')

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
          <span key={i} className={tint(piece)}>
            {piece.text}
          </span>
        ))}
      </p>
      <p className="num mt-0.5 flex flex-wrap items-center gap-x-2.5 text-small text-ink-3">
        {share(at)} in, quoted in
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
