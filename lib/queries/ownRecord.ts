import { Prisma, type PrismaClient } from '#lib/adapters/prisma/generated/client'
import type { Side } from '#lib/core/debate/protocol'
import type { JudgedHow } from '#lib/core/debate/reveal'
import { UNDO_MS } from '#lib/core/judging/limits'
import {
  outcomeOf,
  recordSummary,
  type OtherVerdict,
  type OwnVerdict,
  type RecordSummary,
} from '#lib/core/judging/ownRecord'
import { logScore } from '#lib/core/judging/scoring'
import { armOf } from '#lib/core/protocols/arms'

/** One verdict of one's own whose outcome one may know. */
export type OwnJudgment = {
  debateId: string
  at: number // of the verdict, ms since 1970
  question: string
  rightAnswer: string
  arm: string
  mode: JudgedHow
  percentRight: number // belief in the right answer, integer per cent 1–99
  logScore: number // bits, without the cost of rounds
  outcome: 'right' | 'wrong' | 'tie'
  rehearsal: boolean // between rule-based debaters alone
  again: boolean // on a text that this person had judged on before, so that it is not counted
  roomCode: string | null // of whoever was there
}
/** Judgments of one's own that are not counted, by the reason. */
export type LeftOut = {
  waiting: number // a verdict whose outcome is not to be known yet
  open: number // begun, and no verdict yet
  missed: number // the debate was closed before the verdict
  calledOff: number // the debate was
  noSeat: number // in a room that one has no seat in any more
  again: number // on a text one had judged on before: listed, and not counted
}
export type OwnRecordPage = {
  summary: (RecordSummary & { leftOut: LeftOut }) | null // null on pages after the first
  judgments: OwnJudgment[] // newest first
  next: string | null // where the next page begins
}

const settled = (j: Prisma.Sql) =>
  Prisma.sql`(${j}.phase = 'final' OR (${j}.phase = 'ruled' AND ${j}."ruledAt" <= now() - make_interval(secs => ${UNDO_MS / 1000})))`
/** As `counted` of the scoreboard: final, or given and no longer to be taken back since the debate was closed. */
const counts = (j: Prisma.Sql) =>
  Prisma.sql`(${settled(j)} OR (${j}.phase = 'ruled' AND ${j}.mode = 'live' AND d.phase = 'closed'))`
/** Whether that judge had judged on the same text before. */
const again = (j: Prisma.Sql) => Prisma.sql`EXISTS (
  SELECT FROM "Judgment" e JOIN "Debate" ed ON ed.id = e."debateId" JOIN "Question" eq ON eq.id = ed."questionId"
  WHERE e."judgeId" = ${j}."judgeId" AND eq."sourceId" = q."sourceId"
    AND (e."createdAt", e."debateId") < (${j}."createdAt", ${j}."debateId"))`

/**
 * One person's own judgments, and what has become of each. `known` is mayKnow() of lib/core/debate/view together with
 * the seat that audienceOf() of lib/services asks for; a text on which this person is judging stays shut.
 */
const ownOf = (userId: string) => Prisma.sql`
  WITH own AS (
    SELECT j."debateId", j.mode, j."percentA", j."ruledAt", d."questionId", s.event, r.code AS "roomCode",
      ${again(Prisma.sql`j`)} AS again,
      CASE
        WHEN d.phase NOT IN ('running', 'completed', 'closed') THEN 'calledOff'
        WHEN j.mode = 'live' AND m."userId" IS NULL THEN 'noSeat'
        WHEN j.phase NOT IN ('ruled', 'final') AND j.mode = 'live' AND d.phase = 'closed' THEN 'missed'
        WHEN j.phase NOT IN ('ruled', 'final') THEN 'open'
        WHEN ${counts(Prisma.sql`j`)} AND d.phase IN ('completed', 'closed')
          AND (d.phase = 'closed' OR (s.event #>> '{setup,feedback}' = 'verdict' AND (j.mode <> 'live' OR m.seat = 'judge')))
          AND NOT EXISTS (
            SELECT FROM "Judgment" u JOIN "Debate" ud ON ud.id = u."debateId" JOIN "Question" uq ON uq.id = ud."questionId"
            WHERE u."judgeId" = ${userId} AND u.mode <> 'live' AND uq."sourceId" = q."sourceId"
              AND u.phase IN ('open', 'ruled') AND NOT ${settled(Prisma.sql`u`)})
          THEN 'known'
        ELSE 'waiting'
      END AS standing
    FROM "Judgment" j
    JOIN "Debate" d ON d.id = j."debateId"
    JOIN "Question" q ON q.id = d."questionId"
    JOIN "DebateEvent" s ON s."debateId" = d.id AND s.seq = 1
    LEFT JOIN "Room" r ON r.id = d."roomId"
    LEFT JOIN "RoomMember" m ON m."roomId" = r.id AND m."userId" = j."userId" AND m."removedAt" IS NULL
    WHERE j."judgeId" = ${userId} AND j."userId" = ${userId}
  ),
  known AS (
    SELECT o.*, (o.event #>> '{setup,answerOrder,0}')::int = k."right" AS "aIsRight",
      o.event #> '{setup,answers}' ->> k."right" AS "rightAnswer",
      coalesce((o.event #>> '{setup,allBuiltIn}')::boolean, false) AS rehearsal
    FROM own o JOIN "AnswerKey" k ON k."questionId" = o."questionId"
    WHERE o.standing = 'known'
  )`

export const RECORD_PAGE = 20

/**
 * One person's own verdicts whose outcome they may know, newest first, and what they come to.
 *
 * The answer key is joined here, in the database, and only where this person may know it.
 *
 * @param at.after `next` of the page before
 */
export async function ownRecord(
  db: PrismaClient,
  userId: string,
  { after, limit = RECORD_PAGE }: { after?: string | undefined; limit?: number | undefined } = {},
): Promise<OwnRecordPage> {
  const [rows, summary] = await Promise.all([
    pageOf(db, userId, after ?? null, limit + 1),
    after === undefined ? summaryOf(db, userId) : null,
  ])
  const judgments = rows.slice(0, limit).map(lineOf)
  const last = judgments.at(-1)
  return { summary, judgments, next: rows.length > limit && last ? `${last.at}_${last.debateId}` : null }
}

/** Whether somebody has judged at all: a guest who has not has no record to be led to. */
export const hasJudged = async (db: PrismaClient, userId: string): Promise<boolean> =>
  (await db.judgment.findFirst({ where: { judgeId: userId, userId }, select: { debateId: true } })) !== null

type Row = {
  debateId: string
  at: number
  question: string
  rightAnswer: string
  kind: string
  mode: JudgedHow
  percentA: number
  aIsRight: boolean
  rehearsal: boolean
  again: boolean
  roomCode: string | null
}
const rightSide = ({ aIsRight }: { aIsRight: boolean }): Side => (aIsRight ? 'A' : 'B')

function pageOf(db: PrismaClient, userId: string, after: string | null, limit: number): Promise<Row[]> {
  const [at, debateId] = after?.split('_') ?? []
  const from =
    debateId === undefined
      ? Prisma.empty
      : Prisma.sql`WHERE ("ruledAt", "debateId") < (${new Date(Number(at))}, ${debateId})`
  return db.$queryRaw<Row[]>`
    ${ownOf(userId)}
    SELECT "debateId", (extract(epoch FROM "ruledAt") * 1000)::float8 AS at, event #>> '{setup,question}' AS question,
      "rightAnswer", event #>> '{setup,protocol,kind}' AS kind, mode, "percentA", "aIsRight", rehearsal, again, "roomCode"
    FROM known ${from} ORDER BY "ruledAt" DESC, "debateId" DESC LIMIT ${limit}`
}

function lineOf({ kind, percentA, aIsRight, mode, roomCode, ...row }: Row): OwnJudgment {
  const side = rightSide({ aIsRight })
  return {
    ...row,
    mode,
    arm: armOf(kind).name,
    percentRight: aIsRight ? percentA : 100 - percentA,
    logScore: logScore(percentA, side),
    outcome: outcomeOf({ percentA, rightSide: side }),
    roomCode: mode === 'live' ? roomCode : null,
  }
}

async function summaryOf(db: PrismaClient, userId: string): Promise<RecordSummary & { leftOut: LeftOut }> {
  const [own, others, standings] = await Promise.all([
    db.$queryRaw<(Omit<OwnVerdict, 'rightSide'> & { aIsRight: boolean })[]>`
      ${ownOf(userId)}
      SELECT "debateId", mode <> 'live' AS late, "percentA", "aIsRight", rehearsal FROM known WHERE NOT again
      ORDER BY "ruledAt", "debateId"`,
    db.$queryRaw<OtherVerdict[]>`
      ${ownOf(userId)}
      SELECT j."debateId", j."judgeId", j.mode <> 'live' AS late, j."percentA"
      FROM known k
      JOIN "Judgment" j ON j."debateId" = k."debateId" AND (j.mode = 'live') = (k.mode = 'live')
      JOIN "Debate" d ON d.id = j."debateId"
      JOIN "Question" q ON q.id = d."questionId"
      WHERE NOT k.again AND j."userId" IS NOT NULL AND j."judgeId" <> ${userId}
        AND ${counts(Prisma.sql`j`)} AND NOT ${again(Prisma.sql`j`)}
      ORDER BY j."debateId", j."judgeId"`,
    db.$queryRaw<{ standing: string; n: number; again: number }[]>`
      ${ownOf(userId)}
      SELECT standing, count(*)::int AS n, (count(*) FILTER (WHERE again))::int AS again FROM own GROUP BY standing`,
  ])
  const of = (standing: string) => standings.find((row) => row.standing === standing)
  return {
    ...recordSummary(
      own.map(({ aIsRight, ...verdict }) => ({ ...verdict, rightSide: rightSide({ aIsRight }) })),
      others,
    ),
    leftOut: {
      waiting: of('waiting')?.n ?? 0,
      open: of('open')?.n ?? 0,
      missed: of('missed')?.n ?? 0,
      calledOff: of('calledOff')?.n ?? 0,
      noSeat: of('noSeat')?.n ?? 0,
      again: of('known')?.again ?? 0,
    },
  }
}
