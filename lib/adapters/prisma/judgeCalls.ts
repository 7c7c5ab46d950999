import * as z from 'zod'
import { attemptStates } from '#lib/core/debate/attempt'
import type { JudgeCallStore } from '#lib/ports/judges'
import { Prisma, type PrismaClient } from './generated/client'

const state = z.enum(attemptStates)
const order = z.enum(['shown', 'swapped'])

export const prismaJudgeCalls = (db: PrismaClient): JudgeCallStore => ({
  async open({ request, ...call }) {
    const row = await db.judgeCall.create({
      data: {
        ...call,
        state: 'calling',
        request: request === null ? Prisma.DbNull : (z.json().parse(request) ?? Prisma.DbNull),
      },
      select: { id: true },
    })
    return row.id
  },
  async end(id, { costMicros, ...end }) {
    await db.judgeCall.update({
      where: { id },
      data: { ...end, costMicros: costMicros === null ? null : BigInt(costMicros), endedAt: new Date() },
    })
  },
  async accepted(debateId, revisionId, step, attemptId) {
    const rows = await db.judgeCall.findMany({
      where: { debateId, revisionId, step, attemptId: attemptId ?? null, state: 'accepted' },
      orderBy: { startedAt: 'asc' },
    })
    return rows.flatMap((row) =>
      row.p === null
        ? []
        : [
            {
              order: order.parse(row.order),
              state: state.parse(row.state),
              p: row.p,
              mass: row.mass,
              rationale: row.rationale,
            },
          ],
    )
  },
})
