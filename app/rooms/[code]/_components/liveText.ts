import { join, type Delta } from '#lib/core/debate/live'
import type { Side } from '#lib/core/debate/protocol'

export type Part = { turn: number; side: Side }
const keyOf = ({ turn, side }: Part) => `${turn}${side}`

/**
 * The speeches being written, as far as they have arrived. Kept outside React: text comes ten times a second and is
 * put on the page once a frame, by whoever watches.
 */
export function liveText() {
  const pieces = new Map<string, Delta[]>()
  const heard = new Set<string>()
  const watchers = new Set<() => void>()
  return {
    /** Takes a piece, in any order and as often as it comes. @returns whether text is missing before it */
    add(piece: Delta): boolean {
      const key = keyOf(piece)
      heard.add(key)
      const all = [...(pieces.get(key) ?? []), piece]
      const { text, gap } = join(all)
      const attempt = Math.max(...all.map((one) => one.attempt))
      const later = all.filter((one) => one.attempt === attempt && one.offset > text.length)
      pieces.set(key, [{ ...piece, attempt, offset: 0, text }, ...later])
      watchers.forEach((told) => told())
      return gap
    },
    read: (part: Part): { text: string; gap: boolean } => {
      const all = pieces.get(keyOf(part))
      return all ? join(all) : { text: '', gap: false }
    },
    parts: (): Part[] =>
      [...pieces.values()].flatMap(([first]) => (first ? [{ turn: first.turn, side: first.side }] : [])),
    /** Whether any of a speech was seen being written here. */
    wasHeard: (part: Part) => heard.has(keyOf(part)),
    /** Forgets a speech once it stands in the debate. */
    drop: (part: Part) => void pieces.delete(keyOf(part)),
    watch(told: () => void) {
      watchers.add(told)
      return () => void watchers.delete(told)
    },
  }
}
export type LiveText = ReturnType<typeof liveText>
