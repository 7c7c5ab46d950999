import type { AnswerKey } from '#lib/core/debate/events'
import type { Delta } from '#lib/core/debate/live'
import type { Audience, DebateView } from '#lib/core/debate/view'
import type { Deps, Endpoint, QuestionRow, Revision, SourceRow, Speaker } from '#lib/ports'
import { memoryAttempts } from './attempts'
import { memoryDebates, memoryLeases } from './debates'
import { memoryAfter } from './judgingAfter'
import { memoryJudgments } from './judgments'
import { memoryProtocols } from './protocols'
import { memoryRooms } from './rooms'
import { memorySurveys } from './surveys'
import { emptyWorld } from './world'

export type Told =
  { to: Audience; view: DebateView } | { to: readonly Audience[]; delta: Delta } | { room: string; version: number }
type Given = {
  now?: () => number
  key?: AnswerKey
  questions?: QuestionRow[]
  sources?: SourceRow[]
  revisions?: Revision[]
  endpoints?: Endpoint[]
  speaker?: Speaker
}

/** Everything a service needs, in memory; what was told, queued, and which keys were read is laid open for tests. */
export function memoryDeps({
  now = Date.now,
  key = 0,
  questions = [],
  sources = [],
  revisions = [],
  endpoints = [],
  speaker = silent,
}: Given = {}) {
  const world = emptyWorld(now)
  const told: Told[] = []
  const keyReads: string[] = []
  const queued: string[] = []
  let ids = 0
  const rooms = memoryRooms(world)
  const deps = {
    debates: memoryDebates(world),
    leases: memoryLeases(world),
    judgments: memoryJudgments(world),
    attempts: memoryAttempts(world),
    rooms,
    protocols: memoryProtocols(),
    surveys: memorySurveys(),
    after: memoryAfter(world, rooms.all, questions),
    readAnswerKey: async (questionId, reason) => {
      keyReads.push(`${questionId}:${reason}`)
      return { right: key, evidence: [] }
    },
    debaters: {
      revision: async (id) => revisions.find((revision) => revision.id === id) ?? null,
      endpoint: async (id) => endpoints.find((endpoint) => endpoint.id === id) ?? null,
      disable: async (id, why) => {
        const endpoint = endpoints.find((one) => one.id === id)
        if (endpoint) endpoint.disabled = why
      },
    },
    questions: {
      question: async (id) => questions.find((question) => question.id === id) ?? null,
      source: async (id) => sources.find((source) => source.id === id) ?? null,
      drawFrom: async (setId, count) =>
        questions
          .filter((one) => one.setId === setId)
          .slice(0, count)
          .map(({ id }) => id),
      replace: async () => null,
      retire: async () => false,
    },
    live: {
      view: (to, view) => void told.push({ to, view }),
      delta: (to, delta) => void told.push({ to, delta }),
      room: ({ id }, version) => void told.push({ room: id, version }),
    },
    queue: { advance: async (debateId) => void queued.push(debateId) },
    speakers: { builtin: speaker, model: speaker },
    now,
    newId: () => `id-${++ids}`,
    report: (error) => {
      throw error
    },
  } satisfies Deps
  return { ...deps, world, told, keyReads, queued }
}

const silent: Speaker = {
  request: () => null,
  speak: () => {
    throw new Error('nobody was given to speak')
  },
}
