import { UNDO_MS } from '#lib/core/judging/limits'
import type { AfterStore } from '#lib/ports/judgingAfter'
import { Prisma, type PrismaClient } from './generated/client'

/** The texts a person has met. A judge who is a person has that person's id. */
const textsMetBy = (userId: string) => Prisma.sql`
  SELECT q."sourceId" FROM "Judgment" j
    JOIN "Debate" d ON d.id = j."debateId" JOIN "Question" q ON q.id = d."questionId"
    WHERE j."judgeId" = ${userId}
  UNION
  SELECT q."sourceId" FROM "RoomMember" m
    JOIN "PlaylistItem" p ON p."roomId" = m."roomId" JOIN "Question" q ON q.id = p."questionId"
    WHERE m."userId" = ${userId}`

export const prismaAfter = (db: PrismaClient): AfterStore => ({
  async met(userId, sourceId) {
    const [row] = await db.$queryRaw<{ met: boolean }[]>`
      SELECT ${sourceId} IN (${textsMetBy(userId)}) AS met`
    return row?.met ?? false
  },
  async argued(userId) {
    const rows = await db.$queryRaw<{ sourceId: string }[]>`
      SELECT DISTINCT q."sourceId" FROM "RoomMember" m
        JOIN "PlaylistItem" p ON p."roomId" = m."roomId" JOIN "Question" q ON q.id = p."questionId"
      WHERE m."userId" = ${userId} AND m.seat = 'debater' AND p."debateId" IS NOT NULL`
    return rows.map(({ sourceId }) => sourceId)
  },
  unfinished: (judgeId, now) =>
    db.$queryRaw<{ debateId: string; sourceId: string }[]>`
      SELECT j."debateId", q."sourceId" FROM "Judgment" j
        JOIN "Debate" d ON d.id = j."debateId" JOIN "Question" q ON q.id = d."questionId"
      WHERE j."judgeId" = ${judgeId} AND j.mode <> 'live'
        AND (j.phase = 'open' OR j.phase = 'ruled' AND j."ruledAt" > ${new Date(now - UNDO_MS)})
      ORDER BY j."createdAt", j."debateId"`,
  async waiting(userId, { seed, limit }) {
    // In this order, each step once: with 100,000 finished debates a third of the time that one big join takes.
    const rows = await db.$queryRaw<{ id: string; total: number }[]>`
      WITH met AS MATERIALIZED (${textsMetBy(userId)}),
      shut AS MATERIALIZED (SELECT id FROM "Question" WHERE "sourceId" IN (SELECT "sourceId" FROM met)),
      over AS MATERIALIZED (
        SELECT d.id FROM "Debate" d LEFT JOIN "Room" r ON r.id = d."roomId"
        WHERE (r.id IS NULL AND d.phase IN ('completed', 'closed') OR r.kind = 'room' AND r.listed AND d.phase = 'closed')
          AND d."questionId" NOT IN (SELECT id FROM shut)),
      given AS (SELECT "debateId", count(*) AS n FROM "Judgment" WHERE "userId" IS NOT NULL GROUP BY "debateId")
      SELECT o.id, (SELECT count(*) FROM over)::int AS total FROM over o LEFT JOIN given g ON g."debateId" = o.id
      ORDER BY coalesce(g.n, 0), md5(o.id || ${seed}), o.id LIMIT ${limit}`
    return { debateIds: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
  },
})
