import type { DebateEvent } from '#lib/core/debate/events'
import type { AttemptState } from '#lib/core/debate/attempt'
import type { Judgment } from '#lib/core/judging/judgment'
import type { AttemptRow, NewAttempt } from '#lib/ports'

export type DebateRow = {
  id: string
  log: DebateEvent[]
  phase: string
  hold: string | null
  attention: string | null
  roomId: string | null
  runId: string | null
  owner: string | null
  leaseUntil: number | null
  fence: number
  retryAt: number | null
  lastAt?: number // when its newest event was committed
}
export type StoredAttempt = NewAttempt & Omit<AttemptRow, 'state'> & { state: AttemptState }

/** What the stores in memory share, as tables share a database: their contract is Prisma's. */
export type World = {
  debates: Map<string, DebateRow>
  attempts: Map<string, StoredAttempt>
  judgments: Map<string, Judgment[]> // by debate and judge: the record after each act
  drafts: Map<string, unknown>
  names: Map<string, string> // of judges
  now: () => number // ms since 1970
}

export const emptyWorld = (now: () => number = Date.now): World => ({
  debates: new Map(),
  attempts: new Map(),
  judgments: new Map(),
  drafts: new Map(),
  names: new Map(),
  now,
})
