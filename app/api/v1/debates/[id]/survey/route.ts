import { deps } from '#server/deps'
import { route } from '#server/route'
import { answerSurvey, surveyOf } from '#lib/services/surveys'

export const GET = route('survey.get', async ({ person, params }) => surveyOf(await deps(), person, params.id))
export const POST = route('survey.answer', async ({ person, params, body }) =>
  answerSurvey(await deps(), person, params.id, body),
)
