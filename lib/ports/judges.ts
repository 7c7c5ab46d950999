import type { AttemptState } from '#lib/core/debate/attempt'
import type { JudgeConfig } from '#lib/core/judges/config'
import type { AnswerForm, JudgeMessage } from '#lib/core/judges/prompt'
import type { Deps } from '#lib/ports'

export type JudgeRevision = {
  id: string
  judgeId: string
  name: string
  number: number
  config: JudgeConfig
  providerId: string | null
}
/** Judges that are not people. */
export interface JudgeStore {
  revision(revisionId: string): Promise<JudgeRevision | null>
  /** The newest revision of each judge in use. */
  judges(): Promise<JudgeRevision[]>
  /** A new judge with its first revision, or the next revision of the one of that name, which is then in use. */
  addRevision(judge: Pick<JudgeRevision, 'name' | 'providerId' | 'config'>): Promise<JudgeRevision>
  /** @returns false if there is none in use */
  retire(judgeId: string): Promise<boolean>
}

/** In which order the answers were given: as in the debate, or with A and B exchanged. */
export type JudgeOrder = 'shown' | 'swapped'
export type NewJudgeCall = {
  debateId: string
  revisionId: string
  step: number // the round the belief comes after; 0 for the prior
  attemptId?: string // of a rating: the draft that is rated
  order: JudgeOrder
  form: AnswerForm
  request: unknown
}
export type JudgeCallEnd = {
  state: Exclude<AttemptState, 'calling' | 'streaming'>
  reply: string
  reasoning: string
  p: number | null // of what was called A in this order, in [0, 1]
  mass: number | null // of both letters among the likeliest tokens
  rationale: string
  modelReturned: string | null
  tokensIn: number | null
  tokensOut: number | null
  usageEstimated: boolean
  costMicros: number | null
  durationMs: number
  error: string | null
}
export interface JudgeCallStore {
  /** Committed before the call is made. @returns its id */
  open(call: NewJudgeCall): Promise<string>
  end(id: string, end: JudgeCallEnd): Promise<void>
  /** What was answered for one belief: nothing that was paid for is asked again. Oldest first. */
  accepted(
    debateId: string,
    revisionId: string,
    step: number,
    attemptId?: string,
  ): Promise<(Pick<JudgeCallEnd, 'mass' | 'rationale'> & { order: JudgeOrder; p: number })[]>
}

/** Asks a model that judges. */
export interface JudgeCaller {
  /** How long calls are known to be in vain, ms; 0 to try. */
  waitMs(revision: JudgeRevision): number
  /** @throws SpeakError; aborting the signal ends the call and throws SpeakError('cancelled') */
  ask(
    revision: JudgeRevision,
    messages: readonly JudgeMessage[],
    form: AnswerForm,
    signal: AbortSignal,
  ): Promise<JudgeReply>
}
export type JudgeReply = {
  text: string
  reasoning: string
  finishReason: string
  model: string | null
  tokensIn: number | null
  tokensOut: number | null
  top: { token: string; logprob: number }[] | null // the likeliest tokens in the first place; null if the endpoint gives none
}

export type PanelState = 'running' | 'paused' | 'cancelled'
export type PanelTask = { panelId: string; debateId: string; revisionId: string; fence: number; tries: number }
export type PanelProgress = {
  id: string
  name: string
  state: PanelState
  createdAt: number // ms since 1970
  tasks: { waiting: number; running: number; done: number; invalid: number; failed: number }
  errors: { error: string; n: number }[] // the most frequent
  cost: { micros: number | null; calls: number; tokensIn: number; tokensOut: number; unpriced: number } // of all calls for these debates
}
/** Judges set to work on debates; one owner per task, the database's clock decides. */
export interface PanelStore {
  create(panel: {
    id: string
    name: string
    createdBy: string | null
    debateIds: readonly string[]
    revisionIds: readonly string[]
  }): Promise<void>
  /** The next task of a running panel that nobody works on; null if there is none. */
  claim(owner: string, leaseMs: number, but: { exceptProviders: readonly string[] }): Promise<PanelTask | null>
  /** @returns false once the task is another owner's */
  renew(task: PanelTask, leaseMs: number): Promise<boolean>
  /** @param end.counts whether it was a try, of which there are so many */
  settle(
    task: PanelTask,
    end: { state: 'waiting' | 'done' | 'invalid' | 'failed'; error?: string; retryAfterMs?: number; counts: boolean },
  ): Promise<boolean>
  setState(panelId: string, from: readonly PanelState[], to: PanelState): Promise<boolean>
  /** @returns how many failed ones wait again */
  retryFailed(panelId: string): Promise<number>
  progress(panelId: string): Promise<PanelProgress | null>
  /** Ids, newest first. */
  panels(limit: number): Promise<string[]>
}

/** What judging by models needs besides. */
export type JudgingDeps = Deps & {
  judges: JudgeStore
  judgeCalls: JudgeCallStore
  judgeCaller: JudgeCaller
  panels: PanelStore
}
