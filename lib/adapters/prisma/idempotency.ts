import type { ReplyStore } from '#lib/ports'
import { Prisma, type PrismaClient } from './generated/client'

/** How long a reply is remembered, and how long its work may take before another may do it, ms. */
const KEPT_MS = 24 * 60 * 60_000
const WORK_MS = 60_000
const AT_WORK = 0 // the status of a request that has no reply yet

/** Replies by key. A key is claimed by inserting its row, so of two requests at once one does the work. */
export const prismaReplies = (db: PrismaClient, now: () => number): ReplyStore => ({
  async claim(key, bodyHash) {
    const at = now()
    await db.idempotentReply.deleteMany({
      where: {
        OR: [
          { createdAt: { lt: new Date(at - KEPT_MS) } },
          { key, status: AT_WORK, createdAt: { lt: new Date(at - WORK_MS) } }, // its process died
        ],
      },
    })
    const { count } = await db.idempotentReply.createMany({
      data: [{ key, bodyHash, status: AT_WORK, body: Prisma.JsonNull, createdAt: new Date(at) }],
      skipDuplicates: true,
    })
    if (count === 1) return 'ours'
    const row = await db.idempotentReply.findUnique({ where: { key } })
    if (!row || row.status === AT_WORK) return row && row.bodyHash !== bodyHash ? 'other-body' : 'in-progress'
    return row.bodyHash === bodyHash ? { status: row.status, body: row.body } : 'other-body'
  },
  async keep(key, { status, body }) {
    // The edge: what was answered is about to be JSON on the wire as well.
    const json = body === null ? Prisma.JsonNull : (body as Prisma.InputJsonValue)
    await db.idempotentReply.updateMany({ where: { key, status: AT_WORK }, data: { status, body: json } })
  },
  async release(key) {
    await db.idempotentReply.deleteMany({ where: { key, status: AT_WORK } })
  },
})
