import { FEW, type Sureness } from '#lib/core/stats/sureness'
import { share } from './figures'

/** What sureness comes to, as a heading says it: no more than the interval allows. */
export function surenessTitle({ n, tells }: Sureness): string {
  if (n < FEW) return 'How well you are calibrated cannot be said yet'
  if (tells === 'over') return 'You were surer than you were right'
  if (tells === 'under') return 'You were right more often than you were sure'
  return 'You were about as often right as you were sure'
}

/** The same with its figures, and what they may owe to chance. */
export function surenessWords({ n, ties, sure, right, wilson95, gap, tells }: Sureness): string {
  const [low, high] = wilson95.map((bound) => (bound * 100).toFixed(0))
  const points = Math.round(Math.abs(gap) * 100)
  const apart =
    points === 0
      ? 'no distance at all'
      : `${points} ${points === 1 ? 'point' : 'points'} ${gap > 0 ? 'too sure' : 'not sure enough'}`
  const chance =
    tells === 'neither'
      ? `With n = ${n} that may well be chance: the 95 % interval of your share right is ${low} to ${high}, and how sure you were lies within it.`
      : `Even with n = ${n} chance alone hardly explains it: the 95 % interval of your share right is ${low} to ${high}.`
  return `On average you were ${share(sure)} sure and right in ${share(right)}${ties > 0 ? ' (ties count half)' : ''}, ${apart}. ${chance}`
}
