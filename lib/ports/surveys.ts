import type { SurveyAnswers } from '#lib/core/surveys/answers'
import type { Respondent } from '#lib/core/surveys/items'

/** What one person answered about one debate. */
export type Survey = {
  debateId: string
  userId: string
  role: Respondent
  answers: SurveyAnswers
  outcomeKnown: boolean // what is asked before the outcome was answered after it all the same
  startedAt: number // ms since 1970
  submittedAt: number
}

/** One survey per person and debate: the first stays. */
export interface SurveyStore {
  of(debateId: string, userId: string): Promise<Survey | null>
  /** @returns false, having written nothing, if this person has answered already */
  keep(survey: Survey): Promise<boolean>
}
