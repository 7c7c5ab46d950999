import type { RoomFacts } from '#lib/core/rooms/view'
import type { Deps } from '#lib/ports'
import { roomFacts } from '#lib/services/roomFacts'

const FACTS_MS = 2_000 // a verdict becomes final without a write, so facts grow old even if their stamp does not

/** A room's facts, read once for all who ask about the same state of it. */
export function cachedFacts(deps: Deps) {
  const cache = new Map<string, { key: string; at: number; facts: Promise<RoomFacts | null> }>()
  return async (roomId: string): Promise<RoomFacts | null> => {
    const key = (await deps.rooms.stamps([roomId])).get(roomId)?.stamp ?? ''
    const kept = cache.get(roomId)
    if (kept?.key === key && Date.now() - kept.at < FACTS_MS) return kept.facts
    for (const [id, { at }] of cache) if (Date.now() - at >= FACTS_MS) cache.delete(id)
    const facts = deps.rooms.byId(roomId).then((room) => room && roomFacts(deps, room))
    cache.set(roomId, { key, at: Date.now(), facts })
    facts.catch(() => cache.delete(roomId))
    return facts
  }
}
