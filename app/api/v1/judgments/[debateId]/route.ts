import { deps } from '#server/deps'
import { route } from '#server/route'
import { err, ok } from '#lib/core/result'
import { actAsJudge } from '#lib/services/judgments'
import { judgesHere } from '#lib/services/seat'

export const POST = route('judgment.act', async ({ person, params: { debateId }, body }) => {
  if (!(await judgesHere(await deps(), person, debateId))) return err('not-found')
  const acted = await actAsJudge(await deps(), person.id, debateId, body)
  return acted.ok ? ok({ view: acted.value }) : acted
})
