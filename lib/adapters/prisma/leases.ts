import type { LeaseStore } from '#lib/ports'
import type { PrismaClient } from './generated/client'

/** Every claim is one conditional statement, and the database's clock decides. */
export const prismaLeases = (db: PrismaClient): LeaseStore => ({
  async claim(debateId, owner, leaseMs) {
    const rows = await db.$queryRaw<{ fence: number }[]>`
      UPDATE "Debate" SET owner = ${owner}, fence = fence + 1, "retryAt" = NULL,
        "leaseUntil" = (now() AT TIME ZONE 'utc') + ${leaseMs} * interval '1 millisecond'
      WHERE id = ${debateId} AND phase = 'running' AND hold IS NULL
        AND ("leaseUntil" IS NULL OR "leaseUntil" < now() AT TIME ZONE 'utc')
        AND ("retryAt" IS NULL OR "retryAt" <= now() AT TIME ZONE 'utc')
      RETURNING fence`
    return rows[0]?.fence ?? null
  },
  async renew(debateId, fence, leaseMs) {
    const count = await db.$executeRaw`
      UPDATE "Debate" SET "leaseUntil" = (now() AT TIME ZONE 'utc') + ${leaseMs} * interval '1 millisecond'
      WHERE id = ${debateId} AND fence = ${fence}`
    return count === 1
  },
  async release(debateId, fence, retryAfterMs) {
    await db.$executeRaw`
      UPDATE "Debate" SET owner = NULL, "leaseUntil" = NULL, fence = fence + 1,
        "retryAt" = CASE WHEN ${retryAfterMs ?? 0}::float8 > 0
          THEN (now() AT TIME ZONE 'utc') + ${retryAfterMs ?? 0}::float8 * interval '1 millisecond' END
      WHERE id = ${debateId} AND fence = ${fence}`
  },
  async awaitPerson(debateId, fence) {
    await db.$executeRaw`
      UPDATE "Debate" SET owner = NULL, "leaseUntil" = NULL, "retryAt" = NULL, fence = fence + 1, hold = coalesce(hold, 'person')
      WHERE id = ${debateId} AND fence = ${fence} AND phase = 'running'`
  },
  async call(debateId) {
    await db.$executeRaw`UPDATE "Debate" SET hold = NULL WHERE id = ${debateId} AND hold = 'person'`
  },
  async awaiting(limit) {
    const rows = await db.debate.findMany({
      where: { phase: 'running', hold: 'person' },
      orderBy: { id: 'asc' },
      take: limit,
      select: { id: true },
    })
    return rows.map(({ id }) => id)
  },
  async wake(debateId, fence) {
    // A release moves the fence on by one: any claim since then has moved it further.
    const count = await db.$executeRaw`
      UPDATE "Debate" SET "retryAt" = NULL WHERE id = ${debateId} AND fence = ${fence} + 1 AND owner IS NULL`
    return count === 1
  },
  async claimable(limit) {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Debate"
      WHERE phase = 'running' AND hold IS NULL
        AND ("leaseUntil" IS NULL OR "leaseUntil" < now() AT TIME ZONE 'utc')
        AND ("retryAt" IS NULL OR "retryAt" <= now() AT TIME ZONE 'utc')
      ORDER BY coalesce("retryAt", "leaseUntil", "createdAt") LIMIT ${limit}`
    return rows.map(({ id }) => id)
  },
})
