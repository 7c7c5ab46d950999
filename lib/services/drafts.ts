import type { Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import type { Deps } from '#lib/ports'
import { judgesHere } from './seat'

type Ends = Pick<Deps, 'rooms' | 'debates' | 'judgments' | 'after' | 'now'>

/** What this judge has typed but not sent; null if nothing. Those who do not judge the debate are told it is not there. */
export async function draftOf(deps: Ends, judge: Person, debateId: string): Promise<Result<unknown, 'not-found'>> {
  if (!(await judgesHere(deps, judge, debateId))) return err('not-found')
  return ok((await deps.judgments.draft(debateId, judge.id)) ?? null)
}

/** Keeps it; the newest counts. */
export async function keepDraft(
  deps: Ends,
  judge: Person,
  debateId: string,
  content: unknown,
): Promise<Result<null, 'not-found'>> {
  if (!(await judgesHere(deps, judge, debateId))) return err('not-found')
  await deps.judgments.saveDraft(debateId, judge.id, content)
  return ok(null)
}
