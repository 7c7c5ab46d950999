import { replay, roundsOver } from '#lib/core/debate/debate'
import type { JudgmentStore } from '#lib/ports'
import type { World } from './world'

export function memoryJudgments({ judgments, drafts, names, debates }: World): JudgmentStore {
  const key = (debateId: string, judgeId: string) => `${debateId}/${judgeId}`
  return {
    read: async (debateId, judgeId) => judgments.get(key(debateId, judgeId))?.at(-1) ?? null,
    ofDebate: async (debateId) =>
      [...judgments.values()]
        .map((acts) => acts.at(-1))
        .flatMap((judgment) =>
          judgment?.debateId === debateId
            ? [{ name: names.get(judgment.judgeId) ?? judgment.judgeId, kind: 'person' as const, judgment }]
            : [],
        ),
    async save(next) {
      const at = key(next.debateId, next.judgeId)
      const acts = judgments.get(at) ?? []
      if (acts.length !== next.acts - 1) return false
      judgments.set(at, [...acts, JSON.parse(JSON.stringify(next))])
      return true
    },
    decided: async (before) =>
      [...debates.values()].flatMap(({ id, hold, log }) => {
        const debate = hold === 'judge' ? replay(log) : null
        const records = [...judgments.values()].flatMap((acts) => acts.at(-1) ?? [])
        const stands = records.some(
          (one) =>
            one.debateId === id &&
            ((one.goOn?.afterRound === (debate && roundsOver(debate)) && (one.goOn?.at ?? Infinity) <= before) ||
              one.phase === 'final' ||
              (one.phase === 'ruled' && one.verdict.at <= before)),
        )
        return debate && stands ? [id] : []
      }),
    draft: async (debateId, judgeId) => drafts.get(key(debateId, judgeId)) ?? null,
    saveDraft: async (debateId, judgeId, content) => void drafts.set(key(debateId, judgeId), structuredClone(content)),
  }
}
