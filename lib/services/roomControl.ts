import { decide, replay, type Command, type Debate } from '#lib/core/debate/debate'
import type { Person } from '#lib/core/people/can'
import { err, ok, unreachable, type Result } from '#lib/core/result'
import { readCode } from '#lib/core/rooms/code'
import type { Room, RoomView } from '#lib/core/rooms/room'
import type { Deps } from '#lib/ports'
import { run, startDebate } from './debates'
import { retryDebate } from './engine'
import { changed, viewOfRoom } from './roomFacts'

export type Control =
  | { action: 'start' | 'next'; from: number }
  | { action: 'pause' | 'resume' | 'retry' | 'close' | 'cancel' | 'end' }
  | { action: 'remove' | 'appoint'; userId: string }
export type ControlRefusal =
  | 'not-found'
  | 'removed'
  | 'ended'
  | 'moved-on' // the room stands elsewhere than the host's page showed
  | 'playlist-over'
  | 'still-running'
  | 'no-debate'
  | 'not-now'
  | 'host-stays'
  | 'question-retired'
  | 'unknown-debater'
  | 'debater-missing'

/** One act of the host. Others' rooms are not found. Whatever changes, the room's watchers are told. */
export async function controlRoom(
  deps: Deps,
  host: Person,
  code: string,
  control: Control,
): Promise<Result<RoomView, ControlRefusal>> {
  const room = await deps.rooms.byCode(readCode(code))
  if (!room || room.hostId !== host.id) return err('not-found')
  if (room.endedAt !== null && control.action !== 'end') return err('ended')
  const done = await act(deps, room, control)
  if (!done.ok) return done
  await changed(deps, room)
  return viewOfRoom(deps, host, room.id)
}

async function act(deps: Deps, room: Room, control: Control): Promise<Result<unknown, ControlRefusal>> {
  switch (control.action) {
    case 'start':
    case 'next':
      return moveOn(deps, room, control.from)
    case 'pause':
      return onDebate(deps, room, ({ setup }) => order(deps, setup.debateId, { type: 'pause' }))
    case 'resume':
    case 'retry':
      return onDebate(deps, room, async ({ setup }) => {
        const resumed = await retryDebate(deps, setup.debateId)
        return resumed.ok ? resumed : err('not-now')
      })
    case 'close':
      return onDebate(deps, room, async ({ phase, setup }) =>
        phase === 'running' ? err('still-running') : order(deps, setup.debateId, { type: 'close' }),
      )
    case 'cancel':
      return onDebate(deps, room, ({ setup }) =>
        order(deps, setup.debateId, { type: 'cancel', reason: 'The host called it off.' }),
      )
    case 'end':
      return end(deps, room)
    case 'remove': {
      if (control.userId === room.hostId) return err('host-stays')
      await deps.rooms.remove(room.id, control.userId)
      return ok(null)
    }
    case 'appoint':
      return onDebate(deps, room, async ({ setup }) => {
        const members = await deps.rooms.members(room.id)
        const judge = members.find(
          ({ userId, seat, removed }) => userId === control.userId && seat === 'judge' && !removed,
        )
        return judge ? order(deps, setup.debateId, { type: 'appoint', judgeId: judge.userId }) : err('not-now')
      })
    default:
      return unreachable(control)
  }
}

async function onDebate(
  deps: Deps,
  room: Room,
  work: (debate: Debate) => Promise<Result<unknown, ControlRefusal>>,
): Promise<Result<unknown, ControlRefusal>> {
  const debate = await debateOf(deps, room)
  return debate ? work(debate) : err('no-debate')
}
const debateOf = async (deps: Deps, { debateId }: Room): Promise<Debate | null> =>
  debateId === null ? null : replay(await deps.debates.read(debateId))

async function order(deps: Deps, debateId: string, command: Command): Promise<Result<unknown, ControlRefusal>> {
  const done = await run(deps, debateId, command)
  return done.ok ? done : err('not-now')
}

/**
 * Goes to the next question of the playlist. The position is claimed first, by compare and set, so that a double click
 * moves once; whoever finds the claim without its debate, after a crash in between, starts that debate.
 */
async function moveOn(deps: Deps, room: Room, from: number): Promise<Result<unknown, ControlRefusal>> {
  if (room.position === from + 1) return startAt(deps, room, room.position) // a double click, or that crash
  if (room.position !== from) return err('moved-on')
  if (from >= room.length) return err('playlist-over')
  if ((await arguing(deps, room)).length < (room.people?.places ?? 0)) return err('debater-missing')
  const finished = await finish(deps, room)
  if (!finished.ok) return finished
  const moved = await deps.rooms.advance(room.id, from, deps.newId())
  const now = await deps.rooms.byId(room.id)
  if (!now || (!moved && now.position !== from + 1)) return err('moved-on')
  return startAt(deps, now, from + 1)
}

/** The debate before is closed, so that verdicts which stand count; one that runs is not thrown away by a click. */
async function finish(deps: Deps, room: Room): Promise<Result<unknown, ControlRefusal>> {
  const debate = await debateOf(deps, room)
  if (!debate) return ok(null)
  if (debate.phase === 'running') return err('still-running')
  if (debate.phase !== 'completed') return ok(null)
  await order(deps, debate.setup.debateId, { type: 'close' }) // refused: somebody else has closed it
  return ok(null)
}

/** Starts the debate of a position, unless it has begun. */
async function startAt(deps: Deps, room: Room, position: number): Promise<Result<unknown, ControlRefusal>> {
  const item = (await deps.rooms.playlist(room.id)).find((one) => one.position === position)
  if (!item?.debateId) throw new Error(`room ${room.id}: position ${position} has no debate`)
  if ((await deps.debates.read(item.debateId)).length > 0) return ok(null)
  const debaters = [room.debaterA, room.debaterB].filter((id) => id !== null)
  const begun = await startDebate(deps, {
    debateId: item.debateId,
    questionId: item.questionId,
    protocol: room.protocol,
    debaters,
    people: room.people && (await placed(deps, room, debaters)),
    minutesPerTurn: room.people?.minutesPerTurn,
    presides: await presiderOf(deps, room),
    feedback: room.feedback,
    seed: room.seed,
    index: position - 1,
    roomId: room.id,
  })
  if (begun.ok) return ok(null)
  await changed(deps, room) // the position has moved all the same; the host goes on to the next question
  if (begun.error === 'no-person') return err('debater-missing')
  return err(begun.error === 'no-debater' ? 'unknown-debater' : 'question-retired')
}

/** Those who argue, in the order in which they came. */
const arguing = async ({ rooms }: Pick<Deps, 'rooms'>, { id, people }: Room): Promise<string[]> =>
  (await rooms.members(id))
    .filter(({ seat, removed }) => seat === 'debater' && !removed)
    .slice(0, people?.places ?? 0)
    .map(({ userId }) => userId)

/** The places of the debaters who are people filled, in the debaters' order; which side each argues is drawn with them. */
async function placed(deps: Deps, room: Room, debaters: readonly string[]): Promise<(string | null)[]> {
  const waiting = await arguing(deps, room)
  const revisions = await Promise.all(debaters.map((id) => deps.debaters.revision(id)))
  return revisions.map((revision) => (revision?.config.kind === 'person' ? (waiting.shift() ?? null) : null))
}

/** Who decides when the debate ends, where a judge does: one who is here, of those the one who joined first. */
async function presiderOf(deps: Deps, room: Room): Promise<string | undefined> {
  if (room.protocol.end.kind !== 'judge') return undefined
  const judges = (await deps.rooms.members(room.id)).filter(({ seat, removed }) => seat === 'judge' && !removed)
  const here = (await deps.here?.(room.id)) ?? new Set<string>()
  return (judges.find(({ userId }) => here.has(userId)) ?? judges[0])?.userId
}

/** Plays the room's first debate; for rooms that nobody starts by hand. */
export const startFirst = async (deps: Deps, roomId: string): Promise<void> => {
  const room = await deps.rooms.byId(roomId)
  const moved = room && (await moveOn(deps, room, 0))
  if (!moved?.ok) throw new Error(`room ${roomId} could not be started`)
}

/** Ends the room: a debate that is over is closed, so that its verdicts count; one that runs is called off. */
async function end(deps: Deps, room: Room): Promise<Result<unknown, ControlRefusal>> {
  const debate = await debateOf(deps, room)
  for (const command of [{ type: 'close' }, { type: 'cancel', reason: 'The host ended the room.' }] as const) {
    if (debate && decide(debate, command).ok) await run(deps, debate.setup.debateId, command)
  }
  await deps.rooms.end(room.id)
  return ok(null)
}
