import { speakersOf } from '#lib/core/debate/protocol'
import { due, replay } from '#lib/core/debate/debate'
import type { Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import { readCode } from '#lib/core/rooms/code'
import { stateOf, type Member, type Room, type RoomState, type RoomView, type Seat } from '#lib/core/rooms/room'
import { leaderIn, seatIn } from '#lib/core/rooms/view'
import type { SurveyKind } from '#lib/core/surveys/items'
import type { Deps } from '#lib/ports'
import { run } from './debates'
import { isJudgingOn } from './judgingAfter'
import { openRoom } from './openRoom'
import { chosenProtocol, type ProtocolChoice } from './protocols'
import { changed, viewOfRoom } from './roomFacts'

export { controlRoom, type Control, type ControlRefusal } from './roomControl'
export { startDemo } from './demo'

export type NewRoom = {
  name: string
  questions: { setId: string; count: number } | { questionIds: string[] }
  debaters: string[] // revision ids, as many as the protocol has speakers
  protocol: ProtocolChoice
  feedback: 'verdict' | 'close'
  survey?: SurveyKind | undefined
  listed: boolean
  minutesPerTurn?: number | null | undefined // that people who argue have for a speech
}
export type CreateRefusal =
  | 'person-cannot-choose'
  | 'unknown-question'
  | 'question-retired'
  | 'no-questions'
  | 'unknown-debater'
  | 'unknown-protocol'
  | 'debater-count'
  | 'judging-afterwards'

/** Opens a room with its playlist; the host has the host's seat. */
export async function createRoom(
  deps: Deps,
  host: Person,
  input: NewRoom,
): Promise<Result<{ code: string }, CreateRefusal>> {
  const seed = deps.newId()
  const protocol = await chosenProtocol(deps, input.protocol)
  if (!protocol) return err('unknown-protocol')
  if (input.debaters.length !== speakersOf(protocol)) return err('debater-count')
  const debaters = await Promise.all(input.debaters.map((id) => deps.debaters.revision(id)))
  if (debaters.some((revision) => revision === null)) return err('unknown-debater')
  const places = debaters.filter((revision) => revision?.config.kind === 'person').length
  if (places > 0 && protocol.sides === 'chosen_by_lead') return err('person-cannot-choose')
  const chosen = await questionsOf(deps, input.questions, seed)
  if (!chosen.ok) return chosen
  if (await isJudgingOn(deps, host, chosen.value)) return err('judging-afterwards')
  const { name, feedback, survey = 'off', listed } = input
  const [debaterA = null, debaterB = null] = input.debaters
  const code = await openRoom(
    deps,
    {
      name,
      kind: 'room',
      hostId: host.id,
      setId: 'setId' in input.questions ? input.questions.setId : null,
      protocol,
      debaterA,
      debaterB,
      ...(places > 0 && { people: { places, minutesPerTurn: input.minutesPerTurn ?? null } }),
      feedback,
      ...(survey !== 'off' && { survey }),
      seed,
      listed,
    },
    chosen.value,
    { name: host.name, seat: 'host' },
  )
  return ok({ code })
}

async function questionsOf(
  deps: Deps,
  from: NewRoom['questions'],
  seed: string,
): Promise<Result<string[], 'unknown-question' | 'question-retired' | 'no-questions'>> {
  if ('setId' in from) {
    const drawn = await deps.questions.drawFrom(from.setId, from.count, seed)
    return drawn.length > 0 ? ok(drawn) : err('no-questions')
  }
  const rows = await Promise.all(from.questionIds.map((id) => deps.questions.question(id)))
  if (rows.length === 0) return err('no-questions')
  if (rows.some((row) => row === null)) return err('unknown-question')
  if (rows.some((row) => row?.retired)) return err('question-retired')
  return ok(from.questionIds)
}

export type JoinRefusal =
  | 'not-found'
  | 'ended'
  | 'removed'
  | 'name-taken'
  | 'already-watching'
  | 'already-judging'
  | 'judging-afterwards'
  | 'account-needed'
  | 'no-place'
  | 'has-argued'

/** Takes a seat, or changes name or seat. The host keeps the host's seat; nobody else gets it. */
export async function joinRoom(
  deps: Deps,
  person: Person,
  code: string,
  { name, seat }: { name: string; seat: Exclude<Seat, 'host'> },
): Promise<Result<RoomView, JoinRefusal>> {
  const room = await deps.rooms.byCode(readCode(code))
  if (!room || (room.kind === 'demo' && room.hostId !== person.id)) return err('not-found')
  const members = await deps.rooms.members(room.id)
  const current = seatIn(room, members, person.id)
  if (current === 'removed') return err('removed')
  if (stateOf(room) === 'ended') return err('ended')
  const next: Seat = current === 'host' ? 'host' : seat
  if (current !== null && current !== next) {
    // Who argues a text never judges it; the seat is the proof of it, so it is kept once a debate has begun.
    if (current === 'debater' && room.position > 0) return err('has-argued')
    const stuck = await cannotChange(deps, room, person.id, next)
    if (stuck) return err(stuck)
  }
  if (next === 'debater' && current !== 'debater') {
    const shut = mayArgue(room, members, person)
    if (shut) return err(shut)
  }
  const questionIds = (await deps.rooms.playlist(room.id)).map(({ questionId }) => questionId)
  if (await isJudgingOn(deps, person, questionIds)) return err('judging-afterwards')
  if (next === 'judge' && (await hasArguedOn(deps, person, questionIds))) return err('has-argued')
  const joined = await deps.rooms.join(room.id, person.id, name, next)
  if (joined !== 'joined') return err(joined)
  if (next === 'judge') await appointIfNobody(deps, room, person.id)
  const before = members.find((member) => member.userId === person.id)
  if (before?.name !== name || before.seat !== next) await changed(deps, room)
  return viewOfRoom(deps, person, room.id)
}

/** A guest cannot be known again, so that nobody could keep them from judging what they argued. */
function mayArgue(room: Room, members: readonly Member[], { role }: Person): JoinRefusal | null {
  if (role === 'guest') return 'account-needed'
  const taken = members.filter(({ seat, removed }) => seat === 'debater' && !removed).length
  return taken < (room.people?.places ?? 0) ? null : 'no-place'
}

/** Whether one of these questions is on a text that this person has argued on, in whatever room. */
async function hasArguedOn(deps: Deps, { id }: Person, questionIds: readonly string[]): Promise<boolean> {
  const texts = await deps.after.argued(id)
  if (texts.length === 0) return false
  const questions = await Promise.all(questionIds.map((questionId) => deps.questions.question(questionId)))
  return questions.some((question) => question !== null && texts.includes(question.sourceId))
}

/** Whoever comes to a debate that waits for no judge yet, and needs one to end, is that judge. */
async function appointIfNobody(deps: Deps, room: Room, judgeId: string): Promise<void> {
  const debate = room.debateId === null ? null : replay(await deps.debates.read(room.debateId))
  if (debate?.phase !== 'running' || debate.setup.protocol.end.kind !== 'judge') return
  if (leaderIn(debate, await deps.rooms.members(room.id))) return
  await run(deps, debate.setup.debateId, { type: 'appoint', judgeId }) // refused: it has ended meanwhile
}

/**
 * A judge must not have read what the beliefs have not opened: who has begun to judge a debate does not watch it, and who
 * has watched it does not judge it.
 */
async function cannotChange(deps: Deps, room: Room, userId: string, to: Seat): Promise<JoinRefusal | null> {
  const debate = room.debateId === null ? null : replay(await deps.debates.read(room.debateId))
  if (!debate || (debate.phase !== 'running' && debate.phase !== 'completed')) return null
  const { debateId } = debate.setup
  if (to !== 'judge') return (await deps.judgments.read(debateId, userId)) ? 'already-judging' : null
  const alone = debate.speeches.length === 0 && due(debate)?.sides.length === 1 // read as it is written
  const begun =
    alone &&
    ((await deps.attempts.running(debateId)).length > 0 || (await deps.attempts.ofTurn(debateId, 0)).length > 0)
  return debate.speeches.length > 0 || begun ? 'already-watching' : null
}

/** Rooms that anybody may join, newest first. */
export async function openRooms(
  deps: Deps,
): Promise<
  { code: string; name: string; state: Exclude<RoomState, 'ended'>; position: number; length: number; people: number }[]
> {
  const rooms = await deps.rooms.open(50)
  return rooms.map(({ code, name, position, length, people }) => ({
    code,
    name,
    state: position === 0 ? 'gathering' : 'debating',
    position,
    length,
    people,
  }))
}

/** What somebody without a seat is told of a room, to take one: its name and whether it is open. */
export async function roomDoor(
  deps: Deps,
  person: Person | null,
  code: string,
): Promise<
  Result<{ code: string; name: string; state: RoomState; seat: Seat | null; places: number }, 'not-found' | 'removed'>
> {
  const room = await deps.rooms.byCode(readCode(code))
  if (!room || (room.kind === 'demo' && room.hostId !== person?.id)) return err('not-found')
  const members = await deps.rooms.members(room.id)
  const seat = person ? seatIn(room, members, person.id) : null
  if (seat === 'removed') return err('removed')
  const taken = members.filter((member) => member.seat === 'debater' && !member.removed).length
  const places = Math.max(0, (room.people?.places ?? 0) - taken) // free ones, for whoever has an account
  return ok({ code: room.code, name: room.name, state: stateOf(room), seat, places })
}

/**
 * The room as this member sees it.
 *
 * @param hereIds who has it open now; asked of the sockets if not given
 */
export async function roomView(
  deps: Deps,
  person: Person,
  code: string,
  hereIds?: ReadonlySet<string>,
): Promise<Result<RoomView, 'not-found' | 'removed'>> {
  const room = await deps.rooms.byCode(readCode(code))
  if (!room) return err('not-found')
  return viewOfRoom(deps, person, room.id, hereIds)
}
