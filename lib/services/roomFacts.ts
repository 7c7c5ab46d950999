import { replay } from '#lib/core/debate/debate'
import { mayKnow } from '#lib/core/debate/view'
import { asOf } from '#lib/core/judging/judgment'
import type { Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import type { Room, RoomView } from '#lib/core/rooms/room'
import type { DebateFacts } from '#lib/core/rooms/scoreboard'
import { roomViewFor, seatIn, type RoomFacts } from '#lib/core/rooms/view'
import type { DebateStore, Deps } from '#lib/ports'

const KEPT = 500

// A closed debate and what was judged in the room never change again. By store, so that two arenas in one process stay apart.
const closed = new WeakMap<DebateStore, Map<string, DebateFacts>>()

/** All that the views of a room are built from. Holds what not everybody may know: only roomViewFor() may show it. */
export async function roomFacts(deps: Deps, room: Room): Promise<RoomFacts> {
  const [members, playlist, setName, a, b, standing] = await Promise.all([
    deps.rooms.members(room.id),
    deps.rooms.playlist(room.id),
    room.setId === null ? null : deps.rooms.setName(room.setId),
    room.debaterA === null ? null : deps.debaters.revision(room.debaterA),
    room.debaterB === null ? null : deps.debaters.revision(room.debaterB),
    room.debateId === null ? null : deps.rooms.standing(room.debateId),
  ])
  const debates: DebateFacts[] = []
  for (const { debateId } of playlist) {
    const facts = debateId === null ? null : await debateFacts(deps, debateId)
    if (facts) debates.push(facts)
  }
  return {
    room,
    members,
    debates,
    setName,
    debaters: [a, b].flatMap((revision) => revision?.name ?? []),
    attention: standing?.attention ?? null,
    waitingUntil: standing?.waitingUntil ?? null,
  }
}

/** Whether it is a judgment of the room: what is judged afterwards, or by models, is never counted along with those. */
export const wasThere = ({ kind, judgment }: Awaited<ReturnType<Deps['judgments']['ofDebate']>>[number]): boolean =>
  kind === 'person' && !judgment.after

/** A debate with the judgments of the room; its key is read only once somebody may know it. */
async function debateFacts(deps: Deps, debateId: string): Promise<DebateFacts | null> {
  const kept = closed.get(deps.debates) ?? new Map<string, DebateFacts>()
  closed.set(deps.debates, kept)
  const known = kept.get(debateId)
  if (known) return known
  const debate = replay(await deps.debates.read(debateId))
  if (!debate) return null
  const judgments = (await deps.judgments.ofDebate(debateId)).filter(wasThere)
  const now = deps.now()
  const told = judgments.some(({ judgment }) => mayKnow(debate, asOf(judgment, now)))
  const right = told ? (await deps.readAnswerKey(debate.setup.questionId, 'score')).right : undefined
  const facts = { debate, judgments, right }
  if (debate.phase === 'closed') {
    kept.set(debateId, facts)
    const [oldest] = kept.keys()
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  }
  return facts
}

/** As roomView, of a room that is known by its id; those without a seat find nothing. */
export async function viewOfRoom(
  deps: Deps,
  person: Person,
  roomId: string,
  hereIds?: ReadonlySet<string>,
): Promise<Result<RoomView, 'not-found' | 'removed'>> {
  const room = await deps.rooms.byId(roomId)
  if (!room) return err('not-found')
  const facts = await roomFacts(deps, room)
  const seat = seatIn(room, facts.members, person.id)
  if (seat === 'removed') return err('removed')
  if (seat === null) return err('not-found')
  const here = hereIds ?? (await deps.here?.(roomId)) ?? new Set([person.id])
  return ok(roomViewFor(facts, { userId: person.id, seat }, here, deps.now()))
}

/** Grows the room's version and tells those who have it open. */
export async function changed(deps: Deps, room: Pick<Room, 'id' | 'code'>): Promise<void> {
  deps.live.room(room, await deps.rooms.touch(room.id))
}
