import * as z from 'zod'
import { side } from '#lib/core/debate/protocol'
import { afterModes, guards, handling, orders, type Judgment } from '#lib/core/judging/judgment'
import type { JudgmentStore } from '#lib/ports'
import { isUniqueViolation } from './client'
import type { PrismaClient } from './generated/client'

const common = z.object({
  debateId: z.string(),
  judgeId: z.string(),
  acts: z.int(),
  reversals: z.int(),
  goOn: z.object({ afterRound: z.int(), at: z.number(), text: z.string(), to: side.optional() }).optional(),
  after: z.object({ mode: z.enum(afterModes), begunAt: z.number() }).optional(),
  trail: z.array(
    z.object({
      afterRound: z.int(),
      percentA: z.int(),
      at: z.number(),
      handling: handling.optional(),
      orders: orders.optional(),
    }),
  ),
})
const verdict = z.object({
  percentA: z.int(),
  choice: side.nullable(),
  reason: z.string(),
  at: z.number(),
  handling: handling.optional(),
  guards: guards.optional(),
  orders: orders.optional(),
})
const record = z.discriminatedUnion('phase', [
  common.extend({ phase: z.literal('open') }),
  common.extend({ phase: z.literal('invalid'), why: z.string() }),
  common.extend({ phase: z.enum(['ruled', 'final']), verdict }),
])

export const prismaJudgments = (db: PrismaClient): JudgmentStore => ({
  async read(debateId, judgeId): Promise<Judgment | null> {
    const row = await db.judgment.findUnique({
      where: { debateId_judgeId: { debateId, judgeId } },
      select: { record: true },
    })
    return row && record.parse(row.record)
  },
  async ofDebate(debateId) {
    const rows = await db.judgment.findMany({
      where: { debateId },
      orderBy: [{ createdAt: 'asc' }, { judgeId: 'asc' }],
      select: {
        record: true,
        revision: { select: { kind: true, judge: { select: { name: true } } } },
        user: {
          select: {
            name: true,
            seats: { where: { room: { debates: { some: { id: debateId } } } }, select: { name: true } },
          },
        },
      },
    })
    return rows.map(({ record: stored, user, revision }) => ({
      name: user?.seats[0]?.name ?? user?.name ?? revision?.judge.name ?? '',
      kind: revision ? (revision.kind === 'builtin' ? 'builtin' : 'model') : 'person',
      judgment: record.parse(stored),
    }))
  },
  async decided(before) {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT d.id FROM "Debate" d JOIN "Judgment" j ON j."debateId" = d.id
      WHERE d.phase = 'running' AND d.hold = 'judge' AND (
        (j.record->'goOn'->>'afterRound')::int = d."waitsAfter" AND (j.record->'goOn'->>'at')::float8 <= ${before}::float8
        OR j.phase = 'final' OR j.phase = 'ruled' AND j."ruledAt" <= ${new Date(before)})`
    return [...new Set(rows.map(({ id }) => id))]
  },
  async save(next, by = 'person') {
    const { debateId, judgeId, acts } = next
    const ruled = next.phase === 'ruled' || next.phase === 'final' ? next.verdict : null
    const latest = {
      acts,
      record: next,
      phase: next.phase,
      percentA: ruled?.percentA ?? null,
      ruledAt: ruled ? new Date(ruled.at) : null,
    }
    try {
      await db.$transaction([
        db.judgmentAct.create({ data: { debateId, judgeId, act: acts, record: next } }), // its key is the lock
        db.judgment.upsert({
          where: { debateId_judgeId: { debateId, judgeId } },
          create: {
            debateId,
            judgeId,
            mode: next.after?.mode ?? 'live',
            ...(by === 'person' ? { userId: judgeId } : { revisionId: judgeId }),
            ...latest,
          },
          update: latest,
        }),
      ])
      return true
    } catch (error) {
      if (isUniqueViolation(error)) return false
      throw error
    }
  },
  async draft(debateId, judgeId) {
    const row = await db.draft.findUnique({
      where: { debateId_judgeId: { debateId, judgeId } },
      select: { content: true },
    })
    return row?.content ?? null
  },
  async saveDraft(debateId, judgeId, content) {
    const stored = z.json().parse(content) ?? {}
    const where = { debateId_judgeId: { debateId, judgeId } }
    await db.draft.upsert({ where, create: { debateId, judgeId, content: stored }, update: { content: stored } })
  },
})
