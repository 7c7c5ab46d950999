import { ok } from '#lib/core/result'
import { listJudges } from '#lib/queries/judges'
import { createJudge } from '#lib/services/judges'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const GET = route('judges.list', async () => ok(await listJudges((await deps()).prisma)))
export const POST = route('judge.create', async ({ body }) => {
  const made = await createJudge(await deps(), body)
  return made.ok ? ok({ id: made.value.judgeId, revisionId: made.value.id, number: made.value.number }) : made
})
