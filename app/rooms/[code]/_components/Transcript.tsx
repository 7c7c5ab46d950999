'use client'
import { useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { LiveText, Part } from './liveText'
import { TurnRow } from './TurnRow'
import { useFollow } from './useFollow'
import { waitingWords } from './waitingWords'

type Props = {
  view: DebateView
  live: LiveText
  writing: Part[]
  seen: ReadonlySet<number>
  judging: boolean
  lifted?: boolean
}

/** Every round that may be read, two equal columns; one below the other on a narrow screen. */
export function Transcript({ view, live, writing, seen, judging, lifted = false }: Props) {
  const [said, setSaid] = useState('')
  const { behind, onGrow, toEnd } = useFollow()
  const last = Math.min(view.opened, view.due?.round ?? view.rules.rounds)
  const rounds = Array.from({ length: last }, (_, i) => i + 1)
  return (
    <div>
      {rounds.map((round) => (
        <section key={round} aria-labelledby={`round-${round}`}>
          <h2
            id={`round-${round}`}
            tabIndex={-1}
            className="mt-8 mb-4 flex scroll-mt-44 items-center gap-4 font-sans text-small font-normal tracking-normal text-ink-3 before:h-px before:flex-1 before:bg-rule after:h-px after:flex-1 after:bg-rule"
          >
            Round {round}
          </h2>
          <div className="grid grid-cols-1 gap-x-5 gap-y-5 md:grid-cols-2">
            {view.rules.turns.map((turn, number) =>
              turn.round === round ? (
                <TurnRow
                  key={number}
                  {...{ view, live, writing, turn, number, onGrow }}
                  onShown={setSaid}
                  fresh={!seen.has(number) && !turn.sides.some((side) => live.wasHeard({ turn: number, side }))}
                  waiting={waitingWords(view, number, judging)}
                />
              ) : null,
            )}
          </div>
        </section>
      ))}
      <p aria-live="polite" className="sr-only">
        {said}
      </p>
      {behind && (
        <button
          type="button"
          onClick={toEnd}
          className={`fixed left-1/2 z-20 -translate-x-1/2 rounded-full border border-rule-2 bg-sheet px-4 py-1.5 text-small shadow-sheet ${lifted ? 'bottom-[calc(var(--dock,0px)+1rem)]' : 'bottom-6'}`}
        >
          Jump to live ↓
        </button>
      )}
    </div>
  )
}
