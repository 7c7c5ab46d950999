import { deps } from '#server/deps'
import { route } from '#server/route'
import { err, ok } from '#lib/core/result'
import { audienceOf } from '#lib/services/audience'
import { viewDebate } from '#lib/services/debates'

export const GET = route('debate.get', async ({ person, params: { id } }) => {
  const seen = await audienceOf(await deps(), person, id)
  const view = seen && (await viewDebate(await deps(), seen.audience, id, person.id))
  return view ? ok(view) : err('not-found')
})
