'use client'
import { useSyncExternalStore } from 'react'
import { scored } from '#lib/core/judging/scoring'
import { count, signed } from '#ui/figures'
import { leaning } from './beliefWords'
import { sides } from './sides'

const KEY = 'score-preview'
export const PANEL = 'score-preview'

const watchers = new Set<() => void>()
const watch = (told: () => void) => {
  watchers.add(told)
  return () => void watchers.delete(told)
}
let open: boolean | null = null
function isOpen(): boolean {
  try {
    return (open ??= localStorage.getItem(KEY) === 'open')
  } catch {
    return (open ??= false) // without storage it is remembered as long as the page lasts
  }
}
function toggle() {
  open = !isOpen()
  try {
    localStorage.setItem(KEY, open ? 'open' : 'closed')
  } catch {
    // As above.
  }
  watchers.forEach((told) => told())
}
const useOpen = () => useSyncExternalStore(watch, isOpen, () => false)

/** Opens and closes the preview, wherever on the page that stands; open once, it is open at every step. */
export const ScoreToggle = () => (
  <button
    type="button"
    aria-expanded={useOpen()}
    aria-controls={PANEL}
    onClick={toggle}
    className="link py-1 text-tiny text-ink-2"
  >
    What would I score?
  </button>
)

type Belief = {
  /** Belief that side A is right, integer 1–99; null while it is not set. */
  percentA: number | null
  /** Rounds asked for so far. */
  continues: number
  /** Bits that each of them costs, 0 if none does. */
  costPerRound: number
}

/** What either outcome would score, as two bars and in words; there only while it is open. */
export const ScorePreview = (belief: Belief & { className?: string }) => (
  <div id={PANEL} hidden={!useOpen()} className={belief.className}>
    <ScoreBars {...belief} />
    <p className="num mt-1.5 min-h-[3em] text-small text-ink-2 sm:min-h-[1.5em]">{lossInWords(belief)}</p>
  </div>
)

const worst = scored({ percentA: 1, rightSide: 'A' })

/** Two bars on one scale: what is lost against the best score, which is 0. The cost of rounds is the grey end. */
export const ScoreBars = ({ percentA, continues, costPerRound }: Belief) => {
  const cost = continues * costPerRound
  const scale = 100 / (cost - worst)
  return (
    <dl className="num grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 text-small">
      {sides.map((side) => {
        const score = percentA === null ? null : scored({ percentA, rightSide: side, continues, costPerRound })
        const lost = score === null ? 0 : (-score - cost) * scale
        return (
          <div key={side} className={`side-${side} col-span-3 grid grid-cols-subgrid items-center`}>
            <dt className="text-side-ink">If {side} is right you get</dt>
            <dd className="contents">
              <svg aria-hidden className="h-2.5 w-full">
                <rect y="4" width="100%" height="1.5" className="fill-rule-2" />
                <rect width={`${lost}%`} height="10" rx="2" className="fill-side" />
                {score !== null && (
                  <rect x={`${lost}%`} width={`${cost * scale}%`} height="10" className="fill-ink-3" />
                )}
              </svg>
              <span className="min-w-[2.6rem] text-right font-semibold text-side-ink">
                {score === null ? '–' : signed(score)}
              </span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** @param bits lost against the best score: 1 is a coin flip, 6.64 the worst there is */
function amount(bits: number): string {
  if (bits < 0.1) return 'almost nothing'
  if (bits < 0.6) return 'little'
  if (bits < 1.5) return 'some'
  return bits < 3 ? 'much' : 'very much'
}

/** What being right and being wrong would cost, for those who want no formula. */
export function lossInWords({ percentA, continues, costPerRound }: Belief): string {
  if (percentA === null) return 'Set the figure to see what it would score.'
  const losing = (rightSide: 'A' | 'B') => -scored({ percentA, rightSide, continues, costPerRound })
  const paid = continues * costPerRound
  const rounds = paid > 0 ? ` ${paid.toFixed(2)} of it is the cost of ${count(continues, 'round')} you asked for.` : ''
  const lean = leaning(percentA)
  if (!lean) return `Right or wrong, you lose ${losing('A').toFixed(2)}.${rounds}`
  const [right, wrong] = lean.side === 'A' ? [losing('A'), losing('B')] : [losing('B'), losing('A')]
  const more = amount(wrong) === amount(right) ? 'more' : amount(wrong)
  return `If you are right you lose ${amount(right)} (${right.toFixed(2)}), if you are wrong ${more} (${wrong.toFixed(2)}).${rounds}`
}
