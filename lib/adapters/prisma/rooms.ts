import { protocol } from '#lib/core/debate/protocol'
import { seats, type Member, type Room, type Seat } from '#lib/core/rooms/room'
import type { RoomStore } from '#lib/ports'
import { isUniqueViolation } from './client'
import type { Prisma, PrismaClient } from './generated/client'

const withPlaylist = { playlist: { select: { position: true, debateId: true } } } as const
type Row = Prisma.RoomGetPayload<{ include: typeof withPlaylist }>

export function prismaRooms(db: PrismaClient): RoomStore {
  const one = async (where: Prisma.RoomWhereInput) => {
    const row = await db.room.findFirst({ where, include: withPlaylist })
    return row && roomFrom(row)
  }
  return {
    byCode: (code) => one({ code }),
    byId: (id) => one({ id }),
    roomOf: (debateId) => one({ playlist: { some: { debateId } } }),
    async create({ people, ...room }, questionIds) {
      const playlist = { create: questionIds.map((questionId, i) => ({ position: i + 1, questionId })) }
      try {
        await db.room.create({ data: { ...room, ...people, playlist } })
        return true
      } catch (error) {
        if (isUniqueViolation(error)) return false
        throw error
      }
    },
    playlist: (roomId) =>
      db.playlistItem.findMany({
        where: { roomId },
        orderBy: { position: 'asc' },
        select: { position: true, questionId: true, debateId: true },
      }),
    advance: (roomId, from, debateId) =>
      db.$transaction(async (tx) => {
        const moved = await tx.room.updateMany({
          where: { id: roomId, position: from, endedAt: null },
          data: { position: from + 1 },
        })
        if (moved.count === 0) return false
        await tx.playlistItem.update({ where: { roomId_position: { roomId, position: from + 1 } }, data: { debateId } })
        return true
      }),
    async end(roomId) {
      await db.room.updateMany({ where: { id: roomId, endedAt: null }, data: { endedAt: new Date() } })
    },
    async members(roomId) {
      const rows = await db.roomMember.findMany({
        where: { roomId },
        orderBy: [{ joinedAt: 'asc' }, { userId: 'asc' }],
      })
      return rows.map(memberFrom)
    },
    join: (roomId, userId, name, seat) =>
      db.$transaction(async (tx) => {
        // Those who join one room queue up here, so that two cannot take one name at once.
        await tx.$queryRaw`select id from "Room" where id = ${roomId} for update`
        const members = await tx.roomMember.findMany({ where: { roomId } })
        const mine = members.find((member) => member.userId === userId)
        if (mine?.removedAt) return 'removed'
        if (members.some((member) => member.userId !== userId && sameName(member.name, name))) return 'name-taken'
        const key = { roomId, userId }
        await tx.roomMember.upsert({
          where: { roomId_userId: key },
          create: { ...key, name, seat },
          update: { name, seat },
        })
        return 'joined'
      }),
    async remove(roomId, userId) {
      await db.roomMember.updateMany({ where: { roomId, userId, removedAt: null }, data: { removedAt: new Date() } })
    },
    async touch(roomId) {
      const { version } = await db.room.update({
        where: { id: roomId },
        data: { version: { increment: 1 } },
        select: { version: true },
      })
      return version
    },
    async seatAt(debateId, userId) {
      const row = await db.room.findFirst({
        where: { playlist: { some: { debateId } } },
        include: { ...withPlaylist, members: { where: { userId, removedAt: null } } },
      })
      const member = row?.members[0]
      return row && member ? { room: roomFrom(row), seat: memberFrom(member).seat } : null
    },
    async open(limit) {
      const rows = await db.room.findMany({
        where: { listed: true, endedAt: null, kind: 'room' },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: limit,
        include: { _count: { select: { playlist: true, members: { where: { removedAt: null } } } } },
      })
      return rows.map(({ code, name, position, createdAt, _count }) => ({
        code,
        name,
        position,
        length: _count.playlist,
        people: _count.members,
        createdAt: createdAt.getTime(),
      }))
    },
    async setName(setId) {
      const row = await db.questionSet.findUnique({ where: { id: setId }, select: { name: true } })
      return row?.name ?? null
    },
    async standing(debateId) {
      const row = await db.debate.findUnique({ where: { id: debateId }, select: { attention: true, retryAt: true } })
      const waits = row?.retryAt && row.retryAt.getTime() > Date.now() ? row.retryAt.getTime() : null
      return { attention: row?.attention ?? null, waitingUntil: waits }
    },
    async demoMaterial(userId) {
      const [debaters, set] = await Promise.all([
        db.debaterRevision.findMany({
          where: { kind: 'builtin', debater: { retiredAt: null } },
          orderBy: [{ number: 'desc' }, { createdAt: 'asc' }, { id: 'asc' }],
          distinct: ['debaterId'],
          select: { id: true, createdAt: true },
        }),
        db.questionSet.findFirst({ where: { builtIn: true }, orderBy: { createdAt: 'asc' }, select: { id: true } }),
      ])
      const met = { OR: [{ room: { members: { some: { userId } } } }, { judgments: { some: { judgeId: userId } } }] }
      const questions = set
        ? await db.question.findMany({
            where: { setId: set.id, retiredAt: null, debates: { none: met } },
            orderBy: { id: 'asc' },
            select: { id: true },
          })
        : []
      const first = debaters.sort((x, y) => x.createdAt.getTime() - y.createdAt.getTime()).slice(0, 2)
      return { debaters: first.map(({ id }) => id), setId: set?.id ?? null, questionIds: questions.map(({ id }) => id) }
    },
    async seqs(debateIds) {
      if (debateIds.length === 0) return new Map()
      const rows = await db.debateEvent.groupBy({
        by: ['debateId'],
        where: { debateId: { in: [...debateIds] } },
        _max: { seq: true },
      })
      return new Map(rows.map(({ debateId, _max }) => [debateId, _max.seq ?? 0]))
    },
    async stamps(roomIds) {
      if (roomIds.length === 0) return new Map()
      const rows = await db.$queryRaw<
        { id: string; code: string; version: number; stamp: string; removed: string[] }[]
      >`
        select r.id, r.code, r.version,
          concat_ws('|', r.version, r.position, r."endedAt", d.phase, nullif(d.hold, 'person'), d.attention, d."retryAt",
            (select count(*) from "RoomMember" m where m."roomId" = r.id),
            (select sum(j.acts) from "Judgment" j join "PlaylistItem" q on q."debateId" = j."debateId"
              where q."roomId" = r.id and j.mode = 'live')
          ) as stamp,
          array(select m."userId" from "RoomMember" m where m."roomId" = r.id and m."removedAt" is not null) as removed
        from "Room" r
        left join "PlaylistItem" p on p."roomId" = r.id and p.position = r.position
        left join "Debate" d on d.id = p."debateId"
        where r.id = any(${[...roomIds]})`
      return new Map(rows.map(({ id, ...rest }) => [id, rest]))
    },
  }
}

function roomFrom(row: Row): Room {
  const { id, code, name, hostId, setId, debaterA, debaterB, seed, listed, position, version } = row
  return {
    id,
    code,
    name,
    kind: row.kind === 'demo' ? 'demo' : 'room',
    hostId,
    setId,
    protocol: protocol.parse(row.protocol),
    debaterA,
    debaterB,
    ...(row.places > 0 && { people: { places: row.places, minutesPerTurn: row.minutesPerTurn } }),
    feedback: row.feedback === 'close' ? 'close' : 'verdict',
    ...((row.survey === 'short' || row.survey === 'full') && { survey: row.survey }),
    seed,
    listed,
    position,
    length: row.playlist.length,
    debateId: row.playlist.find((item) => item.position === position)?.debateId ?? null,
    version,
    endedAt: row.endedAt?.getTime() ?? null,
  }
}

const memberFrom = (row: { userId: string; name: string; seat: string; removedAt: Date | null }): Member => ({
  userId: row.userId,
  name: row.name,
  seat: seatFrom(row.seat),
  removed: row.removedAt !== null,
})

// An unknown word in the column is the least seat, never the host's.
const seatFrom = (text: string): Seat => seats.find((seat) => seat === text) ?? 'spectator'

const sameName = (x: string, y: string) => x.normalize('NFKC').toLowerCase() === y.normalize('NFKC').toLowerCase()
