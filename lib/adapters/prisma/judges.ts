import { judgeConfig } from '#lib/core/judges/config'
import type { JudgeRevision, JudgeStore } from '#lib/ports/judges'
import { isUniqueViolation } from './client'
import type { Prisma, PrismaClient } from './generated/client'

const RACES = 5
const named = { include: { judge: { select: { name: true } } } } satisfies Prisma.JudgeRevisionDefaultArgs
type Row = Prisma.JudgeRevisionGetPayload<typeof named>

const revisionOf = ({ id, judgeId, number, providerId, config, judge }: Row): JudgeRevision => ({
  id,
  judgeId,
  number,
  providerId,
  name: judge.name,
  config: judgeConfig.parse(config),
})

/** Judges that are not people, in the tables Judge and JudgeRevision. */
export const prismaJudges = (db: PrismaClient): JudgeStore => ({
  async revision(id) {
    const row = await db.judgeRevision.findUnique({ where: { id }, ...named })
    return row && revisionOf(row)
  },
  async judges() {
    const rows = await db.judge.findMany({
      where: { retiredAt: null },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { revisions: { orderBy: { number: 'desc' }, take: 1, ...named } },
    })
    return rows.flatMap(({ revisions }) => revisions.map(revisionOf))
  },
  async addRevision({ name, providerId, config }) {
    for (let race = 0; race < RACES; race++) {
      try {
        return await db.$transaction(async (tx) => {
          const { id: judgeId } = await tx.judge.upsert({
            where: { name },
            create: { name },
            update: { retiredAt: null },
          })
          const last = await tx.judgeRevision.aggregate({ where: { judgeId }, _max: { number: true } })
          const data = { judgeId, providerId, config, kind: config.kind, number: (last._max.number ?? 0) + 1 }
          return revisionOf(await tx.judgeRevision.create({ data, ...named }))
        })
      } catch (error) {
        if (!isUniqueViolation(error)) throw error
      }
    }
    throw new Error(`judge ${name}: lost ${RACES} races in a row`)
  },
  async retire(judgeId) {
    const { count } = await db.judge.updateMany({
      where: { id: judgeId, retiredAt: null },
      data: { retiredAt: new Date() },
    })
    return count === 1
  },
})
