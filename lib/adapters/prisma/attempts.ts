import * as z from 'zod'
import { attemptStates } from '#lib/core/debate/attempt'
import { speech } from '#lib/core/debate/events'
import { side } from '#lib/core/debate/protocol'
import type { AttemptRow, AttemptStore } from '#lib/ports'
import { isUniqueViolation } from './client'
import { Prisma, type PrismaClient } from './generated/client'

const running = ['calling', 'streaming']
const RACES = 20
const pieceOf = z.union([
  z.literal('speech'),
  z.templateLiteral(['draft/', z.int()]),
  z.templateLiteral(['critique/', z.int(), '/', z.int()]),
  z.templateLiteral(['rewrite/', z.int()]),
])
const ended = z.enum(attemptStates).exclude(['calling', 'streaming'])

export const prismaAttempts = (db: PrismaClient): AttemptStore => ({
  async open({ debateId, turn, side, sample, piece, revisionId, fence, request }) {
    // One statement: the number is the next one, and only the owner of the lease gets it. The lock keeps a claim out
    // until the row is there, so that the next owner finds it and ends it. Drafts written side by side may meet on a number.
    for (let race = 0; race < RACES; race++) {
      try {
        const rows = await db.$queryRaw<{ id: string; number: number }[]>`
          INSERT INTO "Attempt" (id, "debateId", turn, side, number, sample, piece, "revisionId", state, fence, request)
          SELECT gen_random_uuid(), ${debateId}, ${turn}, ${side},
            coalesce((SELECT max(number) FROM "Attempt" a WHERE a."debateId" = ${debateId} AND a.turn = ${turn} AND a.side = ${side}), 0) + 1,
            ${sample}, ${piece}, ${revisionId}, 'calling', ${fence}, ${JSON.stringify(request ?? null)}::jsonb
          FROM "Debate" d WHERE d.id = ${debateId} AND d.fence = ${fence} FOR NO KEY UPDATE OF d
          RETURNING id, number`
        return rows[0] ?? null
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
      }
    }
    throw new Error(`attempt at turn ${turn} of ${debateId}: lost ${RACES} races in a row`)
  },
  async checkpoint(attemptId, text) {
    const count = await db.$executeRaw`
      UPDATE "Attempt" a SET text = ${text}, state = 'streaming' FROM "Debate" d
      WHERE a.id = ${attemptId} AND a.state IN ('calling', 'streaming') AND d.id = a."debateId" AND d.fence = a.fence`
    return count === 1
  },
  async end(attemptId, { speech, costMicros, ...end }) {
    // The debate's row is locked while its fence is looked at, so that a claim cannot come in between.
    const ended = db.$transaction(async (tx) => {
      const owned = await tx.$queryRaw<unknown[]>`
        SELECT 1 FROM "Attempt" a JOIN "Debate" d ON d.id = a."debateId" AND d.fence = a.fence
        WHERE a.id = ${attemptId} FOR UPDATE OF d`
      if (owned.length === 0) return false
      const { count } = await tx.attempt.updateMany({
        where: { id: attemptId, state: { in: running } },
        data: {
          ...end,
          speech: speech ?? Prisma.DbNull,
          costMicros: costMicros === null ? null : BigInt(costMicros),
          endedAt: new Date(),
        },
      })
      return count === 1
    })
    return ended.catch((error: unknown) => {
      if (isUniqueViolation(error)) return false // this side's speech was accepted already
      throw error
    })
  },
  async speak(debateId, revisionId, speech) {
    // The debate's row is locked, so that numbers are dense and nobody ends the debate in between.
    try {
      const count = await db.$executeRaw`
        INSERT INTO "Attempt" (id, "debateId", turn, side, number, "revisionId", sample, state, fence, text, speech, "durationMs", "endedAt")
        SELECT gen_random_uuid(), d.id, ${speech.turn}, ${speech.side},
          coalesce((SELECT max(number) FROM "Attempt" a WHERE a."debateId" = d.id AND a.turn = ${speech.turn} AND a.side = ${speech.side}), 0) + 1,
          ${revisionId}, 1, 'accepted', d.fence, ${speech.text}, ${JSON.stringify(speech)}::jsonb, 0, now() AT TIME ZONE 'utc'
        FROM "Debate" d WHERE d.id = ${debateId} AND d.phase = 'running' FOR NO KEY UPDATE OF d`
      return count === 1
    } catch (error) {
      if (isUniqueViolation(error)) return false
      throw error
    }
  },
  async interruptOlder(debateId, fence) {
    await db.attempt.updateMany({
      where: { debateId, fence: { lt: fence }, state: { in: running } },
      data: { state: 'interrupted', endedAt: new Date() },
    })
  },
  async ofTurn(debateId, turn) {
    const rows = await db.attempt.findMany({
      where: { debateId, turn, state: { notIn: running } },
      orderBy: [{ startedAt: 'asc' }, { number: 'asc' }],
    })
    return rows.map((row): AttemptRow => {
      const {
        id,
        number,
        sample,
        text,
        reasoning,
        modelReturned,
        finishReason,
        tokensIn,
        tokensOut,
        usageEstimated,
        firstTokenMs,
        error,
      } = row
      return {
        id,
        number,
        sample,
        text,
        reasoning,
        modelReturned,
        finishReason,
        tokensIn,
        tokensOut,
        usageEstimated,
        firstTokenMs,
        error,
        turn: row.turn,
        side: side.parse(row.side),
        piece: pieceOf.parse(row.piece),
        state: ended.parse(row.state),
        durationMs: row.durationMs ?? 0,
        costMicros: row.costMicros === null ? null : Number(row.costMicros),
        startedAt: row.startedAt.getTime(),
        ...(row.speech !== null && { speech: speech.parse(row.speech) }),
      }
    })
  },
  async spent(providerId, debateId, since) {
    const from = new Date(since)
    const [row] = await db.$queryRaw<{ debate: number; day: number }[]>`
      SELECT coalesce(sum(c."costMicros") FILTER (WHERE c."debateId" = ${debateId}), 0)::float8 AS debate,
        coalesce(sum(c."costMicros") FILTER (WHERE c."startedAt" >= ${from}), 0)::float8 AS day
      FROM (
        SELECT a."debateId", a."startedAt", a."costMicros" FROM "Attempt" a JOIN "DebaterRevision" r ON r.id = a."revisionId"
        WHERE r."providerId" = ${providerId} AND (a."debateId" = ${debateId} OR a."startedAt" >= ${from})
        UNION ALL
        SELECT j."debateId", j."startedAt", j."costMicros" FROM "JudgeCall" j JOIN "JudgeRevision" r ON r.id = j."revisionId"
        WHERE r."providerId" = ${providerId} AND (j."debateId" = ${debateId} OR j."startedAt" >= ${from})
      ) c`
    return { debate: row?.debate ?? 0, day: row?.day ?? 0 }
  },
  async running(debateId) {
    const rows = await db.$queryRaw<{ turn: number; side: string; number: number; text: string }[]>`
      SELECT a.turn, a.side, a.number, a.text FROM "Attempt" a JOIN "Debate" d ON d.id = a."debateId" AND d.fence = a.fence
      WHERE a."debateId" = ${debateId} AND a.state IN ('calling', 'streaming') AND a.piece = 'speech'`
    return rows.map(({ turn, side: spoken, number, text }) => ({
      debateId,
      turn,
      side: side.parse(spoken),
      attempt: number,
      offset: 0,
      text,
    }))
  },
})
