import type { PrismaClient } from '#lib/adapters/prisma/generated/client'

export type OwnRoom = {
  code: string
  name: string
  state: 'gathering' | 'debating' | 'ended'
  position: number
  length: number
  createdAt: number
}

/** The rooms that one host has opened, newest first, at most 50. */
export async function ownRooms(db: PrismaClient, hostId: string): Promise<OwnRoom[]> {
  const rows = await db.room.findMany({
    where: { hostId, kind: 'room' },
    orderBy: { createdAt: 'desc' },
    take: 50,
    select: {
      code: true,
      name: true,
      position: true,
      endedAt: true,
      createdAt: true,
      _count: { select: { playlist: true } },
    },
  })
  return rows.map(({ code, name, position, endedAt, createdAt, _count }) => ({
    code,
    name,
    state: endedAt ? 'ended' : position === 0 ? 'gathering' : 'debating',
    position,
    length: _count.playlist,
    createdAt: createdAt.getTime(),
  }))
}
