import { lastRound, replay, type Debate } from '#lib/core/debate/debate'
import type { Audience } from '#lib/core/debate/view'
import { asOf, blank, roundsOpenTo } from '#lib/core/judging/judgment'
import type { Person } from '#lib/core/people/can'
import type { Deps } from '#lib/ports'

type Ends = Pick<Deps, 'rooms' | 'debates' | 'judgments' | 'after' | 'now'>

/**
 * Whose eyes a person looks with: as a judge of the finished debate, by their own record; from the seat in the debate's
 * room; else as a researcher; null for everybody else.
 */
export async function audienceOf(
  deps: Ends,
  person: Person,
  debateId: string,
): Promise<{ audience: Audience; roomId: string | null } | null> {
  const [at, record] = await Promise.all([
    deps.rooms.seatAt(debateId, person.id),
    deps.judgments.read(debateId, person.id),
  ])
  if (!at && !record?.after) return (await isOut(deps, person, debateId)) ? null : researcher(person)
  if (at && (at.seat === 'host' || at.seat === 'spectator') && !record?.after)
    return { audience: at.seat, roomId: at.room.id }
  const debate = replay(await deps.debates.read(debateId))
  if (!debate) return null
  if (at?.seat === 'debater') return { audience: sideArguedBy(debate, person.id) ?? 'spectator', roomId: at.room.id }
  const own = asOf(record ?? blank(debateId, person.id), deps.now())
  const opened = judged(debate) && !own.after ? lastRound(debate) : roundsOpenTo(debate, own)
  return { audience: `judge:${opened}`, roomId: own.after ? null : (at?.room.id ?? null) }
}

/** Whoever has a debater's seat but came after the start watches. */
const sideArguedBy = ({ setup: { people } }: Debate, userId: string) =>
  people?.A === userId ? ('side:A' as const) : people?.B === userId ? ('side:B' as const) : null

// No belief can be given any more, so none stands between this judge and the speeches.
const judged = ({ phase }: Debate) => phase === 'closed' || phase === 'cancelled' || phase === 'failed'

const researcher = ({ role }: Person) =>
  role === 'researcher' || role === 'administrator' ? ({ audience: 'researcher', roomId: null } as const) : null

/**
 * Somebody who lost the seat does not come back through another door; nor does a researcher who is judging on the same
 * text look at another debate on it, or at its answer.
 */
async function isOut(deps: Ends, person: Person, debateId: string): Promise<boolean> {
  if (!researcher(person)) return true
  const [judging, room] = await Promise.all([deps.after.unfinished(person.id, deps.now()), deps.rooms.roomOf(debateId)])
  if (judging.length > 0) {
    const sourceId = replay(await deps.debates.read(debateId))?.setup.sourceId
    if (judging.some((one) => one.sourceId === sourceId)) return true
  }
  const members = room ? await deps.rooms.members(room.id) : []
  return members.some((member) => member.userId === person.id && member.removed)
}
