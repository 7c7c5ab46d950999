import type { DebateView } from './view'

/** Joins two views of one debate, in whatever order they came: the newer debate, the newer own record. */
export function newest(now: DebateView, next: DebateView): DebateView {
  const later = next.opened - now.opened || next.seq - now.seq
  const own = (next.own?.acts ?? -1) >= (now.own?.acts ?? -1) ? (next.own ?? now.own) : now.own
  const rightSide = now.rightSide ?? next.rightSide
  return { ...(later > 0 ? next : now), ...(own && { own }), ...(rightSide && { rightSide }) }
}
