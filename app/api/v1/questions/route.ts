import { deps } from '#server/deps'
import { route } from '#server/route'
import { ok } from '#lib/core/result'
import { listQuestions } from '#lib/queries/questions'

export const GET = route('questions.list', async ({ query: { retired, ...rest } }) =>
  ok(await listQuestions((await deps()).prisma, { ...rest, retired: retired === 'yes' })),
)
