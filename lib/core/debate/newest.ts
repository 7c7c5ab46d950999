import type { DebateView } from './view'

/**
 * Joins two views of one debate, in whatever order they came: the newer debate, the newer own record. What is broadcast
 * holds nothing of one's own, so whether one presides is taken from a view that does.
 */
export function newest(now: DebateView, next: DebateView): DebateView {
  const { rounds } = (next.seq > now.seq ? next : now).rules // a debate may end before the round that was opened
  const opened = (view: DebateView) => Math.min(view.opened, rounds)
  const later = opened(next) - opened(now) || next.seq - now.seq
  const { presiding } = next.own && (!now.own || next.seq >= now.seq) ? next : now
  const own = (next.own?.acts ?? -1) >= (now.own?.acts ?? -1) ? (next.own ?? now.own) : now.own
  const rightSide = now.rightSide ?? next.rightSide
  return { ...(later > 0 ? next : now), presiding, ...(own && { own }), ...(rightSide && { rightSide }) }
}
