import { nextStep } from '#lib/core/debate/attempt'
import { choiceDue, due, replay, type Debate } from '#lib/core/debate/debate'
import type { DebateEvent, Speech } from '#lib/core/debate/events'
import type { Side, Turn } from '#lib/core/debate/protocol'
import { CHOICE_TURN, readChoice, type Choice } from '#lib/core/debaters/choice'
import type { Result } from '#lib/core/result'
import { SpeakError, type Deps } from '#lib/ports'
import { callIfSpoken, spokenBy } from './awaiting'
import { run } from './debates'
import { bestDraft, drafting, type DraftingHand } from './drafting'
import { allowanceOf, isStop, keepChosen, nearestOf, silence, written, type Stop } from './pieces'
import type { Task } from './speechWriter'

const LEASE_MS = 10_000
const RENEW_MS = 3_000
const PREFERENCE_WAIT_MS = 5_000 // after a preference model failed
const PARKED_MS = 30_000 // at most, for a debate behind a full line; as a rule it is called in as soon as there is room

export type Engine = { owner: string } & DraftingHand

/** What became of one speech, or choice, that was due. */
type Outcome = { speech: Speech } | { awaits: Side } | { choice: Choice } | { noChoice: true } | Stop

/** Why a debate is let go of: its provider asks to wait, or has no room in line, or a person has not spoken yet. */
type Rest = { waitMs: number; behind?: string | undefined; awaits?: true }

/**
 * Advances a debate as far as it goes: to its end, a hold, or a wait for its provider. Whoever claims the lease is the
 * only one who writes; a restart goes on from what is stored. Does nothing if somebody else advances it.
 *
 * @param stop lets go at once; the speech being written is begun again by the next owner
 */
export async function advance(deps: Deps, engine: Engine, debateId: string, stop: AbortSignal): Promise<void> {
  const fence = await deps.leases.claim(debateId, engine.owner, LEASE_MS)
  if (fence === null) return
  const lost = new AbortController()
  const renewal = setInterval(() => {
    deps.leases.renew(debateId, fence, LEASE_MS).then((ours) => ours || lost.abort(), deps.report)
  }, RENEW_MS)
  let rest: Rest = { waitMs: 0 }
  try {
    await deps.attempts.interruptOlder(debateId, fence)
    rest = await proceed(deps, engine, debateId, fence, AbortSignal.any([stop, lost.signal]))
  } finally {
    clearInterval(renewal)
    if (rest.awaits) await deps.leases.awaitPerson(debateId, fence)
    else await deps.leases.release(debateId, fence, rest.waitMs)
  }
  if (rest.awaits) await callIfSpoken(deps, debateId) // who spoke just before the wait began found nobody to call
  const wake = async () => {
    if (await deps.leases.wake(debateId, fence)) await deps.queue.advance(debateId)
  }
  if (rest.behind) engine.slots.park(rest.behind, debateId, () => void wake().catch(deps.report))
}

async function proceed(
  deps: Deps,
  engine: Engine,
  debateId: string,
  fence: number,
  signal: AbortSignal,
): Promise<Rest> {
  while (!signal.aborted) {
    const log = await deps.debates.read(debateId)
    const debate = replay(log)
    const open = debate?.phase === 'running' && debate.hold === null ? nextOf(debate) : null
    if (!debate || !open) return { waitMs: 0 }
    const outcomes = await Promise.all(
      open.sides.map((side) => speak(deps, engine, { debate, log, open, side, fence }, signal)),
    )
    if (outcomes.includes('lost')) return { waitMs: 0 }
    const stuck = outcomes.flatMap((one) => (one !== 'lost' && 'attention' in one ? [one.attention] : []))
    if (stuck.length > 0) {
      await run(deps, debateId, { type: 'need_attention' }, { fence, attention: [...new Set(stuck)].join(' ') })
      return { waitMs: 0 }
    }
    const waits = outcomes.flatMap((one) => (one !== 'lost' && 'waitMs' in one ? [one.waitMs] : []))
    if (waits.length > 0) return { waitMs: Math.max(...waits) }
    const behind = outcomes.flatMap((one) => (one !== 'lost' && 'behind' in one ? [one.behind] : []))
    const awaits = outcomes.some((one) => one !== 'lost' && 'awaits' in one)
    if (behind.length > 0 && (behind.length === outcomes.length || awaits))
      return { waitMs: PARKED_MS, behind: behind[0] }
    if (behind.length > 0) continue // the other side spoke meanwhile: perhaps there is room now
    if (awaits) return { waitMs: 0, awaits: true }
    if (open.turn === CHOICE_TURN) {
      const [outcome] = outcomes
      const choice = outcome !== 'lost' && outcome && 'choice' in outcome ? outcome.choice : null
      const fail = { type: 'fail', reason: 'The debater did not choose an answer.' } as const
      await run(deps, debateId, choice ? { type: 'choose', ...choice } : fail, { fence })
      continue
    }
    const speeches = outcomes.flatMap((one) => (one !== 'lost' && 'speech' in one ? [one.speech] : []))
    const revealed = await run(deps, debateId, { type: 'reveal', turn: open.turn, speeches }, { fence })
    if (!revealed.ok) return { waitMs: 0 }
    if (silentTwice(revealed.value))
      await run(deps, debateId, { type: 'fail', reason: 'Two turns in a row brought no speech.' }, { fence })
  }
  return { waitMs: 0 }
}

/** What the engine has to get next: the choice of an open protocol's lead, or the speeches of a turn. */
const nextOf = (debate: Debate): ({ turn: number } & Turn) | null =>
  choiceDue(debate) ? { turn: CHOICE_TURN, round: 0, sides: ['A'], label: 'opening' } : due(debate)

const silentTwice = ({ speeches }: Debate): boolean => {
  const turns = [...new Set(speeches.map(({ turn }) => turn))].slice(-2)
  return turns.length === 2 && speeches.every((one) => !turns.includes(one.turn) || one.flags.includes('no_speech'))
}

type Due = { debate: Debate; log: readonly DebateEvent[]; open: { turn: number } & Turn; side: Side; fence: number }

/** Brings one speech of the turn to its end, or the choice of a side before the first one. */
async function speak(
  deps: Deps,
  engine: Engine,
  { debate, log, open, side, fence }: Due,
  signal: AbortSignal,
): Promise<Outcome> {
  const { debateId, sourceId, answerOrder } = debate.setup
  const choosing = open.turn === CHOICE_TURN
  const speaker = choosing ? debate.setup.open?.lead : debate.debaters[side]
  const [revision, source] = await Promise.all([
    speaker === undefined ? null : deps.debaters.revision(speaker),
    deps.questions.source(sourceId),
  ])
  if (!revision || !source) throw new Error(`debate ${debateId}: its debater or source is gone`)
  if (revision.config.kind === 'person') {
    const said = await spokenBy(deps, debateId, open.turn, side)
    return said ? { speech: said } : { awaits: side }
  }
  const task: Task = { debate, turn: open.turn, label: open.label, side, fence, revision, source, piece: 'speech' }
  const thisTurn = log.slice(log.findLastIndex(({ type }) => type === 'turn_revealed' || type === 'side_chosen') + 1)
  const allowance = allowanceOf(thisTurn.filter(({ type }) => type === 'attention_needed').length)
  const plan = choosing ? null : drafting(revision.config)
  if (plan) {
    const accepted = (await deps.attempts.ofTurn(debateId, open.turn)).find(
      (row) => row.side === side && row.state === 'accepted',
    )
    if (accepted?.speech) return { speech: accepted.speech }
    const best = await bestDraft(deps, engine, task, plan, allowance, signal).catch((error: unknown) => failed(error))
    if (best !== null) return best
  }
  const done = plan ? { samples: [] } : await written(deps, engine, task, allowance, signal)
  if (isStop(done)) return done
  if ('row' in done) {
    const choice = choosing ? readChoice(done.row.text, answerOrder) : null
    if (choice) return { choice }
    if (!done.row.speech) throw new Error(`debate ${debateId}: an accepted attempt without a speech`)
    return { speech: done.row.speech }
  }
  if (choosing) return { noChoice: true }
  const speech = nearestOf(task, done.samples) ?? silence(task, done.samples)
  const chosen = { chosenFrom: done.samples.map(({ id }) => id) }
  const kept = await keepChosen(deps, task, speech, chosen, done.samples.length + 1)
  return kept ? { speech } : 'lost'
}

/** What a preference model's failure means for the debate. */
function failed(error: unknown): Stop {
  if (!(error instanceof SpeakError)) throw error
  if (error.state === 'cancelled') return 'lost'
  const again = nextStep(error.state) === 'retry'
  return again ? { waitMs: Math.max(PREFERENCE_WAIT_MS, error.retryAfterMs) } : { attention: error.message }
}

/** Goes on after a pause, or tries again where a person's attention was needed. */
export async function retryDebate(
  deps: Deps,
  debateId: string,
): Promise<Result<Debate, 'not-now' | 'not-this-turn' | 'not-found'>> {
  const resumed = await run(deps, debateId, { type: 'resume' }, { attention: null })
  if (resumed.ok) await deps.queue.advance(debateId).catch(deps.report)
  return resumed
}
