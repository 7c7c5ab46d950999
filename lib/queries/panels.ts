import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { armOf } from '#lib/core/protocols/arms'
import { wilson95 } from '#lib/core/stats/wilson'
import { judgeConfig } from '#lib/core/judges/config'
import type { PanelProgress, PanelState } from '#lib/ports/judges'
import { labelOf } from './judges'

export type PanelLine = {
  id: string
  name: string
  state: PanelState
  createdAt: number // ms since 1970
  by: string | null // null: the command line
  judges: number
  debates: number
  tasks: PanelProgress['tasks']
}
type Counts = { state: string; n: number }

const stateOf = (state: string): PanelState => (state === 'paused' || state === 'cancelled' ? state : 'running')
const tally = (rows: readonly Counts[]): PanelProgress['tasks'] => {
  const of = (state: string) => rows.find((row) => row.state === state)?.n ?? 0
  return {
    waiting: of('waiting'),
    running: of('running'),
    done: of('done'),
    invalid: of('invalid'),
    failed: of('failed'),
  }
}

const MOST = 100

/** Panels, newest first, at most 100. */
export async function listPanels(db: PrismaClient): Promise<PanelLine[]> {
  const panels = await db.panel.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: MOST,
    include: { creator: { select: { name: true } } },
  })
  const ids = panels.map(({ id }) => id)
  const [states, sizes] = await Promise.all([
    db.$queryRaw<(Counts & { panelId: string })[]>`
      SELECT "panelId", state, count(*)::int AS n FROM "PanelTask" WHERE "panelId" = ANY(${ids}::text[])
      GROUP BY "panelId", state`,
    db.$queryRaw<{ panelId: string; judges: number; debates: number }[]>`
      SELECT "panelId", count(DISTINCT "revisionId")::int AS judges, count(DISTINCT "debateId")::int AS debates
      FROM "PanelTask" WHERE "panelId" = ANY(${ids}::text[]) GROUP BY "panelId"`,
  ])
  return panels.map(({ id, name, state, createdAt, creator }) => ({
    id,
    name,
    state: stateOf(state),
    createdAt: createdAt.getTime(),
    by: creator?.name ?? null,
    judges: sizes.find(({ panelId }) => panelId === id)?.judges ?? 0,
    debates: sizes.find(({ panelId }) => panelId === id)?.debates ?? 0,
    tasks: tally(states.filter(({ panelId }) => panelId === id)),
  }))
}

/** How one judge did in one arm. Figures of both orders are of verdicts in which both were asked. */
export type PanelResult = {
  revisionId: string
  judge: string
  number: number // of the revision
  label: string
  arm: string
  n: number // verdicts
  right: number
  ties: number // a belief of exactly 50; not right
  invalid: number
  rehearsals: number // of n + invalid, on debates between rule-based debaters alone
  accuracy: number | null // right / n; null when there are none
  wilson95: [number, number] | null
  accuracyInvalidWrong: number | null // right / (n + invalid)
  accuracyInvalidHalf: number | null
  beliefInRight: number | null // mean probability given to the right answer
  orderEffect: number | null // mean of P(A as shown) − P(A exchanged), in [-1, 1]; above 0: leans to what is called A
  orderEffectSize: number | null // mean of its absolute value
  flipped: number // verdicts whose choice depends on the order
}
type Row = {
  revisionId: string
  kind: string
  n: number
  right: number
  ties: number
  invalid: number
  rehearsals: number
  belief: number | null
  effect: number | null
  size: number | null
  flipped: number
}

/**
 * What the judges of a panel found, by judge and arm. The answer key is joined here, in the database, and only where
 * every researcher may know it: debates that are closed, and those of runs. No row of it leaves.
 *
 * @param shut texts whose debates are left out: on these the reader is judging, and not through
 */
export async function panelResults(
  db: PrismaClient,
  panelId: string,
  shut: readonly string[] = [],
): Promise<PanelResult[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH verdicts AS (
      SELECT t."revisionId", s.event #>> '{setup,protocol,kind}' AS kind, j.phase = 'invalid' AS invalid, j."percentA",
        (s.event #>> '{setup,allBuiltIn}')::boolean AS rehearsal,
        (s.event #>> '{setup,answerOrder,0}')::int = k."right" AS a_is_right,
        (j.record #>> '{verdict,orders,shown}')::float8 - 0.5 AS shown,
        (j.record #>> '{verdict,orders,swapped}')::float8 - 0.5 AS swapped
      FROM "PanelTask" t
      JOIN "Judgment" j ON j."debateId" = t."debateId" AND j."judgeId" = t."revisionId"
      JOIN "Debate" d ON d.id = t."debateId"
      JOIN "Question" q ON q.id = d."questionId"
      JOIN "DebateEvent" s ON s."debateId" = d.id AND s.seq = 1
      JOIN "AnswerKey" k ON k."questionId" = d."questionId"
      WHERE t."panelId" = ${panelId} AND j.phase IN ('ruled', 'final', 'invalid')
        AND (d.phase = 'closed' OR (d.phase = 'completed' AND d."roomId" IS NULL))
        AND NOT q."sourceId" = ANY(${[...shut]}::text[])
    )
    SELECT "revisionId", kind,
      (count(*) FILTER (WHERE NOT invalid))::int AS n,
      (count(*) FILTER (WHERE NOT invalid AND ("percentA" > 50) = a_is_right AND "percentA" <> 50))::int AS right,
      (count(*) FILTER (WHERE NOT invalid AND "percentA" = 50))::int AS ties,
      (count(*) FILTER (WHERE invalid))::int AS invalid,
      (count(*) FILTER (WHERE rehearsal))::int AS rehearsals,
      (avg(CASE WHEN a_is_right THEN "percentA" ELSE 100 - "percentA" END) FILTER (WHERE NOT invalid) / 100)::float8 AS belief,
      avg(shown - swapped)::float8 AS effect,
      avg(abs(shown - swapped))::float8 AS size,
      (count(*) FILTER (WHERE shown * swapped < 0 AND least(abs(shown), abs(swapped)) > 1e-9))::int AS flipped
    FROM verdicts GROUP BY "revisionId", kind`
  const revisions = await db.judgeRevision.findMany({
    where: { id: { in: rows.map(({ revisionId }) => revisionId) } },
    include: { judge: { select: { name: true } }, provider: { select: { name: true } } },
  })
  return rows
    .flatMap(({ kind, belief, effect, size, ...row }): PanelResult[] => {
      const revision = revisions.find(({ id }) => id === row.revisionId)
      if (!revision) return []
      const all = row.n + row.invalid
      return [
        {
          ...row,
          judge: revision.judge.name,
          number: revision.number,
          label: labelOf(judgeConfig.parse(revision.config), revision.provider?.name ?? null),
          arm: armOf(kind).name,
          accuracy: row.n === 0 ? null : row.right / row.n,
          wilson95: wilson95(row.right, row.n),
          accuracyInvalidWrong: all === 0 ? null : row.right / all,
          accuracyInvalidHalf: all === 0 ? null : (row.right + row.invalid / 2) / all,
          beliefInRight: belief,
          orderEffect: effect,
          orderEffectSize: size,
        },
      ]
    })
    .sort((x, y) =>
      x.arm < y.arm ? -1 : x.arm > y.arm ? 1 : x.judge < y.judge ? -1 : x.judge > y.judge ? 1 : x.number - y.number,
    )
}

export type PanelHead = {
  by: string | null // null: the command line
  debates: number
  judges: { name: string; number: number; label: string }[]
}
/** All that a panel's page shows. */
export type PanelPage = PanelHead & { progress: PanelProgress; results: PanelResult[] }

/** Who started a panel, and what it is about; null if there is none. */
export async function panelHead(db: PrismaClient, panelId: string): Promise<PanelHead | null> {
  const panel = await db.panel.findUnique({ where: { id: panelId }, include: { creator: { select: { name: true } } } })
  if (!panel) return null
  const [sizes, revisions] = await Promise.all([
    db.$queryRaw<{ debates: number }[]>`
      SELECT count(DISTINCT "debateId")::int AS debates FROM "PanelTask" WHERE "panelId" = ${panelId}`,
    db.judgeRevision.findMany({
      where: { tasks: { some: { panelId } } },
      include: { judge: { select: { name: true } }, provider: { select: { name: true } } },
      orderBy: [{ judge: { name: 'asc' } }, { number: 'asc' }],
    }),
  ])
  return {
    by: panel.creator?.name ?? null,
    debates: sizes[0]?.debates ?? 0,
    judges: revisions.map(({ judge, number, config, provider }) => ({
      name: judge.name,
      number,
      label: labelOf(judgeConfig.parse(config), provider?.name ?? null),
    })),
  }
}
