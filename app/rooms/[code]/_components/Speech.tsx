import { useMemo, type ReactNode } from 'react'
import type { Side, Turn } from '#lib/core/debate/protocol'
import type { SpeechView } from '#lib/core/debate/view'
import { count } from '#ui/figures'
import { paragraphsOf, wordsIn } from './paragraphs'
import { SpeechText } from './SpeechText'

const remarks: Record<SpeechView['flags'][number], string> = {
  cut: 'cut at the limit',
  short_speech: 'shorter than asked',
  no_speech: 'no speech',
  refusal: 'declined to argue',
}

/** The frame of one side's part of a turn, whatever is in it: the same for both, with room reserved. */
export function SpeechFrame({
  side,
  about,
  turn,
  busy,
  children,
}: {
  side: Side
  about: ReactNode
  turn: number
  busy?: boolean
  children: ReactNode
}) {
  return (
    <section
      data-speech={`${turn}${side}`}
      tabIndex={-1}
      aria-label={`Side ${side}, turn ${turn + 1}`}
      aria-busy={busy}
      className={`side-${side} min-h-24 scroll-mt-44 border-l-2 border-side py-0.5 pr-1 pl-4`}
    >
      <header className="mb-1.5 flex flex-wrap gap-x-[0.6em] text-small font-semibold text-side-ink">
        Side {side} <span className="font-normal text-ink-3">{about}</span>
      </header>
      <div data-body={side} className="prose-serif">
        {children}
      </div>
    </section>
  )
}

type Props = { speech: SpeechView; label: Turn['label'] | undefined; before: number; paced: boolean }

/** @param before paragraphs this side has said in earlier turns */
export function Speech({ speech, label, before, paced }: Props) {
  const paragraphs = useMemo(() => paragraphsOf(speech, before), [speech, before])
  const about = [label, count(wordsIn(speech.text), 'word'), ...speech.flags.map((flag) => remarks[flag])].filter(
    Boolean,
  )
  return (
    <SpeechFrame side={speech.side} turn={speech.turn} busy={paced} about={about.join(' · ')}>
      {paragraphs.length === 0 ? (
        <p className="font-sans text-ink-2">Side {speech.side} said nothing in this turn.</p>
      ) : (
        <SpeechText key={String(paced)} paragraphs={paragraphs} paced={paced} />
      )}
    </SpeechFrame>
  )
}
