import { rules as schema } from '#lib/core/debate/protocol'
import type { ProtocolRevision, ProtocolStore } from '#lib/ports/protocols'
import { isUniqueViolation } from './client'
import type { Prisma, PrismaClient } from './generated/client'

const named = { include: { protocol: { select: { name: true } } } } satisfies Prisma.ProtocolRevisionDefaultArgs
type Row = Prisma.ProtocolRevisionGetPayload<typeof named>

const revisionOf = ({ id, protocolId, number, rules, protocol }: Row): ProtocolRevision => ({
  id,
  protocolId,
  name: protocol.name,
  number,
  rules: schema.parse(rules),
})

/** Rules in the tables Protocol and ProtocolRevision. */
export const prismaProtocols = (db: PrismaClient): ProtocolStore => ({
  async protocols() {
    const rows = await db.protocol.findMany({
      orderBy: { name: 'asc' },
      select: { retiredAt: true, revisions: { orderBy: { number: 'desc' }, take: 1, ...named } },
    })
    return rows.flatMap(({ retiredAt, revisions }) =>
      revisions.map((row) => ({ ...revisionOf(row), retired: retiredAt !== null })),
    )
  },
  async revision(id) {
    const row = await db.protocolRevision.findFirst({ where: { id, protocol: { retiredAt: null } }, ...named })
    return row && revisionOf(row)
  },
  create: ({ protocolId, name, rules, createdBy }) =>
    unlessTaken(async () => {
      const { revisions } = await db.protocol.create({
        data: { id: protocolId, name, revisions: { create: { number: 1, rules, createdBy } } },
        select: { revisions: named },
      })
      return revisionOf(revisions[0]!)
    }),
  append: (protocolId, after, { rules, createdBy }) =>
    unlessTaken(() =>
      db.$transaction(async (tx) => {
        const last = await tx.protocolRevision.aggregate({ where: { protocolId }, _max: { number: true } })
        if (last._max.number !== after) return null
        await tx.protocol.update({ where: { id: protocolId }, data: { retiredAt: null } })
        return revisionOf(
          await tx.protocolRevision.create({ data: { protocolId, number: after + 1, rules, createdBy }, ...named }),
        )
      }),
    ),
  async retire(id) {
    const { count } = await db.protocol.updateMany({ where: { id, retiredAt: null }, data: { retiredAt: new Date() } })
    return count === 1
  },
})

/** null if another took the name or number first. */
async function unlessTaken<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await write()
  } catch (error) {
    if (isUniqueViolation(error)) return null
    throw error
  }
}
