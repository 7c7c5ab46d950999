import { ok } from '#lib/core/result'
import { ownRecord } from '#lib/queries/ownRecord'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const GET = route('me.record', async ({ person, query }) =>
  ok(await ownRecord((await deps()).prisma, person.id, query)),
)
