'use client'
import { useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { LiveText, Part } from './liveText'
import { TurnRow } from './TurnRow'
import { useFollow } from './useFollow'
import { JudgeSaid } from './JudgeSaid'
import { betweenRounds, choosingWords, waitingWords } from './waitingWords'

type Props = {
  view: DebateView
  live: LiveText
  writing: Part[]
  seen: ReadonlySet<number>
  judging: boolean
  lifted?: boolean
}

/**
 * Every round that may be read, two equal columns, one below the other on a narrow screen; a lone speaker in one column.
 * Below each round what the presiding judge said after it.
 */
export function Transcript({ view, live, writing, seen, judging, lifted = false }: Props) {
  const [said, setSaid] = useState('')
  const { behind, onGrow, toEnd } = useFollow()
  const { speakers, rounds: most } = view.rules
  const timed = view.own?.after?.mode === 'timed' // then all of it is read at the reader's own pace
  const reached = view.choosing ? 1 : view.hold === 'judge' ? view.roundsOver : (view.due?.round ?? most)
  const last = Math.min(view.opened, reached)
  const between = betweenRounds(view)
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
          <div
            className={`grid grid-cols-1 gap-x-5 gap-y-5 ${speakers === 1 ? 'mx-auto max-w-[42rem]' : 'md:grid-cols-2'}`}
          >
            {view.choosing && (
              <p role="status" className="min-h-40 pt-2 text-center text-ink-2 md:col-span-full">
                {choosingWords(view, judging)}
              </p>
            )}
            {view.rules.turns.map((turn, number) =>
              turn.round === round ? (
                <TurnRow
                  key={number}
                  {...{ view, live, writing, turn, number, onGrow }}
                  onShown={setSaid}
                  fresh={
                    !timed && !seen.has(number) && !turn.sides.some((side) => live.wasHeard({ turn: number, side }))
                  }
                  waiting={waitingWords(view, number, judging)}
                />
              ) : null,
            )}
          </div>
          {view.messages
            .filter((message) => message.round === round)
            .map((message, i) => (
              <JudgeSaid key={i} {...message} />
            ))}
        </section>
      ))}
      {between && (
        <p role="status" className="mt-9 border-t border-rule pt-5 text-center text-ink-2">
          {between}
        </p>
      )}
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
