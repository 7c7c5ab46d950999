import { apply, replay, roundsOver, type Debate } from '#lib/core/debate/debate'
import { debateEvent, type DebateEvent } from '#lib/core/debate/events'
import type { CommitBeside, DebateStore } from '#lib/ports'
import { isUniqueViolation } from './client'
import type { Prisma, PrismaClient } from './generated/client'

/** Rolls the transaction back without being a fault. */
class Missed extends Error {}

export const prismaDebates = (db: PrismaClient): DebateStore => {
  const read = async (debateId: string, tx: Prisma.TransactionClient = db): Promise<DebateEvent[]> => {
    const rows = await tx.debateEvent.findMany({
      where: { debateId },
      orderBy: { seq: 'asc' },
      select: { event: true },
    })
    return rows.map((row) => debateEvent.parse(row.event))
  }
  return {
    read: (debateId) => read(debateId),
    async lastAt(debateId) {
      const row = await db.debateEvent.findFirst({
        where: { debateId },
        orderBy: { seq: 'desc' },
        select: { at: true },
      })
      return row?.at.getTime() ?? null
    },
    async commit(debateId, after, events, beside = {}) {
      try {
        await db.$transaction(async (tx) => {
          const log = after === 0 ? [] : await read(debateId, tx)
          if (log.length !== after) throw new Missed()
          const debate = events.reduce<Debate | null>(apply, replay(log))
          if (!debate) throw new Missed()
          if (after === 0)
            await tx.debate.create({
              data: { id: debateId, questionId: debate.setup.questionId, ...columns(debate, beside), ...place(beside) },
            })
          else {
            // The row's lock makes fence and numbers one decision.
            const { count } = await tx.debate.updateMany({
              where: { id: debateId, ...(beside.fence !== undefined && { fence: beside.fence }) },
              // Once it is over nobody's lease counts: what is still being written is not written on.
              data: { ...columns(debate, beside), ...(debate.phase !== 'running' && overFor) },
            })
            if (count === 0) throw new Missed()
            if (debate.phase !== 'running') await cancelWriting(tx, debateId)
          }
          await tx.debateEvent.createMany({ data: events.map((event, i) => ({ debateId, seq: after + 1 + i, event })) })
        })
        return true
      } catch (error) {
        if (error instanceof Missed || isUniqueViolation(error)) return false
        throw error
      }
    },
  }
}

/** Nobody owns a debate that is over. */
const overFor = { owner: null, leaseUntil: null, fence: { increment: 1 } }

async function cancelWriting(tx: Prisma.TransactionClient, debateId: string) {
  await tx.attempt.updateMany({
    where: { debateId, state: { in: ['calling', 'streaming'] } },
    data: { state: 'cancelled', error: 'The debate ended before the speech did.', endedAt: new Date() },
  })
}

/** What the log says, in columns to search by. */
const columns = (debate: Debate, { attention }: CommitBeside) => ({
  phase: debate.phase,
  hold: debate.hold,
  waitsAfter: debate.hold === 'judge' ? roundsOver(debate) : null,
  endedAt: debate.phase === 'running' ? null : new Date(),
  ...(attention !== undefined && { attention }),
  ...(debate.hold === null && { retryAt: null }),
})
const place = ({ roomId, runId }: CommitBeside) => ({ ...(roomId && { roomId }), ...(runId && { runId }) })
