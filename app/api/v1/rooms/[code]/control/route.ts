import { deps } from '#server/deps'
import { route } from '#server/route'
import { controlRoom } from '#lib/services/rooms'

export const POST = route('room.control', async ({ person, params, body }) =>
  controlRoom(await deps(), person, params.code, body),
)
