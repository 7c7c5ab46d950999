'use client'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { neededGain } from '#lib/core/judging/goingOn'
import { count, percent } from '#ui/figures'
import { leaning } from './beliefWords'
import { ScoreBars } from './ScorePreview'

type Props = {
  /** Belief that side A is right, integer 1–99; null while it is not set. */
  percentA: number | null
  /** Rounds asked for so far. */
  continues: number
  /** Bits that one more costs, above 0. */
  costPerRound: number
  /** The button that goes on. */
  children: ReactNode
}

/** What one more round costs and what it would have to bring, below the button; pointing at the button shows the bars. */
export function GoingOn({ percentA, continues, costPerRound, children }: Props) {
  const [shown, setShown] = useState(false)
  const id = useId()
  useEffect(() => {
    if (!shown) return
    const hide = ({ key }: KeyboardEvent) => key === 'Escape' && setShown(false)
    document.addEventListener('keydown', hide)
    return () => document.removeEventListener('keydown', hide)
  }, [shown])
  return (
    <div
      role="group"
      aria-label="Going on"
      aria-describedby={id}
      className="relative grid gap-1 text-center"
      onPointerEnter={({ pointerType }) => pointerType === 'mouse' && setShown(true)}
      onPointerLeave={() => setShown(false)}
      onFocus={({ target }) => target.matches(':focus-visible') && setShown(true)}
      onBlur={() => setShown(false)}
    >
      {shown && percentA !== null && (
        <div className="absolute right-0 bottom-full z-30 w-[min(24rem,calc(100vw-2rem))] pb-4 text-left">
          <div className="rounded-sheet border border-rule-2 bg-sheet p-4 shadow-sheet">
            <p className="mb-2 text-small font-semibold">One more round, and your figure stays as it is</p>
            <ScoreBars {...{ percentA, costPerRound }} continues={continues + 1} />
            <p className="num mt-2 text-small text-ink-2">{payingFigures(percentA, continues, costPerRound)}</p>
          </div>
        </div>
      )}
      {children}
      <p id={id} className="num min-h-[2.8em] text-tiny text-pretty text-ink-2 md:min-h-[4.2em]">
        {goingOnInWords(percentA, continues, costPerRound)}
      </p>
    </div>
  )
}

const bits = (cost: number) => String(Number(cost.toFixed(3)))

/** What a round costs and how much surer it would have to make, in one or two sentences. */
export function goingOnInWords(percentA: number | null, continues: number, costPerRound: number): string {
  const costs = `Another round costs ${bits(costPerRound)}.`
  if (percentA === null) return costs
  const lean = leaning(percentA)
  const gain = neededGain(lean?.percent ?? 50, continues, costPerRound)
  if (gain === null) return `${costs} You are so sure already that it cannot pay.`
  return `${costs} It pays if it makes you at least ${count(gain, 'point')} surer${lean ? '' : ' of either answer'}.`
}

/** From which figures on it pays: the same for both answers, since to be sure of either is worth the same. */
function payingFigures(percentA: number, continues: number, costPerRound: number): string {
  const gain = {
    A: neededGain(percentA, continues, costPerRound),
    B: neededGain(100 - percentA, continues, costPerRound),
  }
  if (gain.A === null || gain.B === null) return 'No figure you could give then would make up for its cost.'
  return `It pays if you then give ${percent(percentA + gain.A)} or more to either answer: ${count(gain.A, 'point')} more to A, or ${gain.B} more to B.`
}
