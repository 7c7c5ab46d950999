import { route } from '#server/route'
import { ok } from '#lib/core/result'

export const GET = route('me.get', ({ person }) => ok(person))
