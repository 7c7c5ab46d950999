import { ok } from '#lib/core/result'
import { listDebaters } from '#lib/queries/debaters'
import { createDebater } from '#lib/services/debaters'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const GET = route('debaters.list', async () => ok(await listDebaters((await deps()).prisma)))
export const POST = route('debater.create', async ({ body }) => {
  const made = await createDebater(await deps(), body)
  return made.ok ? ok({ id: made.value.debaterId, revisionId: made.value.id, number: made.value.number }) : made
})
