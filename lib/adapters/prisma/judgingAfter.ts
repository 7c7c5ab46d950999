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
  unfinished: (judgeId, now) =>
    db.$queryRaw<{ debateId: string; sourceId: string }[]>`
      SELECT j."debateId", q."sourceId" FROM "Judgment" j
        JOIN "Debate" d ON d.id = j."debateId" JOIN "Question" q ON q.id = d."questionId"
      WHERE j."judgeId" = ${judgeId} AND j.mode <> 'live'
        AND (j.phase = 'open' OR j.phase = 'ruled' AND j."ruledAt" > ${new Date(now - UNDO_MS)})
      ORDER BY j."createdAt", j."debateId"`,
  async waiting(userId, { seed, limit }) {
    const rows = await db.$queryRaw<{ id: string; total: number }[]>`
      WITH met AS (${textsMetBy(userId)}),
      given AS (SELECT "debateId", count(*) AS n FROM "Judgment" WHERE "userId" IS NOT NULL GROUP BY "debateId")
      SELECT d.id, (count(*) OVER ())::int AS total FROM "Debate" d
        JOIN "Question" q ON q.id = d."questionId"
        LEFT JOIN "Room" r ON r.id = d."roomId"
        LEFT JOIN given g ON g."debateId" = d.id
      WHERE (r.id IS NULL AND d.phase IN ('completed', 'closed') OR r.kind = 'room' AND r.listed AND d.phase = 'closed')
        AND NOT EXISTS (SELECT FROM met WHERE met."sourceId" = q."sourceId")
      ORDER BY coalesce(g.n, 0), md5(d.id || ${seed}), d.id LIMIT ${limit}`
    return { debateIds: rows.map(({ id }) => id), total: rows[0]?.total ?? 0 }
  },
})
