import * as z from 'zod'
import type { ReadAnswerKey } from '#lib/ports'
import type { PrismaClient } from './generated/client'

const evidence = z.array(z.string())

/** The one place that reads the AnswerKey table; lint holds the rest of the code to that. */
export const prismaAnswerKey =
  (db: PrismaClient): ReadAnswerKey =>
  async (questionId, reason) => {
    const [key] = await db.$transaction([
      db.answerKey.findUniqueOrThrow({ where: { questionId } }),
      db.answerKeyRead.create({ data: { questionId, reason } }),
    ])
    return { right: key.right === 0 ? 0 : 1, evidence: evidence.parse(key.evidence) }
  }
