import type { PanelStore } from '#lib/ports/judges'
import { Prisma, type PrismaClient } from './generated/client'

const CHUNK = 1_000

/** Panels and their tasks. Every claim is one conditional statement, and the database's clock decides. */
export const prismaPanels = (db: PrismaClient): PanelStore => ({
  async create({ id, name, createdBy, debateIds, revisionIds }) {
    const tasks = debateIds.flatMap((debateId) =>
      revisionIds.map((revisionId) => ({ panelId: id, debateId, revisionId })),
    )
    await db.$transaction(async (tx) => {
      await tx.panel.create({ data: { id, name, createdBy } })
      for (let at = 0; at < tasks.length; at += CHUNK)
        await tx.panelTask.createMany({ data: tasks.slice(at, at + CHUNK) })
    })
  },
  async claim(owner, leaseMs, { exceptProviders }) {
    const except = exceptProviders.length > 0 ? exceptProviders : ['']
    const rows = await db.$queryRaw<
      { panelId: string; debateId: string; revisionId: string; fence: number; tries: number }[]
    >`
      UPDATE "PanelTask" t SET state = 'running', owner = ${owner}, fence = t.fence + 1, "retryAt" = NULL,
        "leaseUntil" = (now() AT TIME ZONE 'utc') + ${leaseMs} * interval '1 millisecond'
      FROM (
        SELECT t."panelId", t."debateId", t."revisionId" FROM "PanelTask" t
        JOIN "Panel" p ON p.id = t."panelId" AND p.state = 'running'
        JOIN "JudgeRevision" r ON r.id = t."revisionId"
        WHERE (t.state = 'waiting' AND (t."retryAt" IS NULL OR t."retryAt" <= now() AT TIME ZONE 'utc')
            OR t.state = 'running' AND t."leaseUntil" < now() AT TIME ZONE 'utc')
          AND (r."providerId" IS NULL OR r."providerId" NOT IN (${Prisma.join([...except])}))
        ORDER BY t."retryAt" NULLS FIRST, t."debateId", t."revisionId" LIMIT 1 FOR UPDATE OF t SKIP LOCKED
      ) next
      WHERE t."panelId" = next."panelId" AND t."debateId" = next."debateId" AND t."revisionId" = next."revisionId"
      RETURNING t."panelId", t."debateId", t."revisionId", t.fence, t.tries`
    return rows[0] ?? null
  },
  async renew({ panelId, debateId, revisionId, fence }, leaseMs) {
    const count = await db.$executeRaw`
      UPDATE "PanelTask" SET "leaseUntil" = (now() AT TIME ZONE 'utc') + ${leaseMs} * interval '1 millisecond'
      WHERE "panelId" = ${panelId} AND "debateId" = ${debateId} AND "revisionId" = ${revisionId}
        AND fence = ${fence} AND state = 'running'`
    return count === 1
  },
  async settle({ panelId, debateId, revisionId, fence }, { state, error, retryAfterMs, counts }) {
    const { count } = await db.panelTask.updateMany({
      where: { panelId, debateId, revisionId, fence, state: 'running' },
      data: {
        state,
        error: error ?? null,
        owner: null,
        leaseUntil: null,
        ...(counts && { tries: { increment: 1 } }),
        retryAt: retryAfterMs === undefined ? null : new Date(Date.now() + retryAfterMs),
        endedAt: state === 'waiting' ? null : new Date(),
      },
    })
    return count === 1
  },
  async setState(panelId, from, to) {
    const { count } = await db.panel.updateMany({
      where: { id: panelId, state: { in: [...from] } },
      data: { state: to },
    })
    return count === 1
  },
  async retryFailed(panelId) {
    const { count } = await db.panelTask.updateMany({
      where: { panelId, state: 'failed' },
      data: { state: 'waiting', tries: 0, error: null, endedAt: null },
    })
    return count
  },
  async progress(panelId) {
    const panel = await db.panel.findUnique({ where: { id: panelId } })
    if (!panel) return null
    const [tasks, errors, [cost]] = await Promise.all([
      db.panelTask.groupBy({ by: ['state'], where: { panelId }, _count: true }),
      db.panelTask.groupBy({
        by: ['error'],
        where: { panelId, error: { not: null } },
        _count: true,
        orderBy: { _count: { error: 'desc' } },
        take: 5,
      }),
      db.$queryRaw<{ micros: number | null; calls: number; tokensIn: number; tokensOut: number; unpriced: number }[]>`
        SELECT sum(c."costMicros")::float8 AS micros, count(*)::int AS calls,
          coalesce(sum(c."tokensIn"), 0)::float8 AS "tokensIn", coalesce(sum(c."tokensOut"), 0)::float8 AS "tokensOut",
          (count(*) FILTER (WHERE c."costMicros" IS NULL))::int AS unpriced
        FROM "JudgeCall" c JOIN "PanelTask" t ON t."debateId" = c."debateId" AND t."revisionId" = c."revisionId"
        WHERE t."panelId" = ${panelId}`,
    ])
    const of = (state: string) => tasks.find((row) => row.state === state)?._count ?? 0
    const state = panel.state === 'paused' || panel.state === 'cancelled' ? panel.state : 'running'
    return {
      id: panel.id,
      name: panel.name,
      state,
      createdAt: panel.createdAt.getTime(),
      tasks: {
        waiting: of('waiting'),
        running: of('running'),
        done: of('done'),
        invalid: of('invalid'),
        failed: of('failed'),
      },
      errors: errors.flatMap(({ error, _count }) => (error === null ? [] : [{ error, n: _count }])),
      cost: {
        micros: cost?.micros ?? null,
        calls: cost?.calls ?? 0,
        tokensIn: cost?.tokensIn ?? 0,
        tokensOut: cost?.tokensOut ?? 0,
        unpriced: cost?.unpriced ?? 0,
      },
    }
  },
  async panels(limit) {
    const rows = await db.panel.findMany({
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      take: limit,
      select: { id: true },
    })
    return rows.map(({ id }) => id)
  },
})
