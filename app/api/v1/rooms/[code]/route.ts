import { deps } from '#server/deps'
import { route } from '#server/route'
import { roomView } from '#lib/services/rooms'

export const GET = route('room.get', async ({ person, params }) => roomView(await deps(), person, params.code))
