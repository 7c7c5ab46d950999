import type { IO } from './server'

/** Who has which rooms open in one process. Sent when it changes and every `BEAT_MS`; silence means the process is gone. */
export type PresenceReport = { process: string; rooms: Record<string, string[]> }

const BEAT_MS = 10_000
const GONE_MS = 25_000

/** What the other processes report, as heard by one io. The reports name people by id and nothing else of them. */
export function hearPresence(io: Pick<IO, 'on'>, now: () => number = Date.now) {
  const heard = new Map<string, { at: number; report: PresenceReport }>()
  io.on('presence', (report) => void heard.set(report.process, { at: now(), report }))
  return (roomId: string): Set<string> => {
    const people = new Set<string>()
    for (const [process, { at, report }] of heard) {
      if (now() - at > GONE_MS) heard.delete(process)
      else for (const id of report.rooms[roomId] ?? []) people.add(id)
    }
    return people
  }
}

/**
 * Counts who has which room open here, and tells the other processes.
 *
 * @param send how reports leave; null where there are no others
 */
export function presence(send: ((report: PresenceReport) => void) | null, process: string) {
  const rooms = new Map<string, Map<string, number>>() // room -> person -> sockets
  const report = () =>
    send?.({ process, rooms: Object.fromEntries([...rooms].map(([id, people]) => [id, [...people.keys()]])) })
  const beat = setInterval(report, BEAT_MS)
  beat.unref()
  /** @returns whether this person has come or gone, and not only one of their tabs */
  const count = (roomId: string, userId: string, by: 1 | -1): boolean => {
    const people = rooms.get(roomId) ?? new Map<string, number>()
    const sockets = (people.get(userId) ?? 0) + by
    if (sockets > 0) people.set(userId, sockets)
    else people.delete(userId)
    if (people.size > 0) rooms.set(roomId, people)
    else rooms.delete(roomId)
    return sockets === 0 || (by === 1 && sockets === 1)
  }
  return {
    come: (roomId: string, userId: string) => count(roomId, userId, 1),
    go: (roomId: string, userId: string) => count(roomId, userId, -1),
    here: (roomId: string): string[] => [...(rooms.get(roomId)?.keys() ?? [])],
    report,
    stop: () => clearInterval(beat),
  }
}
