import { replay } from '#lib/core/debate/debate'
import type { DebateStore, LeaseStore } from '#lib/ports'
import type { DebateRow, World } from './world'

export const memoryDebates = ({ debates, attempts, now }: World): DebateStore => ({
  read: async (id) => structuredClone(debates.get(id)?.log ?? []),
  async commit(id, after, events, beside = {}) {
    const row = debates.get(id)
    if ((row?.log.length ?? 0) !== after || (row && beside.fence !== undefined && row.fence !== beside.fence))
      return false
    const log = [...(row?.log ?? []), ...structuredClone(events)]
    const debate = replay(log)
    if (!debate) return false
    const { phase, hold } = debate
    const { roomId = null, runId = null, attention } = beside
    const before = row ?? { id, attention: null, roomId, runId, owner: null, leaseUntil: null, fence: 0, retryAt: null }
    const next: DebateRow = { ...before, log, phase, hold, ...(attention !== undefined && row && { attention }) }
    if (row && phase !== 'running') {
      Object.assign(next, { owner: null, leaseUntil: null, fence: next.fence + 1 })
      for (const attempt of attempts.values())
        if (attempt.debateId === id && (attempt.state === 'calling' || attempt.state === 'streaming')) {
          attempt.state = 'cancelled'
          attempt.error = 'The debate ended before the speech did.'
          attempt.durationMs = now() - attempt.startedAt
        }
    }
    next.lastAt = now()
    debates.set(id, next)
    return true
  },
  lastAt: async (id) => debates.get(id)?.lastAt ?? null,
})

export function memoryLeases({ debates, now }: World): LeaseStore {
  const free = (row: DebateRow) =>
    row.phase === 'running' && row.hold === null && (row.leaseUntil ?? 0) <= now() && (row.retryAt ?? 0) <= now()
  const held = (id: string, fence: number) => {
    const row = debates.get(id)
    return row?.fence === fence ? row : null
  }
  return {
    async claim(id, owner, leaseMs) {
      const row = debates.get(id)
      if (!row || !free(row)) return null
      Object.assign(row, { owner, leaseUntil: now() + leaseMs, retryAt: null, fence: row.fence + 1 })
      return row.fence
    },
    async renew(id, fence, leaseMs) {
      const row = held(id, fence)
      if (!row || row.owner === null) return false
      row.leaseUntil = now() + leaseMs
      return true
    },
    async release(id, fence, retryAfterMs) {
      const row = held(id, fence)
      const retryAt = retryAfterMs === undefined ? null : now() + retryAfterMs
      if (row) Object.assign(row, { owner: null, leaseUntil: null, retryAt, fence: fence + 1 })
    },
    async awaitPerson(id, fence) {
      const row = held(id, fence)
      if (row?.phase !== 'running') return
      Object.assign(row, { owner: null, leaseUntil: null, retryAt: null, fence: fence + 1, hold: row.hold ?? 'person' })
    },
    async call(id) {
      const row = debates.get(id)
      if (row?.hold === 'person') row.hold = null
    },
    awaiting: async (limit) =>
      [...debates.values()]
        .filter(({ phase, hold }) => phase === 'running' && hold === 'person')
        .slice(0, limit)
        .map(({ id }) => id),
    async wake(id, fence) {
      const row = debates.get(id)
      if (row?.fence !== fence + 1 || row.owner !== null) return false
      row.retryAt = null
      return true
    },
    claimable: async (limit) =>
      [...debates.values()]
        .filter(free)
        .slice(0, limit)
        .map((row) => row.id),
  }
}
