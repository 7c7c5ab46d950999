import { backoffMs, nextStep, TRIES } from '#lib/core/debate/attempt'
import { err, ok, type Result } from '#lib/core/result'
import { SpeakError } from '#lib/ports'
import type { JudgeRevision, JudgingDeps, PanelProgress, PanelTask } from '#lib/ports/judges'
import { judgeByModel } from './modelJudges'
import { pause } from './pause'
import type { Slots } from './slots'

const LEASE_MS = 10_000
const RENEW_MS = 3_000
const IDLE_MS = 1_000
const MOST = 500_000 // tasks of one panel

export type NewPanel = { name: string; debateIds: readonly string[]; revisionIds: readonly string[] }
export type PanelRefusal = 'nothing-to-judge' | 'no-judges' | 'too-many-tasks' | 'unknown-judge'

/** Sets judges to work on debates; workers take it from there. @returns its id */
export async function startPanel(
  deps: JudgingDeps,
  createdBy: string | null,
  { name, debateIds, revisionIds }: NewPanel,
): Promise<Result<{ id: string }, PanelRefusal>> {
  const [debates, judges] = [[...new Set(debateIds)], [...new Set(revisionIds)]]
  if (debates.length === 0) return err('nothing-to-judge')
  if (judges.length === 0) return err('no-judges')
  if (debates.length * judges.length > MOST) return err('too-many-tasks')
  const found = await Promise.all(judges.map((id) => deps.judges.revision(id)))
  if (found.some((one) => one === null)) return err('unknown-judge')
  const id = deps.newId()
  await deps.panels.create({ id, name, createdBy, debateIds: debates, revisionIds: judges })
  return ok({ id })
}

export type PanelControl = 'pause' | 'resume' | 'cancel' | 'retry'

/** Pauses, goes on, ends, or tries what failed again; what is being judged at that moment comes to its end. */
export async function controlPanel(
  deps: JudgingDeps,
  id: string,
  action: PanelControl,
): Promise<Result<PanelProgress, 'not-found' | 'not-now'>> {
  const before = await deps.panels.progress(id)
  if (!before) return err('not-found')
  const done =
    action === 'retry'
      ? before.state !== 'cancelled' && (await deps.panels.retryFailed(id)) > 0
      : await deps.panels.setState(
          id,
          action === 'pause' ? ['running'] : action === 'resume' ? ['paused'] : ['running', 'paused'],
          action === 'pause' ? 'paused' : action === 'resume' ? 'running' : 'cancelled',
        )
  const progress = await deps.panels.progress(id)
  if (!progress) return err('not-found')
  return done ? ok(progress) : err('not-now')
}

export type Bench = { owner: string; slots: Slots; random: () => number }

/** Judges one task after another until it is stopped; waits a moment when there is none. */
export async function sitOnPanels(deps: JudgingDeps, bench: Bench, stop: AbortSignal): Promise<void> {
  const full = new Set<string>() // providers whose line had no room when last looked at
  while (!stop.aborted) {
    const task = await deps.panels
      .claim(bench.owner, LEASE_MS, { exceptProviders: [...full] })
      .catch((error: unknown) => {
        deps.report(error)
        return null
      })
    full.clear()
    if (!task) await pause(IDLE_MS, stop)
    else await work(deps, bench, task, full, stop).catch(deps.report)
  }
}

async function work(
  deps: JudgingDeps,
  bench: Bench,
  task: PanelTask,
  full: Set<string>,
  stop: AbortSignal,
): Promise<void> {
  const judge = await deps.judges.revision(task.revisionId)
  if (!judge)
    return void (await deps.panels.settle(task, { state: 'failed', error: 'This judge is gone.', counts: true }))
  const closedMs = deps.judgeCaller.waitMs(judge)
  if (closedMs > 0) {
    // A call that is bound to fail would use up a try.
    const error = 'Its endpoint failed several times in a row, so it waits.'
    return void (await deps.panels.settle(task, { state: 'waiting', error, retryAfterMs: closedMs, counts: false }))
  }
  const free = await placeFor(deps, bench.slots, judge, stop)
  if (!free) {
    if (judge.providerId !== null) full.add(judge.providerId)
    return void (await deps.panels.settle(task, { state: 'waiting', counts: false }))
  }
  const lost = new AbortController()
  const renewal = setInterval(() => {
    deps.panels.renew(task, LEASE_MS).then((ours) => ours || lost.abort(), deps.report)
  }, RENEW_MS)
  try {
    await deps.panels.settle(task, await judged(deps, bench, task, judge, AbortSignal.any([stop, lost.signal])))
  } finally {
    clearInterval(renewal)
    free()
  }
}

/** What becomes of a task: transport faults are tried again, what only a person can mend has failed. */
async function judged(
  deps: JudgingDeps,
  bench: Bench,
  task: PanelTask,
  judge: JudgeRevision,
  signal: AbortSignal,
): Promise<Parameters<JudgingDeps['panels']['settle']>[1]> {
  try {
    const done = await judgeByModel(deps, judge, task.debateId, signal)
    if (!done.ok) return { state: 'failed', error: 'The debate is not over, or was called off.', counts: true }
    const { value } = done
    return value.phase === 'invalid'
      ? { state: 'invalid', error: value.why, counts: true }
      : { state: 'done', counts: true }
  } catch (error) {
    if (!(error instanceof SpeakError)) {
      deps.report(error)
      return { state: 'failed', error: 'It broke in a way nobody foresaw; the log has it.', counts: true }
    }
    if (signal.aborted) return { state: 'waiting', counts: false }
    const tries = task.tries + 1
    if (nextStep(error.state) === 'attention' || tries >= TRIES)
      return { state: 'failed', error: error.message, counts: true }
    const waitMs = Math.max(deps.judgeCaller.waitMs(judge), backoffMs(tries, bench.random(), error.retryAfterMs))
    return { state: 'waiting', error: error.message, retryAfterMs: waitMs, counts: true }
  }
}

/** @returns gives the place back; null if the provider's line is full */
async function placeFor(deps: JudgingDeps, slots: Slots, { providerId }: JudgeRevision, stop: AbortSignal) {
  if (providerId === null) return () => undefined
  const endpoint = await deps.debaters.endpoint(providerId)
  return slots.take(providerId, endpoint?.concurrency ?? 1, stop).catch(() => null)
}
