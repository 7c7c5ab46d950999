import type { RevealView } from '#lib/core/debate/reveal'
import type { Side } from '#lib/core/debate/protocol'

type Point = { afterRound: number; percentA: number }
const onRight = (percentA: number, right: Side) => (right === 'A' ? percentA : 100 - percentA)

/** The page's headline: what was true, and where this judge came out. */
export function headline({ rightSide, you }: Pick<RevealView, 'rightSide' | 'you'>): string {
  if (!you) return `${rightSide} was right.`
  const end = onRight(you.percentA, rightSide)
  const first = you.trail[0]
  const begin = first ? onRight(first.percentA, rightSide) : null
  if (end === 50) return `${rightSide} was right, and you could not say.`
  if (end < 50) return `${rightSide} was right; you said ${rightSide === 'A' ? 'B' : 'A'}.`
  const all = you.trail.every(({ percentA }) => onRight(percentA, rightSide) > 50)
  if (begin !== null && all) return `${rightSide} was right, and you thought so from the start.`
  return `${rightSide} was right, and you said so${begin === null ? '' : ' in the end'}.`
}

const place = (from: Point | undefined, rounds: number) => {
  const round = (from?.afterRound ?? 0) + 1
  return round > rounds ? 'The last look' : `Round ${round}`
}

/** What the own curve shows, as a sentence: the step that moved this judge most. */
export function curveTitle({ you, rounds: had }: Pick<RevealView, 'you' | 'rounds'>): string {
  const rounds = you?.rounds ?? had
  if (rounds === 0) return you ? `You gave A ${you.percentA}` : 'What the judges said'
  if (!you) return 'How the judges’ beliefs moved'
  const points = [...you.trail, { afterRound: rounds, percentA: you.percentA }]
  const steps = points
    .slice(1)
    .map((to, i) => ({ from: points[i], to, size: Math.abs(to.percentA - (points[i]?.percentA ?? 50)) }))
  const most = steps.toSorted((p, q) => q.size - p.size)[0]
  if (!most || most.size === 0) return `Nothing moved you: A stood at ${you.percentA} from first to last`
  if (most.size < 5) return 'You hardly moved'
  return `${place(most.from, rounds)} moved you most: A from ${most.from?.percentA} to ${most.to.percentA}`
}
