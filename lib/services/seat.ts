import { openedTo } from '#lib/core/debate/view'
import type { Person } from '#lib/core/people/can'
import type { Deps } from '#lib/ports'
import { audienceOf } from './audience'

/** Whether this person has a judge's seat at this debate; asked before every act of judging. */
export async function judgesHere(
  deps: Pick<Deps, 'rooms' | 'debates' | 'judgments' | 'after' | 'now'>,
  person: Person,
  debateId: string,
): Promise<boolean> {
  const seen = await audienceOf(deps, person, debateId)
  return seen !== null && openedTo(seen.audience) !== null
}
