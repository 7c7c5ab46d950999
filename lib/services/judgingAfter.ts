import { replay, type Debate } from '#lib/core/debate/debate'
import type { DebateView } from '#lib/core/debate/view'
import type { AfterMode, JudgeRefusal } from '#lib/core/judging/judgment'
import { can, type Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import type { Deps } from '#lib/ports'
import { act } from './judgments'

export type BeginRefusal = JudgeRefusal | 'not-found' | 'already-met'

/**
 * Begins to judge a debate that is over, by somebody who was not there. Each person judges on a text once, ever: a seat
 * in a room that plays it counts as well, since a reveal shows the whole text. Beginning it twice begins it once.
 */
export async function beginAfter(
  deps: Deps,
  person: Person,
  debateId: string,
  mode: AfterMode,
): Promise<Result<DebateView, BeginRefusal>> {
  const may = await mayBegin(deps, person, debateId)
  return may.ok ? act(deps, person.id, debateId, { type: 'begin', mode }, null) : may
}

/** Whether this person may begin to judge this debate, or has: ids of debates that are not to be judged are not found. */
export async function mayBegin(
  deps: Pick<Deps, 'debates' | 'rooms' | 'judgments' | 'after'>,
  person: Person,
  debateId: string,
): Promise<Result<null, 'not-found' | 'already-met'>> {
  if (!can(person, 'judge-afterwards')) return err('not-found')
  const debate = replay(await deps.debates.read(debateId))
  if (!debate || !(await isOver(deps, debate))) return err('not-found')
  if ((await deps.judgments.read(debateId, person.id))?.after) return ok(null)
  return (await deps.after.met(person.id, debate.setup.sourceId)) ? err('already-met') : ok(null)
}

/** A room's debate is over once it is closed, one of a run with its last speech. A demo is one person's alone. */
async function isOver({ rooms }: Pick<Deps, 'rooms'>, { phase, setup }: Debate): Promise<boolean> {
  const room = await rooms.roomOf(setup.debateId)
  return room ? room.kind === 'room' && phase === 'closed' : phase === 'completed' || phase === 'closed'
}

export type NextToJudge = {
  debateId: string | null
  begun: boolean // it is one that this person has begun and not finished
  waiting: number // debates that this person may begin
}

/** What this person judges next: what they have begun, else of the debates that wait the one with the fewest judges. */
export async function nextToJudge(deps: Pick<Deps, 'after' | 'now' | 'newId'>, person: Person): Promise<NextToJudge> {
  const [unfinished, { debateIds, total }] = await Promise.all([
    deps.after.unfinished(person.id, deps.now()),
    deps.after.waiting(person.id, { seed: deps.newId(), limit: 1 }),
  ])
  const [begun] = unfinished
  return { debateId: begun?.debateId ?? debateIds[0] ?? null, begun: begun !== undefined, waiting: total }
}

/** Texts on which this person is judging and not through: whatever else shows them stays shut until then. */
export async function textsBeingJudged(deps: Pick<Deps, 'after' | 'now'>, person: Person): Promise<string[]> {
  return (await deps.after.unfinished(person.id, deps.now())).map(({ sourceId }) => sourceId)
}

/** Whether one of these questions is on a text that this person is judging on. */
export async function isJudgingOn(
  deps: Pick<Deps, 'after' | 'now' | 'questions'>,
  person: Person,
  questionIds: readonly string[],
): Promise<boolean> {
  const texts = await textsBeingJudged(deps, person)
  if (texts.length === 0) return false
  const questions = await Promise.all(questionIds.map((id) => deps.questions.question(id)))
  return questions.some((question) => question !== null && texts.includes(question.sourceId))
}
