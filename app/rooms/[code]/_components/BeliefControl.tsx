'use client'
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { Side } from '#lib/core/debate/protocol'
import { Kbd, percent } from '#ui/figures'
import { BeliefNumbers } from './BeliefNumbers'
import { BeliefTrack } from './BeliefTrack'
import { beliefInWords, leaning, leanWords, preview, type Answers } from './beliefWords'

const clamp = (value: number) => Math.min(99, Math.max(1, Math.round(value)))

/** Where a key takes the belief in B; the first press of any starts from the middle. Null for other keys. */
function keyed(key: string, percentB: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return percentB + 1
    case 'ArrowLeft':
    case 'ArrowDown':
      return percentB - 1
    case 'PageUp':
      return percentB + 10
    case 'PageDown':
      return percentB - 10
    case 'Home':
      return 1
    case 'End':
      return 99
    case 'Enter':
    case ' ':
      return percentB
    default:
      return null
  }
}

type Props = {
  /** Belief that side A is right, integer 1–99; null until touched: then nothing can be sent. */
  percentA: number | null
  onChange: (percentA: number | null) => void
  answers: Answers
  disabled?: boolean
  scores?: boolean
}

/**
 * How likely each answer is. A on the left, B on the right; the thumb stands nearer to the side believed, and the
 * sentence above says it in words, as a bar divided by percentages is read backwards.
 */
export function BeliefControl({ percentA, onChange, answers, disabled = false, scores = true }: Props) {
  const before = useRef<number | null>(null)
  const pressed = useRef(false)
  const setB = (percentB: number) => onChange(100 - clamp(percentB))

  const onKeyDown = (event: KeyboardEvent) => {
    if (disabled || event.ctrlKey || event.metaKey || event.altKey) return
    const next = keyed(event.key, 100 - (percentA ?? 50))
    if (next === null) return
    event.preventDefault()
    setB(next)
  }
  const follow = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    setB(((event.clientX - left) / width) * 100)
  }
  const pointer = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (disabled || event.button !== 0) return
      before.current = percentA
      pressed.current = true
      event.currentTarget.setPointerCapture(event.pointerId)
      follow(event)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => void (pressed.current && follow(event)),
    onPointerUp: () => void (pressed.current = false),
    // A finger that turns out to be scrolling has not said anything.
    onPointerCancel: () => {
      if (pressed.current) onChange(before.current)
      pressed.current = false
    },
  }
  const lean = percentA === null ? null : leaning(percentA)
  const score = percentA === null ? null : preview(percentA)

  return (
    <div>
      <p className="mb-1 truncate text-center">
        {percentA === null ? (
          <span className="text-ink-2">How likely is each answer?</span>
        ) : (
          <>
            {leanWords(percentA)}{' '}
            {lean && (
              <b
                className={`side-${lean.side} font-serif font-semibold text-side-ink`}
              >{`${lean.side}: ${answers[lean.side]}`}</b>
            )}
          </>
        )}
      </p>
      <div
        role="slider"
        tabIndex={disabled ? -1 : 0}
        aria-label="How likely is each answer? Left is A, right is B."
        aria-disabled={disabled}
        aria-valuemin={1}
        aria-valuemax={99}
        aria-valuenow={percentA === null ? 50 : 100 - percentA}
        aria-valuetext={beliefInWords(percentA, answers)}
        onKeyDown={onKeyDown}
        {...pointer}
        className="relative grid h-11 cursor-pointer touch-pan-y place-items-center select-none"
      >
        {percentA === null ? (
          <span className="grid h-11 w-full place-items-center rounded-full border-[1.5px] border-dashed border-ink-3 text-[14px] text-ink-2">
            touch to set
          </span>
        ) : (
          <BeliefTrack percentA={percentA} />
        )}
      </div>
      <BeliefNumbers percentA={percentA} onChange={onChange} disabled={disabled}>
        <span className="hidden text-tiny text-ink-3 sm:inline">
          move with <Kbd>←</Kbd> <Kbd>→</Kbd>
        </span>
      </BeliefNumbers>
      {scores && (
        <div className="num flex min-h-[1.4em] justify-between text-tiny text-ink-3">
          <span>{score && `if A is right you score ${score.ifA}`}</span>
          <span>{score && `if B is right ${score.ifB}`}</span>
        </div>
      )}
    </div>
  )
}

/** The same belief as a figure with its side, in running text. */
export const BeliefFigure = ({ percentA, side }: { percentA: number; side: Side }) => (
  <b className={`side-${side} num text-side-ink`}>{`${percent(side === 'A' ? percentA : 100 - percentA)} ${side}`}</b>
)
