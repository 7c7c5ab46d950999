import { deps } from '#server/deps'
import { route } from '#server/route'
import { ok } from '#lib/core/result'
import { beginAfter } from '#lib/services/judgingAfter'

export const POST = route('judgment.begin', async ({ person, params: { debateId }, body }) => {
  const begun = await beginAfter(await deps(), person, debateId, body.mode)
  return begun.ok ? ok({ view: begun.value }) : begun
})
