import { retireDebater } from '#lib/services/debaters'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const DELETE = route('debater.retire', async ({ params }) => retireDebater(await deps(), params.id))
