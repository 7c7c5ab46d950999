import { createHash } from 'node:crypto'
import { replay } from '#lib/core/debate/debate'
import { asOf } from '#lib/core/judging/judgment'
import type { Room } from '#lib/core/rooms/room'
import type { QuestionRow } from '#lib/ports'
import type { AfterStore } from '#lib/ports/judgingAfter'
import type { World } from './world'

export type KnownRoom = {
  room: Pick<Room, 'id' | 'kind' | 'listed'>
  playlist: { questionId: string; debateId: string | null }[]
  members: { userId: string; seat?: string }[]
}

/** @param rooms what the rooms in memory lay open */
export function memoryAfter(
  { judgments, debates }: World,
  rooms: () => KnownRoom[],
  questions: readonly QuestionRow[],
): AfterStore {
  const setupOf = (debateId: string) => replay(debates.get(debateId)?.log ?? [])?.setup
  const latest = () => [...judgments.values()].flatMap((acts) => acts.at(-1) ?? [])
  const metBy = (userId: string): Set<string | undefined> =>
    new Set([
      ...latest().flatMap((own) => (own.judgeId === userId ? [setupOf(own.debateId)?.sourceId] : [])),
      ...rooms()
        .filter(({ members }) => members.some((member) => member.userId === userId))
        .flatMap(({ playlist }) => playlist)
        .map(({ questionId }) => questions.find(({ id }) => id === questionId)?.sourceId),
    ])
  return {
    argued: async (userId) =>
      rooms()
        .filter(({ members }) => members.some((member) => member.userId === userId && member.seat === 'debater'))
        .flatMap(({ playlist }) => playlist.filter(({ debateId }) => debateId !== null))
        .flatMap(({ questionId }) => questions.find(({ id }) => id === questionId)?.sourceId ?? []),
    met: async (userId, sourceId) => metBy(userId).has(sourceId),
    unfinished: async (judgeId, now) =>
      latest().flatMap((own) => {
        const through = ['final', 'invalid'].includes(asOf(own, now).phase)
        const sourceId = setupOf(own.debateId)?.sourceId
        return own.judgeId === judgeId && own.after && !through && sourceId
          ? [{ debateId: own.debateId, sourceId }]
          : []
      }),
    async waiting(userId, { seed, limit }) {
      const met = metBy(userId)
      const given = (id: string) => latest().filter(({ debateId }) => debateId === id).length
      const drawn = (id: string) => createHash('md5').update(`${id}${seed}`).digest('hex')
      const ids = [...debates.values()]
        .filter(({ id, phase }) => {
          const at = rooms().find(({ playlist }) => playlist.some(({ debateId }) => debateId === id))?.room
          const open = at
            ? at.kind === 'room' && at.listed && phase === 'closed'
            : ['completed', 'closed'].includes(phase)
          return open && !met.has(setupOf(id)?.sourceId)
        })
        .map(({ id }) => id)
        .sort((x, y) => given(x) - given(y) || (drawn(x) < drawn(y) ? -1 : 1))
      return { debateIds: ids.slice(0, limit), total: ids.length }
    },
  }
}
