import { randomFrom } from '#lib/core/random'
import { roomCode } from '#lib/core/rooms/code'
import type { Seat } from '#lib/core/rooms/room'
import type { Deps } from '#lib/ports'

/** After so many short codes that were taken, the code grows. */
const SHORT_TRIES = 5
const TRIES = 10

/** Stores a room under a code that is free, and seats the one who opened it. @returns the code */
export async function openRoom(
  deps: Deps,
  room: Omit<Parameters<Deps['rooms']['create']>[0], 'id' | 'code'>,
  questionIds: string[],
  opener: { name: string; seat: Seat },
): Promise<string> {
  const random = randomFrom(deps.newId()) // not the room's seed: a code is public, the draws are not
  const id = deps.newId()
  for (let tries = 0; tries < TRIES; tries++) {
    const code = roomCode(random, room.kind === 'demo' ? 6 : Math.max(0, tries - SHORT_TRIES + 1))
    if (!(await deps.rooms.create({ ...room, id, code }, questionIds))) continue
    await deps.rooms.join(id, room.hostId, opener.name, opener.seat)
    return code
  }
  throw new Error(`no free code for a room in ${TRIES} tries`)
}
