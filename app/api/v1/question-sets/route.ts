import { deps } from '#server/deps'
import { route } from '#server/route'
import { ok } from '#lib/core/result'
import { listSets } from '#lib/queries/questions'

export const GET = route('sets.list', async () => ok(await listSets((await deps()).prisma)))
