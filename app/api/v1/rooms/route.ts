import { deps } from '#server/deps'
import { route } from '#server/route'
import { ok } from '#lib/core/result'
import { createRoom, openRooms } from '#lib/services/rooms'

export const GET = route('rooms.open', async () => ok(await openRooms(await deps())))
export const POST = route('room.create', async ({ person, body }) => createRoom(await deps(), person, body))
