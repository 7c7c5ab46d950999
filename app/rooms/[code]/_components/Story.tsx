'use client'
import { useMemo, useState } from 'react'
import type { RevealView } from '#lib/core/debate/reveal'
import { QuoteList } from './QuoteList'
import { quoteTally } from './quoteTally'
import { sides } from './sides'
import { useApart } from './useApart'
import { storyParts, type StoryPart, type StoryPiece } from './storyParts'

const look = ({ A, B, evidence }: StoryPiece) =>
  [
    A && B ? 'quote quote-both' : A ? 'quote side-A' : B ? 'quote side-B' : '',
    evidence ? 'border-b-2 border-ink' : '',
  ].join(' ')

function Piece({ piece }: { piece: StoryPiece }) {
  const plain = !piece.A && !piece.B && !piece.evidence
  return (
    <>
      {piece.tags.map(({ side, label, quote }) => (
        <span
          key={quote}
          data-tag={side}
          id={`story-quote-${quote}`}
          className={`side-${side} absolute mt-[0.45em] inline-block scroll-mt-24 font-sans text-tiny leading-none font-semibold text-side-ink indent-0 ${side === 'A' ? '-left-9' : '-right-8'}`}
        >
          {label}
        </span>
      ))}
      {plain ? piece.text : <span className={look(piece)}>{piece.text}</span>}
    </>
  )
}

function Part({ part, first, quoted }: { part: StoryPart; first: boolean; quoted: boolean }) {
  const [open, setOpen] = useState(false)
  if (part.kind === 'paragraph')
    return (
      <p className={`relative hyphens-auto ${first ? '' : 'indent-[1.4em]'}`}>
        {part.pieces.map((piece) => (
          <Piece key={piece.start} piece={piece} />
        ))}
      </p>
    )
  if (open)
    return part.paragraphs.map((paragraph) => (
      <Part key={paragraph.start} part={paragraph} first={false} quoted={quoted} />
    ))
  const about = part.words >= 150 ? Math.round(part.words / 50) * 50 : Math.round(part.words / 10) * 10
  return (
    <p className="my-3.5 flex items-center gap-3 font-sans text-small text-ink-3 after:flex-1 after:border-t after:border-dotted after:border-rule-2">
      about {about.toLocaleString('en')} words{quoted && ' nobody quoted'}
      <button type="button" className="link text-ink-2" onClick={() => setOpen(true)}>
        Show
      </button>
    </p>
  )
}

/** The story, A's places in the left margin and B's in the right, with the quotes lit in their side's colour, and the list of all that was claimed. */
export function Story({ reveal }: { reveal: RevealView }) {
  const parts = useMemo(() => storyParts(reveal), [reveal])
  const text = useApart('[data-tag]')
  const { title, words, attribution, evidence } = reveal.source
  const speakers = sides.filter((side) => reveal.debaters[side] !== null).length
  return (
    <section className="section !grid-cols-1">
      <header>
        <h2>
          {speakers === 0 ? 'The story' : `The story, where the ${speakers === 1 ? 'speaker' : 'debaters'} quoted it`}
        </h2>
        <p className="num mt-1 text-small text-ink-2">
          “{title}”, {words.toLocaleString('en')} words.{speakers > 0 && ` ${quoteTally(reveal.quotes)}`}
        </p>
      </header>
      <div className="grid items-start gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,43rem)_minmax(14rem,1fr)]">
        <div
          ref={text}
          tabIndex={0}
          role="region"
          aria-label="The story"
          lang="en"
          className="max-h-[36rem] max-w-[43rem] overflow-y-auto py-1 pr-10 pl-10 font-serif text-[1.1rem] leading-[1.68]"
        >
          {parts.map((part, i) => (
            <Part key={part.start} part={part} first={i === 0} quoted={speakers > 0} />
          ))}
          {attribution && <p className="mt-4 font-sans text-small text-ink-3">{attribution}</p>}
        </div>
        <aside>
          {reveal.quotes.length > 0 && <QuoteList quotes={reveal.quotes} />}
          <p className="mt-3.5 text-small text-ink-2">
            {evidence.length > 0
              ? `Underlined: what settles it, marked by the people who wrote the question.${speakers === 0 || evidenceQuoted(reveal) ? '' : ' Nobody quoted it.'}`
              : 'No passage was marked as the one that settles it.'}
          </p>
        </aside>
      </div>
    </section>
  )
}

const evidenceQuoted = ({ quotes, source }: RevealView) =>
  source.evidence.some((one) =>
    quotes.some(({ spans }) => spans.some(({ start, end }) => start < one.end && end > one.start)),
  )
