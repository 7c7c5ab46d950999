import type { AttemptRow, AttemptStore } from '#lib/ports'
import type { StoredAttempt, World } from './world'

export function memoryAttempts({ debates, attempts, now }: World): AttemptStore {
  const inProgress = ({ state }: StoredAttempt) => state === 'calling' || state === 'streaming'
  const current = (attempt: StoredAttempt) => debates.get(attempt.debateId)?.fence === attempt.fence
  const mine = (id: string) => {
    const attempt = attempts.get(id)
    return attempt && inProgress(attempt) && current(attempt) ? attempt : null
  }
  const of = (debateId: string) => [...attempts.values()].filter((attempt) => attempt.debateId === debateId)
  return {
    async open(attempt) {
      if (debates.get(attempt.debateId)?.fence !== attempt.fence) return null
      const { turn, side } = attempt
      const number = 1 + of(attempt.debateId).filter((other) => other.turn === turn && other.side === side).length
      const id = `attempt-${attempts.size + 1}`
      attempts.set(id, { ...attempt, ...begun, id, number, state: 'calling', startedAt: now() })
      return { id, number }
    },
    async checkpoint(id, text) {
      const attempt = mine(id)
      if (attempt) Object.assign(attempt, { text, state: 'streaming' })
      return attempt !== null
    },
    async end(id, end) {
      const attempt = mine(id)
      if (!attempt) return false
      const { debateId, turn, side } = attempt
      const same = (other: StoredAttempt) => other.turn === turn && other.side === side && other.state === 'accepted'
      if (end.state === 'accepted' && of(debateId).some(same)) return false
      Object.assign(attempt, structuredClone(end))
      return true
    },
    async speak(debateId, revisionId, speech) {
      const row = debates.get(debateId)
      const { turn, side } = speech
      const same = of(debateId).filter((other) => other.turn === turn && other.side === side)
      if (row?.phase !== 'running' || same.some(({ state }) => state === 'accepted')) return false
      const id = `attempt-${attempts.size + 1}`
      const number = same.length + 1
      const piece = 'speech' as const
      const given = { debateId, turn, side, sample: 1, piece, revisionId, fence: row.fence, request: null }
      const spoken = { text: speech.text, speech: structuredClone(speech), state: 'accepted' as const }
      attempts.set(id, { ...given, ...begun, ...spoken, id, number, startedAt: now() })
      return true
    },
    async interruptOlder(debateId, fence) {
      for (const attempt of of(debateId))
        if (inProgress(attempt) && attempt.fence < fence) attempt.state = 'interrupted'
    },
    ofTurn: async (debateId, turn) =>
      of(debateId)
        .filter((attempt) => attempt.turn === turn)
        .flatMap(rowOf)
        .sort((x, y) => (x.side === y.side ? x.number - y.number : x.side < y.side ? -1 : 1)),
    spent: async (_, debateId, since) => {
      const sum = (those: StoredAttempt[]) => those.reduce((total, { costMicros }) => total + (costMicros ?? 0), 0)
      const all = [...attempts.values()]
      return { debate: sum(of(debateId)), day: sum(all.filter(({ startedAt }) => startedAt >= since)) }
    },
    running: async (debateId) =>
      of(debateId)
        .filter((attempt) => inProgress(attempt) && current(attempt) && attempt.piece === 'speech')
        .map(({ turn, side, number, text }) => ({ debateId, turn, side, attempt: number, offset: 0, text })),
  }
}

const begun = {
  text: '',
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

function rowOf({ state, ...stored }: StoredAttempt): AttemptRow[] {
  if (state === 'calling' || state === 'streaming') return []
  const { debateId: _, revisionId: __, fence: ___, request: ____, ...row } = stored
  return [structuredClone({ ...row, state })]
}
