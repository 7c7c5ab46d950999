import { deps } from '#server/deps'
import { route } from '#server/route'
import { editQuestion, questionPage, retireQuestion } from '#lib/services/questions'

export const GET = route('question.get', async ({ person, params }) => questionPage(await deps(), person, params.id))
export const PUT = route('question.edit', async ({ params, body }) => editQuestion(await deps(), params.id, body))
export const DELETE = route('question.retire', async ({ params }) => retireQuestion(await deps(), params.id))
