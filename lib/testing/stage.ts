import { memoryDeps, type Told } from '#lib/adapters/memory/deps'
import type { AnswerKey, Speech } from '#lib/core/debate/events'
import { due, replay, type Debate } from '#lib/core/debate/debate'
import type { Choice as ArmChoice } from '#lib/core/protocols/arm'
import { speakersOf } from '#lib/core/debate/protocol'
import { buildArm } from '#lib/core/protocols/arms'
import { debaterConfig } from '#lib/core/debaters/config'
import type { Person, Role } from '#lib/core/people/can'
import type { Deps, QuestionRow, Revision, Speaker } from '#lib/ports'
import { run } from '#lib/services/debates'
import { controlRoom, createRoom, joinRoom, type Control } from '#lib/services/rooms'
import type { SurveyKind } from '#lib/core/surveys/items'

/** What must not get out, each in words found nowhere else. */
export const CANARY = {
  source: 'CANARYSOURCE the lamp was out when the keeper came down',
  evidence: 'CANARYKEY no light was seen that night',
  debaters: ['CANARYNAMEASH', 'CANARYNAMEBIRCH'],
  revisions: ['canaryrev-1', 'canaryrev-2'],
  reasoning: 'CANARYREASONING I shall hide the second page',
  fault: 'CANARYFAULT the endpoint at 10.0.0.7 refused',
  sourceId: 'canarysource-id',
} as const

export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const person = (n: number, role: Role = 'guest', name = `Person ${n}`): Person => ({ id: uuid(n), role, name })

type Choice = {
  key?: AnswerKey
  protocol?: Partial<ArmChoice & { arm: string }>
  feedback?: 'verdict' | 'close'
  survey?: SurveyKind
  questions?: number
  speaker?: Speaker
  people?: 0 | 1 | 2 // how many of the debaters are people
  minutesPerTurn?: number
}

/**
 * A room in memory with its host, ready to start: questions with canaries in all that is secret, ids and a clock that
 * are the same every time.
 */
export async function stage({
  key = 0,
  protocol = {},
  feedback = 'verdict',
  survey = 'off',
  questions = 2,
  speaker,
  people = 0,
  minutesPerTurn,
}: Choice = {}) {
  const clock = { now: 1_000_000 }
  const rows: QuestionRow[] = Array.from({ length: questions }, (_, i) => ({
    id: uuid(900 + i),
    text: `Question ${i + 1}?`,
    answers: ['the first answer', 'the second answer'],
    sourceId: CANARY.sourceId,
    setId: uuid(800),
    retired: false,
  }))
  const revisions = CANARY.revisions.map((id, i): Revision => ({
    id,
    debaterId: `canarydebater-${i}`,
    name: CANARY.debaters[i] ?? '',
    number: 1,
    config: debaterConfig.parse(i < people ? { kind: 'person' } : { kind: 'model', model: `canarymodel-${i}` }),
    providerId: null,
  }))
  const text = `${CANARY.source}. ${CANARY.evidence}. The end.`
  const memory = memoryDeps({
    now: () => clock.now,
    key,
    questions: rows,
    revisions,
    sources: [{ id: CANARY.sourceId, title: 'CANARYTITLE', text, sha256: 'f00', words: 20, attribution: null }],
    ...(speaker && { speaker }),
  })
  let ids = 0
  const deps = {
    ...memory,
    newId: () => uuid(++ids),
    readAnswerKey: async (questionId: string, reason: Parameters<Deps['readAnswerKey']>[1]) => ({
      ...(await memory.readAnswerKey(questionId, reason)),
      evidence: [CANARY.evidence],
    }),
  }
  const host = person(100, 'researcher', 'Host')
  const chosen = { arm: 'debate', turns: 'simultaneous' as const, rounds: 2, words: 50, ...protocol }
  const built = buildArm(chosen)
  const made = await createRoom(deps, host, {
    name: 'Evening',
    questions: { questionIds: rows.map(({ id }) => id) },
    debaters: CANARY.revisions.slice(0, built ? speakersOf(built) : 0),
    protocol: chosen,
    feedback,
    survey,
    listed: true,
    minutesPerTurn,
  })
  if (!made.ok) throw new Error(made.error)
  const { code } = made.value
  const room = async () => {
    const found = await deps.rooms.byCode(code)
    if (!found) throw new Error('no room')
    return found
  }
  const debateId = async () => (await room()).debateId ?? ''
  const debate = async (): Promise<Debate> => {
    const found = replay(await deps.debates.read(await debateId()))
    if (!found) throw new Error('no debate')
    return found
  }
  return {
    deps,
    told: memory.told as Told[],
    clock,
    host,
    code,
    room,
    debateId,
    debate,
    control: (control: Control) => controlRoom(deps, host, code, control),
    join: (who: Person, seat: 'judge' | 'spectator' | 'debater') => joinRoom(deps, who, code, { name: who.name, seat }),
    /** Reveals the turn in progress with a line for each side. @returns false if none is due */
    async reveal(): Promise<boolean> {
      const open = due(await debate())
      if (!open) return false
      const speeches = open.sides.map((side): Speech => ({
        turn: open.turn,
        side,
        text: lineOf(open.turn, side),
        quotes: [],
        flags: [],
      }))
      return (await run(deps, await debateId(), { type: 'reveal', turn: open.turn, speeches })).ok
    },
  }
}
export type Stage = Awaited<ReturnType<typeof stage>>

/** The words of one speech, found nowhere else. */
export const lineOf = (turn: number, side: string) => `SPEECHLINE${turn}${side} so it seems to me`
