import { backoffMs, nextStep, SAMPLES, TRIES } from '#lib/core/debate/attempt'
import type { Speech } from '#lib/core/debate/events'
import { nearestSample } from '#lib/core/debate/sample'
import { keepToBudget } from '#lib/core/quotes/budget'
import type { AttemptRow, Deps } from '#lib/ports'
import { pause } from './pause'
import type { Slots } from './slots'
import { attempt, limitsOf, ownQuotes, speakerOf, speechFrom, type Task } from './speechWriter'

const LONG_WAIT_MS = 10_000 // a longer one lets go of the debate, so that the place goes to others
const LONGEST_WAIT_MS = 600_000 // a provider that asks for more has a person decide

/** Why a piece is not there yet; `behind`: the provider whose line is full. */
export type Stop = { waitMs: number } | { behind: string } | { attention: string } | 'lost'
/** The sound text; or all samples, of which none was. */
export type Written = { row: AttemptRow } | { samples: AttemptRow[] } | Stop

export const isStop = (written: object | 'lost'): written is Stop =>
  written === 'lost' || 'waitMs' in written || 'behind' in written || 'attention' in written

type Hand = { slots: Slots; random: () => number }

/**
 * Brings one piece of work to its end: tries and samples go on where the stored attempts stand.
 *
 * @param allowance tries per sample
 */
export async function written(
  deps: Deps,
  hand: Hand,
  task: Task,
  allowance: number,
  signal: AbortSignal,
): Promise<Written> {
  const { debate, turn, side, piece, revision } = task
  let retryAfterMs: number | null = null // null: no try was made here; a wait before that is over
  for (;;) {
    if (signal.aborted) return 'lost'
    const rows = (await deps.attempts.ofTurn(debate.setup.debateId, turn)).filter(
      (row) => row.side === side && row.piece === piece,
    )
    const sound = rows.find(({ state }) => state === 'accepted' || state === 'candidate')
    if (sound) return { row: sound }
    const sample = rows.filter(({ state }) => nextStep(state) === 'resample').length + 1
    if (sample > SAMPLES) return { samples: rows }
    // An attempt that our own end cut off took no time that anybody measured; it is no fault of the provider.
    const tries = rows.filter((row) => row.sample === sample && nextStep(row.state) === 'retry' && row.durationMs > 0)
    if (tries.length >= allowance) return { attention: tries.at(-1)?.error ?? 'The provider failed again and again.' }
    if (tries.length > 0 && retryAfterMs !== null) {
      const waitMs = backoffMs(tries.length, hand.random(), retryAfterMs)
      if (waitMs > LONGEST_WAIT_MS) return { attention: tooLong(tries.at(-1)?.error, waitMs) }
      if (waitMs > LONG_WAIT_MS) return { waitMs }
      if (!(await pause(waitMs, signal))) return 'lost'
    }
    const closedMs = speakerOf(deps, revision).waitMs?.(revision) ?? 0
    if (closedMs > 0) return { waitMs: closedMs } // a call that is bound to fail would use up a try
    const tried = await attempt(deps, hand.slots, task, sample, signal).catch((error: unknown) => {
      if (signal.aborted) return 'lost' as const
      throw error
    })
    if (tried === 'lost') return 'lost'
    if ('behind' in tried || 'attention' in tried) return tried
    retryAfterMs = tried.retryAfterMs
    const { state, error } = tried.end
    if (state !== 'accepted' && state !== 'candidate' && nextStep(state) === 'attention')
      return { attention: error ?? 'The debater’s settings do not work.' }
  }
}

/** Tries per sample: each time a person looked after this turn, the allowance begins again. */
export const allowanceOf = (looksAfter: number): number => TRIES * (1 + looksAfter)

const tooLong = (error: string | null | undefined, waitMs: number) =>
  `${error ?? 'The provider is not to be called now.'} It asks to wait ${Math.ceil(waitMs / 60_000)} minutes: try again then.`

/**
 * Of samples that all miss the limits the nearest, without its surplus quotes and cut if need be; null if none can be used.
 */
export function nearestOf(task: Task, rows: readonly AttemptRow[]): Speech | null {
  const limits = limitsOf(task)
  const samples = rows.flatMap(({ speech }) => {
    if (!speech) return []
    const { spoken, cut } = keepToBudget(speech, task.source.text, ownQuotes(task), limits)
    return [{ ...spoken, cut }]
  })
  const nearest = nearestSample(samples, limits)
  if (!nearest) return null
  const made = speechFrom(task, nearest.spoken, nearest.flags)
  const cut = nearest.cut.filter(({ at }) => at.end <= made.text.length) // what was cut off at the end needs no mark
  return { ...made, quotes: [...made.quotes, ...cut].sort((p, q) => p.at.start - q.at.start) }
}

/** One visible line that there is no speech. */
export function silence({ turn, side }: Task, rows: readonly AttemptRow[]): Speech {
  const refused = rows.some(({ state }) => state === 'refused')
  return { turn, side, text: '', quotes: [], flags: refused ? ['no_speech', 'refusal'] : ['no_speech'] }
}

/** Keeps what was chosen among attempts as an attempt of its own. @returns its id, or null once the debate is another owner's */
export async function keepChosen(
  deps: Deps,
  { debate, turn, side, fence, piece, revision }: Task,
  speech: Speech,
  chosen: object,
  sample = 1,
): Promise<string | null> {
  const { debateId } = debate.setup
  const opened = await deps.attempts.open({
    debateId,
    turn,
    side,
    sample,
    piece,
    revisionId: revision.id,
    fence,
    request: chosen,
  })
  const kept =
    opened &&
    (await deps.attempts.end(opened.id, {
      ...uncalled,
      speech,
      text: speech.text,
      state: piece === 'speech' ? 'accepted' : 'candidate',
    }))
  return kept ? opened.id : null
}

const uncalled = {
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
}
