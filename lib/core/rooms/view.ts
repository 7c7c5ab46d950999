import type { Debate } from '#lib/core/debate/debate'
import { asOf } from '#lib/core/judging/judgment'
import { armOf } from '#lib/core/protocols/arms'
import { inWords } from '#lib/core/protocols/words'
import { scoreboard, type DebateFacts } from './scoreboard'
import { stateOf, type Member, type Room, type RoomView, type Seat } from './room'

/** All that a room's views are built from; the same for every viewer. */
export type RoomFacts = {
  room: Room
  members: Member[]
  debates: DebateFacts[] // those that were started, in the playlist's order
  setName: string | null
  debaters: string[] // names, in the room's order
  attention: string | null // of the debate that is on
  waitingUntil: number | null // of the debate that is on, ms since 1970
}

/** The seat of a person, or why there is none. The host keeps the host's seat; the one guest of a demo is its judge. */
export function seatIn(room: Room, members: readonly Member[], userId: string): Seat | 'removed' | null {
  const member = members.find((one) => one.userId === userId)
  if (room.kind === 'room' && room.hostId === userId) return 'host'
  return member ? (member.removed ? 'removed' : member.seat) : null
}

/**
 * What one member sees of the room: the only door through which a room leaves the server. Built field by field.
 *
 * @param here ids of those who have the room open now
 * @param now ms since 1970
 */
export function roomViewFor(
  facts: RoomFacts,
  viewer: { userId: string; seat: Seat },
  here: ReadonlySet<string>,
  now: number,
): RoomView {
  const { room, members } = facts
  const seated = members.filter((member) => !member.removed)
  const arguing = seated.filter(({ seat }) => seat === 'debater')
  // Who argues is nobody's business but the host's, and when they are at it nobody's at all (protocols.md §6).
  const shown = seated.filter(
    ({ userId, seat }) => seat !== 'debater' || viewer.seat === 'host' || userId === viewer.userId,
  )
  const constant = (seat: Seat) => seat === 'debater' && stateOf(room) === 'debating'
  return {
    code: room.code,
    name: room.name,
    kind: room.kind,
    version: room.version,
    state: stateOf(room),
    seat: viewer.seat,
    myName: members.find((member) => member.userId === viewer.userId)?.name ?? '',
    position: room.position,
    length: room.length,
    debateId: room.debateId,
    rules: {
      name: armOf(room.protocol.kind).name,
      about: inWords(room.protocol),
      feedback: room.feedback,
      survey: room.survey ?? 'off',
    },
    people: shown.map(({ userId, name, seat }) => ({
      name,
      seat,
      here: here.has(userId) || constant(seat),
      you: userId === viewer.userId,
    })),
    ...(room.people && { places: { taken: arguing.length, of: room.people.places } }),
    scoreboard: scoreboard(facts.debates, viewer, now),
    ...(viewer.seat === 'host' && { desk: deskOf(facts, now) }),
  }
}

/** The judge who decides when the debate ends; null while nobody with a judge's seat does. */
export const leaderIn = ({ presides }: Pick<Debate, 'presides'>, members: readonly Member[]): Member | null =>
  members.find(({ userId, seat, removed }) => userId === presides && seat === 'judge' && !removed) ?? null

/** For the host alone: counts of beliefs, never a belief. */
function deskOf(facts: RoomFacts, now: number): NonNullable<RoomView['desk']> {
  const { room, members } = facts
  const on = facts.debates.find(({ debate }) => debate.setup.debateId === room.debateId)
  const records = (on?.judgments ?? []).map(({ judgment }) => asOf(judgment, now))
  const seated = members.filter((member) => !member.removed)
  return {
    attention: facts.attention,
    hold: on?.debate.hold ?? null,
    phase: on?.debate.phase ?? null,
    leads: (on && leaderIn(on.debate, members)?.name) ?? null,
    judges: seated.filter((member) => member.seat === 'judge').length,
    priorsIn: records.filter((record) => record.trail.length > 0).length,
    verdictsIn: records.filter((record) => record.phase !== 'open').length,
    memberIds: seated.map(({ name, userId, seat }) => ({ name, userId, seat })),
    waitingUntil: facts.waitingUntil,
    setName: facts.setName,
    debaters: [...facts.debaters],
  }
}
