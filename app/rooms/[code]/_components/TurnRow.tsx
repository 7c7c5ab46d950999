'use client'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Side, Turn } from '#lib/core/debate/protocol'
import type { DebateView, SpeechView } from '#lib/core/debate/view'
import { LiveSpeech } from './LiveSpeech'
import type { LiveText, Part } from './liveText'
import { paragraphsBefore } from '#lib/core/debate/paragraphs'
import { Speech, SpeechFrame } from './Speech'
import { typeset } from './typeset'
import { usePace } from './usePace'

type Live = { live: LiveText; writing: Part[]; onGrow: () => void }
type Props = Live & {
  view: DebateView
  number: number
  turn: Turn
  fresh: boolean
  waiting: string
  onShown: (said: string) => void
}

const spoken = (view: DebateView, turn: number, side: Side) =>
  view.speeches.find((one) => one.turn === turn && one.side === side)

/** One turn of the protocol: its speeches side by side, or what is being waited for. */
export function TurnRow(props: Props) {
  const { view, number, turn } = props
  const speeches = turn.sides.map((side) => spoken(view, number, side)).filter((one) => one !== undefined)
  return speeches.length === turn.sides.length ? <Spoken {...props} speeches={speeches} /> : <Awaited {...props} />
}

/** Both halves have their columns from the start, and one who speaks in turn keeps to the side's own; a lone speaker has all. */
const Columns = ({
  view,
  sides,
  half,
}: {
  view: Pick<DebateView, 'rules'>
  sides: Side[]
  half: (side: Side) => ReactNode
}) =>
  sides.map((side) => (
    <div key={side} className={view.rules.speakers === 1 ? '' : side === 'A' ? 'md:col-start-1' : 'md:col-start-2'}>
      {half(side)}
    </div>
  ))

function Spoken({ view, number, turn, fresh, onShown, speeches: given }: Props & { speeches: SpeechView[] }) {
  const [speeches] = useState(() => given.map(typeset)) // what is revealed never changes; a later view is no new text
  const atPace = turn.sides.length > 1 || view.own?.after?.mode === 'stepped' // a lone speech is read as it is written, a finished one is not
  const { frame, pacing, showAll } = usePace(speeches, fresh && atPace)
  const told = useRef(!fresh)
  const judged = view.opened > turn.round || view.own?.phase === 'ruled'
  useEffect(() => {
    if (judged) showAll() // whoever has said what they think of a round has no more to wait for in it
  }, [judged, showAll])
  useEffect(() => {
    if (pacing || told.current) return
    told.current = true
    onShown(turn.sides.map((side) => `Side ${side} finished, round ${turn.round}.`).join(' '))
  }, [pacing, turn, onShown])
  return (
    <div ref={frame} className="contents" aria-busy={pacing}>
      {atPace && (
        <p className="-mt-4 -mb-5 h-5 text-center text-small text-ink-3 md:col-span-full">
          {pacing && (
            <>
              shown at {turn.sides.length > 1 ? 'equal' : 'reading'} pace{' · '}
              <button type="button" className="link text-ink-2" onClick={showAll}>
                Show all
              </button>
            </>
          )}
        </p>
      )}
      <Columns
        view={view}
        sides={turn.sides}
        half={(side) =>
          speeches
            .filter((speech) => speech.side === side)
            .map((speech) => (
              <Speech
                key={side}
                speech={speech}
                label={turn.label}
                before={paragraphsBefore(view.speeches, side, number)}
                paced={pacing}
              />
            ))
        }
      />
    </div>
  )
}

function Awaited({ view, number, turn, live, writing, onGrow, waiting }: Props) {
  return (
    <Columns
      view={view}
      sides={turn.sides}
      half={(side) => {
        const streams = writing.some((part) => part.turn === number && part.side === side)
        return (
          <SpeechFrame side={side} turn={number} busy about={streams ? `${turn.label} · being written` : turn.label}>
            <div className="min-h-40">
              {streams ? (
                <LiveSpeech live={live} part={{ turn: number, side }} onGrow={onGrow} />
              ) : (
                <p className="font-sans text-base text-ink-2">{waiting}</p>
              )}
            </div>
          </SpeechFrame>
        )
      }}
    />
  )
}
