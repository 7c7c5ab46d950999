import { retireJudge } from '#lib/services/judges'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const DELETE = route('judge.retire', async ({ params }) => retireJudge(await deps(), params.id))
