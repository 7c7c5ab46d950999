'use client'
import { useEffect, useRef, type ReactNode } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { Button } from '#ui/button'
import { askedFor } from './asking'
import { BeliefControl } from './BeliefControl'
import { Problem } from './Problem'
import { ScorePreview, ScoreToggle } from './ScorePreview'
import { Trail } from './Trail'
import type { Draft } from './useDraft'
import { useHandling } from './useHandling'
import type { Judge } from './useJudge'

/** The strip along the bottom edge, where things are saved. Its height, as it changes, is `--dock` to whatever must stay clear of it. */
export function DockFrame({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { current } = frame
    if (!current) return
    const { style } = document.documentElement
    const size = new ResizeObserver(() => style.setProperty('--dock', `${current.offsetHeight}px`))
    size.observe(current)
    return () => {
      size.disconnect()
      style.removeProperty('--dock')
    }
  }, [])
  return (
    <div ref={frame} className="fixed inset-x-0 bottom-0 z-20 border-t border-rule-2 bg-sheet px-4 py-3 md:px-6">
      <div className="mx-auto max-w-page">{children}</div>
    </div>
  )
}

type Props = {
  view: DebateView
  step: number
  judge: Judge
  draft: Draft
  /** Of a judge who may give the verdict before the last round. */
  onStop?: (() => void) | undefined
}

/** After each round but the last: the own trail, the belief, and saving it, which opens the next round. */
export function Dock({ view, step, judge, draft, onStop }: Props) {
  const hand = useHandling(step)
  const { percentA } = draft
  const over = view.roundsOver >= step
  const change = (next: number | null) => {
    if (next !== null) hand.touch(next)
    draft.change({ percentA: next })
  }
  const save = async () => {
    if (percentA === null) return
    const kept = await judge.act({ type: 'believe', afterRound: step, percentA, handling: hand.read() })
    if (!kept) return
    draft.done()
    requestAnimationFrame(() => toRound(step + 1))
  }
  const more = step < view.roundsOver || !view.rules.end.judge || view.rules.end.minRounds > step
  const after = over
    ? `then round ${step + 1} opens${more ? '' : ', if there is one'}`
    : `when round ${step} is complete`
  return (
    <DockFrame>
      <div className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-8 gap-y-2 md:grid-cols-[11rem_minmax(0,1fr)_12.5rem]">
        <ScorePreview
          {...{ percentA, ...askedFor(view, step) }}
          className="mx-auto w-full max-w-[46rem] border-b border-rule pb-2 md:col-span-3"
        />
        <div className="hidden md:block">
          <Trail beliefs={view.own?.trail ?? []} now={percentA} />
        </div>
        <div className="text-center">
          <BeliefControl percentA={percentA} onChange={change} answers={view.answers} scores={false} />
          <ScoreToggle />
        </div>
        <div className="grid gap-1 text-center">
          <Button tone="primary" disabled={percentA === null || !over} busy={judge.busy} onClick={() => void save()}>
            Save after round {step}
          </Button>
          <span className="text-tiny text-ink-3 max-md:hidden">
            {percentA === null && over ? 'Set the figure first.' : after}
          </span>
          {onStop && (
            <button type="button" className="link text-small text-ink-2" onClick={onStop}>
              Stop here: give the verdict
            </button>
          )}
          <Problem text={judge.problem} />
        </div>
      </div>
    </DockFrame>
  )
}

/** A step forward moves the focus to its heading. */
export function toRound(round: number) {
  const heading = document.getElementById(`round-${round}`)
  heading?.focus({ preventScroll: true })
  heading?.scrollIntoView({ block: 'start' })
}
