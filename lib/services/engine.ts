import { backoffMs, nextStep, SAMPLES, TRIES } from '#lib/core/debate/attempt'
import { choiceDue, due, replay, type Debate } from '#lib/core/debate/debate'
import type { DebateEvent, Speech } from '#lib/core/debate/events'
import type { Side, Turn } from '#lib/core/debate/protocol'
import { CHOICE_TURN, readChoice, type Choice } from '#lib/core/debaters/choice'
import { nearestSample } from '#lib/core/debate/sample'
import type { Result } from '#lib/core/result'
import type { AttemptRow, Deps } from '#lib/ports'
import { run } from './debates'
import type { Slots } from './slots'
import { attempt, speechFrom, type Task } from './speechWriter'

const LEASE_MS = 10_000
const RENEW_MS = 3_000
const LONG_WAIT_MS = 10_000 // a longer one lets go of the debate, so that the place goes to others
const LONGEST_WAIT_MS = 600_000 // a provider that asks for more has a person decide
const PARKED_MS = 30_000 // at most, for a debate behind a full line; as a rule it is called in as soon as there is room

export type Engine = { owner: string; slots: Slots; random: () => number }

/** What became of one speech that was due; `behind`: the provider whose line is full. */
type Outcome =
  | { speech: Speech }
  | { choice: Choice }
  | { noChoice: true }
  | { waitMs: number }
  | { behind: string }
  | { attention: string }
  | 'lost'

/** Why a debate is let go of: its provider asks to wait, or has no room in line. */
type Rest = { waitMs: number; behind?: string | undefined }

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
    await deps.leases.release(debateId, fence, rest.waitMs)
  }
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
    if (behind.length === outcomes.length) return { waitMs: PARKED_MS, behind: behind[0] }
    if (behind.length > 0) continue // the other side spoke meanwhile: perhaps there is room now
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

/** Brings one speech of the turn to its end: tries and samples go on where the stored attempts stand. */
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
  const task: Task = { debate, turn: open.turn, label: open.label, side, fence, revision, source }
  // Each time a person looked after this turn, its allowance of tries begins again.
  const thisTurn = log.slice(log.findLastIndex(({ type }) => type === 'turn_revealed' || type === 'side_chosen') + 1)
  const allowance = TRIES * (1 + thisTurn.filter(({ type }) => type === 'attention_needed').length)
  let retryAfterMs: number | null = null // null: no try was made here; a wait before that is over
  for (;;) {
    if (signal.aborted) return 'lost'
    const rows = (await deps.attempts.ofTurn(debateId, open.turn)).filter((row) => row.side === side)
    const accepted = rows.find(({ state }) => state === 'accepted')
    if (accepted?.speech) return { speech: accepted.speech }
    const choice = accepted && choosing ? readChoice(accepted.text, answerOrder) : null
    if (choice) return { choice }
    const sample = rows.filter(({ state }) => nextStep(state) === 'resample').length + 1
    if (sample > SAMPLES) return choosing ? { noChoice: true } : settle(deps, task, rows, sample)
    // An attempt that our own end cut off took no time that anybody measured; it is no fault of the provider.
    const tries = rows.filter((row) => row.sample === sample && nextStep(row.state) === 'retry' && row.durationMs > 0)
    if (tries.length >= allowance) return { attention: tries.at(-1)?.error ?? 'The provider failed again and again.' }
    if (tries.length > 0 && retryAfterMs !== null) {
      const waitMs = backoffMs(tries.length, engine.random(), retryAfterMs)
      if (waitMs > LONGEST_WAIT_MS) return { attention: tooLong(tries.at(-1)?.error, waitMs) }
      if (waitMs > LONG_WAIT_MS) return { waitMs }
      if (!(await pause(waitMs, signal))) return 'lost'
    }
    const closedMs = deps.speakers[revision.config.kind].waitMs?.(revision) ?? 0
    if (closedMs > 0) return { waitMs: closedMs } // a call that is bound to fail would use up a try
    const tried = await attempt(deps, engine.slots, task, sample, signal).catch((error: unknown) => {
      if (signal.aborted) return 'lost' as const
      throw error
    })
    if (tried === 'lost') return 'lost'
    if ('behind' in tried) return tried
    retryAfterMs = tried.retryAfterMs
    if (tried.end.state !== 'accepted' && nextStep(tried.end.state) === 'attention')
      return { attention: tried.end.error ?? 'The debater’s settings do not work.' }
  }
}

const tooLong = (error: string | null | undefined, waitMs: number) =>
  `${error ?? 'The provider is not to be called now.'} It asks to wait ${Math.ceil(waitMs / 60_000)} minutes: try again then.`

/** After the last sample: the nearest one, or one visible line that there is no speech. Kept as an attempt of its own. */
async function settle(deps: Deps, task: Task, rows: readonly AttemptRow[], sample: number): Promise<Outcome> {
  const { debate, turn, side, fence, revision } = task
  const { debateId, protocol } = debate.setup
  const samples = rows.flatMap(({ speech }) =>
    speech
      ? [
          {
            text: speech.text,
            tagged: speech.quotes.filter(({ flags }) => !flags.includes('untagged')).map(({ at }) => at),
          },
        ]
      : [],
  )
  const nearest = nearestSample(samples, protocol.limits)
  const refused = rows.some(({ state }) => state === 'refused')
  const speech: Speech = nearest
    ? speechFrom(task, nearest.spoken, nearest.flags)
    : { turn, side, text: '', quotes: [], flags: refused ? ['no_speech', 'refusal'] : ['no_speech'] }
  const opened = await deps.attempts.open({
    debateId,
    turn,
    side,
    sample,
    revisionId: revision.id,
    fence,
    request: { chosenFrom: rows.map(({ id }) => id) },
  })
  const kept =
    opened &&
    (await deps.attempts.end(opened.id, {
      state: 'accepted',
      speech,
      text: speech.text,
      reasoning: '',
      modelReturned: null,
      finishReason: null,
      tokensIn: null,
      tokensOut: null,
      usageEstimated: false,
      costMicros: null,
      firstTokenMs: null,
      durationMs: 0,
      error: null,
    }))
  return kept ? { speech } : 'lost'
}

/** @returns false if the signal came first */
const pause = (ms: number, signal: AbortSignal): Promise<boolean> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const timer = setTimeout(() => end(true), ms)
    const end = (whole: boolean) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cut)
      resolve(whole)
    }
    const cut = () => end(false)
    signal.addEventListener('abort', cut, { once: true })
  })

/** Goes on after a pause, or tries again where a person's attention was needed. */
export async function retryDebate(
  deps: Deps,
  debateId: string,
): Promise<Result<Debate, 'not-now' | 'not-this-turn' | 'not-found'>> {
  const resumed = await run(deps, debateId, { type: 'resume' }, { attention: null })
  if (resumed.ok) await deps.queue.advance(debateId).catch(deps.report)
  return resumed
}
