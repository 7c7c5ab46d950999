import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { UNDO_MS } from '#lib/core/judging/limits'
import { wilson95 } from '#lib/core/stats/wilson'

/** How often judges were right. A verdict of exactly 50 is undecided, and does not count as right. */
export type Learnt = {
  judgments: number
  right: number
  undecided: number
  judges: number
  debates: number
  wilson95: [number, number] | null // of right among judgments; null when there are none
}
type Counts = Omit<Learnt, 'wilson95'> & { allBuiltIn: boolean }

const none: Omit<Learnt, 'wilson95'> = { judgments: 0, right: 0, undecided: 0, judges: 0, debates: 0 }

/**
 * What the final verdicts of closed debates and finished demos say, of people who were there: what is judged afterwards,
 * or by models, is never counted along with them. Debates of models apart from those between rule-based debaters alone,
 * which are a rehearsal.
 *
 * The answer key is joined here, in the database, and only where every judge may know it; no row of it leaves.
 */
export async function learnt(db: PrismaClient): Promise<{ models: Learnt; builtIn: Learnt }> {
  const rows = await db.$queryRaw<Counts[]>`
    WITH verdicts AS (
      SELECT j."judgeId", j."debateId", j."percentA", (s.event #>> '{setup,allBuiltIn}')::boolean AS built_in,
        (s.event #>> '{setup,answerOrder,0}')::int = k."right" AS a_is_right
      FROM "Judgment" j
      JOIN "Debate" d ON d.id = j."debateId"
      JOIN "DebateEvent" s ON s."debateId" = d.id AND s.seq = 1
      JOIN "AnswerKey" k ON k."questionId" = d."questionId"
      LEFT JOIN "Room" r ON r.id = d."roomId"
      WHERE j.mode = 'live' AND j."userId" IS NOT NULL AND (
        (d.phase = 'closed' AND j.phase IN ('ruled', 'final'))
        OR (d.phase = 'completed' AND r.kind = 'demo'
          AND (j.phase = 'final' OR (j.phase = 'ruled' AND j."ruledAt" <= now() - make_interval(secs => ${UNDO_MS / 1000})))))
    )
    SELECT built_in AS "allBuiltIn", count(*)::int AS judgments,
      (count(*) FILTER (WHERE ("percentA" > 50) = a_is_right AND "percentA" <> 50))::int AS right,
      (count(*) FILTER (WHERE "percentA" = 50))::int AS undecided,
      count(DISTINCT "judgeId")::int AS judges, count(DISTINCT "debateId")::int AS debates
    FROM verdicts GROUP BY built_in`
  const of = (allBuiltIn: boolean): Learnt => {
    const row = rows.find((one) => one.allBuiltIn === allBuiltIn) ?? none
    const { judgments, right, undecided, judges, debates } = row
    return { judgments, right, undecided, judges, debates, wilson95: wilson95(right, judgments) }
  }
  return { models: of(false), builtIn: of(true) }
}
