import type { Member, Room } from '#lib/core/rooms/room'
import type { RoomStore } from '#lib/ports'
import type { World } from './world'

type Item = { position: number; questionId: string; debateId: string | null }
type Stored = { room: Omit<Room, 'debateId' | 'length'>; playlist: Item[]; members: Member[]; createdAt: number }

/** Rooms in a Map, under the same contract as Prisma's. `demo`, what demos are made of, and `all` are laid open. */
export function memoryRooms({ debates, judgments, names, now }: World) {
  const demo = { debaters: [] as string[], setId: null as string | null, questionIds: [] as string[] }
  const rooms = new Map<string, Stored>()
  const whole = (stored: Stored | undefined): Room | null =>
    stored
      ? {
          ...stored.room,
          length: stored.playlist.length,
          debateId: stored.playlist.find((item) => item.position === stored.room.position)?.debateId ?? null,
        }
      : null
  const at = (test: (stored: Stored) => boolean) => [...rooms.values()].find(test)
  const plays = (debateId: string) => at(({ playlist }) => playlist.some((item) => item.debateId === debateId))
  const sameName = (x: string, y: string) => x.normalize('NFKC').toLowerCase() === y.normalize('NFKC').toLowerCase()
  const store: RoomStore = {
    byCode: async (code) => whole(at(({ room }) => room.code === code)),
    byId: async (roomId) => whole(rooms.get(roomId)),
    roomOf: async (debateId) => whole(plays(debateId)),
    async create(room, questionIds) {
      if (at((other) => other.room.code === room.code)) return false
      const playlist = questionIds.map((questionId, i) => ({ position: i + 1, questionId, debateId: null }))
      rooms.set(room.id, {
        room: { ...room, position: 0, version: 0, endedAt: null },
        playlist,
        members: [],
        createdAt: now(),
      })
      return true
    },
    playlist: async (roomId) => structuredClone(rooms.get(roomId)?.playlist ?? []),
    async advance(roomId, from, debateId) {
      const stored = rooms.get(roomId)
      const item = stored?.playlist.find(({ position }) => position === from + 1)
      if (!stored || !item || stored.room.position !== from || stored.room.endedAt !== null) return false
      stored.room.position = from + 1
      item.debateId = debateId
      return true
    },
    async end(roomId) {
      const stored = rooms.get(roomId)
      if (stored) stored.room.endedAt ??= now()
    },
    members: async (roomId) => structuredClone(rooms.get(roomId)?.members ?? []),
    async join(roomId, userId, name, seat) {
      const members = rooms.get(roomId)?.members ?? []
      const mine = members.find((member) => member.userId === userId)
      if (mine?.removed) return 'removed'
      if (members.some((member) => member.userId !== userId && sameName(member.name, name))) return 'name-taken'
      names.set(userId, name)
      if (mine) Object.assign(mine, { name, seat })
      else members.push({ userId, name, seat, removed: false })
      return 'joined'
    },
    async remove(roomId, userId) {
      const member = rooms.get(roomId)?.members.find((one) => one.userId === userId)
      if (member) member.removed = true
    },
    async touch(roomId) {
      const stored = rooms.get(roomId)
      if (!stored) throw new Error(`no room ${roomId}`)
      return ++stored.room.version
    },
    async seatAt(debateId, userId) {
      const stored = plays(debateId)
      const member = stored?.members.find((one) => one.userId === userId && !one.removed)
      const room = whole(stored)
      return room && member ? { room, seat: member.seat } : null
    },
    open: async (limit) =>
      [...rooms.values()]
        .filter(({ room }) => room.listed && room.endedAt === null && room.kind === 'room')
        .sort((x, y) => y.createdAt - x.createdAt)
        .slice(0, limit)
        .map(({ room: { code, name, position }, playlist, members, createdAt }) => ({
          code,
          name,
          position,
          createdAt,
          length: playlist.length,
          people: members.filter((member) => !member.removed).length,
        })),
    setName: async () => null,
    async standing(debateId) {
      const row = debates.get(debateId)
      const waits = row?.retryAt && row.retryAt > now() ? row.retryAt : null
      return { attention: row?.attention ?? null, waitingUntil: waits }
    },
    demoMaterial: async () => demo,
    seqs: async (ids) =>
      new Map(ids.flatMap((id) => (debates.has(id) ? [[id, debates.get(id)!.log.length] as const] : []))),
    stamps: async (ids) =>
      new Map(
        ids.flatMap((id) => {
          const stored = rooms.get(id)
          if (!stored) return []
          const { code, version } = stored.room
          const removed = stored.members.filter((member) => member.removed).map((member) => member.userId)
          const on = debates.get(whole(stored)?.debateId ?? '')
          const acts = [...judgments.values()]
            .flat()
            .filter((act) => !act.after && stored.playlist.some((item) => item.debateId === act.debateId))
          const stamp = JSON.stringify([
            stored,
            on?.phase,
            on?.hold === 'person' ? null : on?.hold,
            on?.attention,
            on?.retryAt,
            acts.length,
          ])
          return [[id, { code, version, stamp, removed }] as const]
        }),
      ),
  }
  return { ...store, demo, all: () => [...rooms.values()] }
}
