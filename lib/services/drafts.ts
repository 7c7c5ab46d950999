import { openedTo } from '#lib/core/debate/view'
import type { Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import type { Deps } from '#lib/ports'
import { audienceOf } from './audience'

type Ends = Pick<Deps, 'rooms' | 'debates' | 'judgments' | 'now'>

/** What this judge has typed but not sent; null if nothing. Those who do not judge the debate are told it is not there. */
export async function draftOf(deps: Ends, judge: Person, debateId: string): Promise<Result<unknown, 'not-found'>> {
  if (!(await judges(deps, judge, debateId))) return err('not-found')
  return ok((await deps.judgments.draft(debateId, judge.id)) ?? null)
}

/** Keeps it; the newest counts. */
export async function keepDraft(deps: Ends, judge: Person, debateId: string, content: unknown): Promise<Result<null, 'not-found'>> {
  if (!(await judges(deps, judge, debateId))) return err('not-found')
  await deps.judgments.saveDraft(debateId, judge.id, content)
  return ok(null)
}

async function judges(deps: Ends, person: Person, debateId: string): Promise<boolean> {
  const seen = await audienceOf(deps, person, debateId)
  return seen !== null && openedTo(seen.audience) !== null
}
