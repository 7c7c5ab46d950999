import type { Survey, SurveyStore } from '#lib/ports/surveys'

/** Surveys in a Map, under the same contract as Prisma's. */
export function memorySurveys(): SurveyStore {
  const kept = new Map<string, Survey>()
  const key = (debateId: string, userId: string) => `${debateId} ${userId}`
  return {
    of: async (debateId, userId) => structuredClone(kept.get(key(debateId, userId)) ?? null),
    async keep(survey) {
      const at = key(survey.debateId, survey.userId)
      if (kept.has(at)) return false
      kept.set(at, structuredClone(survey))
      return true
    },
  }
}
