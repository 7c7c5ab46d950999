import { randomUUID } from 'node:crypto'
import { questionHash } from '#lib/adapters/postgres/questionImport'
import { randomFrom } from '#lib/core/random'
import type { QuestionStore } from '#lib/ports'
import { Prisma, type PrismaClient } from './generated/client'

const sourceFields = { id: true, title: true, text: true, sha256: true, words: true, attribution: true } as const

export const prismaQuestions = (db: PrismaClient): QuestionStore => ({
  async question(id) {
    const row = await db.question.findUnique({ where: { id } })
    if (!row) return null
    const { text, answer0, answer1, sourceId, setId, retiredAt } = row
    return { id, text, answers: [answer0, answer1], sourceId, setId, retired: retiredAt !== null }
  },
  source: (id) => db.source.findUnique({ where: { id }, select: sourceFields }),
  async drawFrom(setId, count, seed) {
    const rows = await db.question.findMany({
      where: { setId, retiredAt: null },
      select: { id: true, sourceId: true },
      orderBy: { id: 'asc' },
    })
    const random = randomFrom(seed)
    const shuffled = rows.map((row) => ({ ...row, at: random() })).sort((x, y) => x.at - y.at)
    const met = new Map<string, number>() // source -> how often so far
    const ranked = shuffled.map(({ id, sourceId, at }) => {
      const turn = met.get(sourceId) ?? 0
      met.set(sourceId, turn + 1)
      return { id, turn, at }
    })
    return ranked
      .sort((x, y) => x.turn - y.turn || x.at - y.at)
      .slice(0, count)
      .map(({ id }) => id)
  },
  async replace(questionId, { text, answers, right }) {
    const id = randomUUID()
    try {
      return await db.$transaction(async (tx) => {
        const old = await tx.question.findUnique({
          where: { id: questionId },
          include: { source: { select: { sha256: true } } },
        })
        if (!old) return null
        const { count } = await tx.question.updateMany({
          where: { id: questionId, retiredAt: null },
          data: { retiredAt: new Date() },
        })
        if (count === 0) return null
        const { setId, sourceId, externalId, source } = old
        const hash = questionHash(source.sha256, text, answers)
        await tx.question.create({
          data: {
            id,
            setId,
            sourceId,
            externalId,
            text,
            answer0: answers[0],
            answer1: answers[1],
            hash,
            supersedesId: questionId,
          },
        })
        // Raw, since the key's table has no relation; the sentences that settled the old question travel along.
        await tx.$executeRaw`INSERT INTO "AnswerKey" ("questionId", "right", evidence)
          SELECT ${id}, ${right}::int, evidence FROM "AnswerKey" WHERE "questionId" = ${questionId}`
        return id
      })
    } catch (error) {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return null
      throw error
    }
  },
  async retire(questionId) {
    const { count } = await db.question.updateMany({
      where: { id: questionId, retiredAt: null },
      data: { retiredAt: new Date() },
    })
    return count === 1
  },
})
