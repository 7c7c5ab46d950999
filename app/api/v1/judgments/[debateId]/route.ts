import { deps } from '#server/deps'
import { route } from '#server/route'
import { actAsJudge } from '#lib/services/judgments'

export const POST = route('judgment.act', async ({ person, params, body }) =>
  actAsJudge(await deps(), person.id, params.debateId, body),
)
