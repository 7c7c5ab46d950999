import { surveyAnswers } from '#lib/core/surveys/answers'
import { respondents } from '#lib/core/surveys/items'
import type { Survey, SurveyStore } from '#lib/ports/surveys'
import * as z from 'zod'
import { isUniqueViolation } from './client'
import type { Prisma, PrismaClient } from './generated/client'

/** A row of the table as the survey it holds. */
export const surveyFrom = ({
  role,
  answers,
  startedAt,
  submittedAt,
  ...row
}: Prisma.SurveyGetPayload<object>): Survey => ({
  ...row,
  role: z.enum(respondents).parse(role),
  answers: surveyAnswers.parse(answers),
  startedAt: startedAt.getTime(),
  submittedAt: submittedAt.getTime(),
})

export const prismaSurveys = (db: PrismaClient): SurveyStore => ({
  async of(debateId, userId) {
    const row = await db.survey.findUnique({ where: { debateId_userId: { debateId, userId } } })
    return row && surveyFrom(row)
  },
  async keep({ startedAt, submittedAt, ...survey }) {
    try {
      await db.survey.create({
        data: { ...survey, startedAt: new Date(startedAt), submittedAt: new Date(submittedAt) },
      })
      return true
    } catch (error) {
      if (isUniqueViolation(error)) return false
      throw error
    }
  },
})
