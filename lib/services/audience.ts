import { lastRound, replay, type Debate } from '#lib/core/debate/debate'
import type { Audience } from '#lib/core/debate/view'
import { asOf, blank, roundsOpenTo } from '#lib/core/judging/judgment'
import type { Person } from '#lib/core/people/can'
import type { Deps } from '#lib/ports'

/** Whose eyes a person looks with: from the seat in the debate's room, else as a researcher; null for everybody else. */
export async function audienceOf(
  deps: Pick<Deps, 'rooms' | 'debates' | 'judgments' | 'now'>,
  person: Person,
  debateId: string,
): Promise<{ audience: Audience; roomId: string | null } | null> {
  const at = await deps.rooms.seatAt(debateId, person.id)
  if (!at) return (await isOut(deps, person, debateId)) ? null : researcher(person)
  if (at.seat !== 'judge') return { audience: at.seat, roomId: at.room.id }
  const debate = replay(await deps.debates.read(debateId))
  if (!debate) return null
  const own = (await deps.judgments.read(debateId, person.id)) ?? blank(debateId, person.id)
  const opened = judged(debate) ? lastRound(debate) : roundsOpenTo(debate, asOf(own, deps.now()))
  return { audience: `judge:${opened}`, roomId: at.room.id }
}

// No belief can be given any more, so none stands between this judge and the speeches.
const judged = ({ phase }: Debate) => phase === 'closed' || phase === 'cancelled' || phase === 'failed'

const researcher = ({ role }: Person) =>
  role === 'researcher' || role === 'administrator' ? ({ audience: 'researcher', roomId: null } as const) : null

/** Somebody who lost the seat does not come back through another door. */
async function isOut(deps: Pick<Deps, 'rooms'>, person: Person, debateId: string): Promise<boolean> {
  if (!researcher(person)) return true
  const room = await deps.rooms.roomOf(debateId)
  const members = room ? await deps.rooms.members(room.id) : []
  return members.some((member) => member.userId === person.id && member.removed)
}
