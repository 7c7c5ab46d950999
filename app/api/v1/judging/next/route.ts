import { deps } from '#server/deps'
import { route } from '#server/route'
import { ok } from '#lib/core/result'
import { nextToJudge } from '#lib/services/judgingAfter'

export const GET = route('judging.next', async ({ person }) => ok(await nextToJudge(await deps(), person)))
