import { welcomeGuest } from '#server/auth'
import { accounts, deps } from '#server/deps'
import { route } from '#server/route'
import { err } from '#lib/core/result'
import { addressOf } from '#lib/http/address'
import { mayMakeGuest } from '#lib/services/accounts'
import { joinRoom, roomDoor } from '#lib/services/rooms'

/** Whoever has no session becomes a guest, but only of a room that is there. */
export const POST = route('room.join', async ({ person, params: { code }, body, request }) => {
  const there = await roomDoor(await deps(), person, code)
  if (!there.ok) return there
  if (!person && !(await mayMakeGuest(await accounts(), addressOf(request.headers)))) return err('too-many-guests')
  return joinRoom(await deps(), person ?? (await welcomeGuest(body.name, request)), code, body)
})
