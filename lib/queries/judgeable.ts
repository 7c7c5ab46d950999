import type { Prisma, PrismaClient } from '#lib/adapters/prisma/generated/client'
import { armOf } from '#lib/core/protocols/arms'

/** Which finished debates are meant. */
export type Judgeable =
  { setId: string } | { setName: string } | { roomCode: string } | { runId: string } | { ids: readonly string[] }

/** Judging of a room's debate ends when it is closed; before, nobody else's belief on it may exist. */
const over = {
  OR: [{ phase: 'closed' }, { phase: 'completed', roomId: null }],
} satisfies Prisma.DebateWhereInput

const CHUNK = 10_000 // ids in one query

/** The debates that are meant and over, oldest first; what is not over, or is no debate, is left out. */
export async function judgeableDebates(db: PrismaClient, which: Judgeable): Promise<string[]> {
  if ('ids' in which && which.ids.length > CHUNK) {
    const parts: string[][] = []
    for (let at = 0; at < which.ids.length; at += CHUNK)
      parts.push(await judgeableDebates(db, { ids: which.ids.slice(at, at + CHUNK) }))
    return parts.flat()
  }
  const rows = await db.debate.findMany({
    where: { AND: [over, meant(which)] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

function meant(which: Judgeable): Prisma.DebateWhereInput {
  if ('setId' in which) return { question: { setId: which.setId } }
  if ('setName' in which) return { question: { set: { name: which.setName } } }
  if ('roomCode' in which) return { room: { code: which.roomCode } }
  if ('runId' in which) return { runId: which.runId }
  return { id: { in: [...which.ids] } }
}

/** For how many of these debates each judge has given a verdict, or could not: they are not judged again. */
export async function judgedAlready(
  db: PrismaClient,
  debateIds: readonly string[],
  revisionIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db.$queryRaw<{ revisionId: string; n: number }[]>`
    SELECT "revisionId", count(*)::int AS n FROM "Judgment"
    WHERE "debateId" = ANY(${[...debateIds]}::text[]) AND "revisionId" = ANY(${[...revisionIds]}::text[])
      AND phase IN ('ruled', 'final', 'invalid')
    GROUP BY "revisionId"`
  return new Map(rows.map(({ revisionId, n }) => [revisionId, n]))
}

export type JudgeableChoices = {
  sets: { id: string; name: string; debates: number }[]
  rooms: { code: string; name: string; debates: number }[]
  runs: { id: string; setName: string; arm: string; debates: number; createdAt: number }[]
}

const MOST = 50 // rooms and runs to choose from, the newest

/** What there is to judge, newest first; sets by name. */
export async function judgeableChoices(db: PrismaClient): Promise<JudgeableChoices> {
  const [sets, rooms, runs] = await Promise.all([
    db.$queryRaw<JudgeableChoices['sets']>`
      SELECT s.id, s.name, count(*)::int AS debates
      FROM "Debate" d JOIN "Question" q ON q.id = d."questionId" JOIN "QuestionSet" s ON s.id = q."setId"
      WHERE d.phase = 'closed' OR (d.phase = 'completed' AND d."roomId" IS NULL)
      GROUP BY s.id ORDER BY s.name`,
    db.$queryRaw<JudgeableChoices['rooms']>`
      SELECT r.code, r.name, count(*)::int AS debates FROM "Debate" d JOIN "Room" r ON r.id = d."roomId"
      WHERE d.phase = 'closed' GROUP BY r.id ORDER BY r."createdAt" DESC LIMIT ${MOST}`,
    db.$queryRaw<{ id: string; setName: string; kind: string; debates: number; createdAt: number }[]>`
      SELECT d."runId" AS id, min(s.name) AS "setName", min(e.event #>> '{setup,protocol,kind}') AS kind,
        count(*)::int AS debates, extract(epoch FROM min(d."createdAt"))::float8 * 1000 AS "createdAt"
      FROM "Debate" d JOIN "Question" q ON q.id = d."questionId" JOIN "QuestionSet" s ON s.id = q."setId"
      JOIN "DebateEvent" e ON e."debateId" = d.id AND e.seq = 1
      WHERE d."runId" IS NOT NULL AND d.phase IN ('completed', 'closed')
      GROUP BY d."runId" ORDER BY min(d."createdAt") DESC LIMIT ${MOST}`,
  ])
  return { sets, rooms, runs: runs.map(({ kind, ...run }) => ({ ...run, arm: armOf(kind).name })) }
}
