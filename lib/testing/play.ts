import fc from 'fast-check'
import { choiceDue, due, roundsOver } from '#lib/core/debate/debate'
import type { Side } from '#lib/core/debate/protocol'
import type { JudgeAct } from '#lib/core/judging/judgment'
import { run } from '#lib/services/debates'
import { actAsJudge } from '#lib/services/judgments'
import { carryOut } from '#lib/services/presiding'
import { CANARY, lineOf, person, type Stage } from './stage'

export const judges = [person(1, 'guest', 'Ann'), person(2, 'guest', 'Bob')] as const
export const watcher = person(3, 'guest', 'Cid')
export const reasonOf = (judge: number) => `CANARYREASON${judge} because of what the second speech left unsaid`

/** What the judge who presides asks after a round, found nowhere else. */
export const wishOf = (round: number) => `CANARYWISH${round} what of the lamp on the stairs?`

/** One thing that happens around a debate. Most are refused at most times; that is part of the play. */
export type Happening =
  | { type: 'write'; side: Side }
  | { type: 'fault'; side: Side }
  | { type: 'reveal' }
  | { type: 'believe' | 'rule' | 'undo' | 'settle'; judge: number; percentA: number }
  | { type: 'pause' | 'attention' | 'resume' | 'close' | 'cancel' }
  | { type: 'wait' }

const judge = fc.constantFrom(0, 1)
const percentA = fc.integer({ min: 1, max: 99 })
const side = fc.constantFrom<Side>('A', 'B')
const anything: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('write' as const), side }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('fault' as const), side }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reveal' as const) }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constantFrom('believe' as const, 'rule' as const), judge, percentA }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constantFrom('undo' as const, 'settle' as const), judge, percentA }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constantFrom('pause' as const, 'attention' as const, 'resume' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('close' as const, 'cancel' as const, 'wait' as const) }) },
)
const believe = (of: number): Happening => ({ type: 'believe', judge: of, percentA: 60 })
const course: Happening[] = [
  believe(0),
  { type: 'reveal' },
  believe(0),
  { type: 'wait' },
  { type: 'wait' },
  believe(1),
  { type: 'reveal' },
  believe(1),
  { type: 'reveal' },
  { type: 'rule', judge: 0, percentA: 80 },
  { type: 'settle', judge: 0, percentA: 80 },
  { type: 'rule', judge: 1, percentA: 20 },
  { type: 'wait' },
  { type: 'wait' },
  { type: 'close' },
]

/** The course of a debate as it may go, with other things coming in between. */
export const happenings = fc
  .array(fc.tuple(fc.nat(course.length), anything), { maxLength: 12 })
  .map((extra) =>
    Array.from({ length: course.length + 1 }, (_, i) => [
      ...extra.filter(([at]) => at === i).map(([, what]) => what),
      ...course.slice(i, i + 1),
    ]).flat(),
  )

/** Sets the stage: two judges, a spectator, a debate that has begun, a worker that owns it. */
export async function begin(on: Stage): Promise<{ fence: number; debateId: string }> {
  for (const who of judges) await on.join(who, 'judge')
  await on.join(watcher, 'spectator')
  await on.control({ action: 'start', from: 0 })
  const debateId = await on.debateId()
  return { debateId, fence: (await on.deps.leases.claim(debateId, 'w', 1e12)) ?? -1 }
}

/** The words of a speech that is being written, found nowhere else. */
export const draftOf = (turn: number, side: Side) => `SEALEDDRAFT${turn}${side} the part that is not yet said`

export async function happen(
  on: Stage,
  { fence, debateId }: { fence: number; debateId: string },
  what: Happening,
): Promise<void> {
  const { deps } = on
  switch (what.type) {
    case 'write':
    case 'fault': {
      const open = due(await on.debate())
      if (!open?.sides.includes(what.side)) return
      const { turn } = open
      const attempt = await deps.attempts.open({
        debateId,
        turn,
        side: what.side,
        sample: 1,
        piece: 'speech',
        revisionId: CANARY.revisions[0],
        fence,
        request: { messages: CANARY.source },
      })
      if (!attempt) return
      await deps.attempts.checkpoint(attempt.id, draftOf(turn, what.side))
      if (what.type === 'fault') await deps.attempts.end(attempt.id, { state: 'provider_error', ...ended })
      return
    }
    case 'reveal': {
      const debate = await on.debate()
      if (choiceDue(debate)) await run(deps, debateId, { type: 'choose', answerIndex: 1, probability: 0.7731829 })
      const open = due(await on.debate())
      if (!open) return
      for (const { id, state } of deps.world.attempts.values())
        // no turn is revealed while one of its speeches is written
        if (state === 'streaming') await deps.attempts.end(id, { state: 'interrupted', ...ended })
      const speeches = open.sides.map((side) => ({
        turn: open.turn,
        side,
        text: lineOf(open.turn, side),
        flags: [],
        quotes: [quote(open.turn, side)],
      }))
      await run(deps, debateId, { type: 'reveal', turn: open.turn, speeches })
      return
    }
    case 'believe':
    case 'rule':
    case 'undo':
    case 'settle': {
      const who = judges[what.judge]
      if (who) await actAsJudge(deps, who.id, debateId, await commandOf(on, what.judge, what))
      return
    }
    case 'attention':
      await run(deps, debateId, { type: 'need_attention' }, { attention: CANARY.fault })
      return
    case 'wait':
      on.clock.now += 6_000
      await carryOut(deps, debateId)
      return
    default:
      await on.control({ action: what.type })
  }
}

async function commandOf(
  on: Stage,
  judge: number,
  what: { type: 'believe' | 'rule' | 'undo' | 'settle'; percentA: number },
): Promise<JudgeAct> {
  if (what.type === 'believe') {
    const [debate, id] = [await on.debate(), judges[judge]?.id ?? '']
    const afterRound = (await on.deps.judgments.read(debate.setup.debateId, id))?.trail.length ?? 0
    const asked = debate.presides === id && debate.hold === 'judge' && roundsOver(debate) === afterRound
    return {
      type: 'believe',
      afterRound,
      percentA: what.percentA,
      ...(asked && { comment: { text: wishOf(afterRound) } }),
    }
  }
  return what.type === 'rule' ? { type: 'rule', percentA: what.percentA, reason: reasonOf(judge) } : { type: what.type }
}

const ended = {
  text: '',
  reasoning: CANARY.reasoning,
  modelReturned: 'canarymodel-0',
  finishReason: null,
  tokensIn: 1,
  tokensOut: 1,
  usageEstimated: false,
  costMicros: null,
  firstTokenMs: 1,
  durationMs: 1,
  error: CANARY.fault,
}

/** A quote that was found: where in the source is for those who read it. */
const quote = (turn: number, side: Side) => ({
  at: { start: 0, end: 10 },
  text: lineOf(turn, side).slice(0, 10),
  status: 'exact' as const,
  spans: [{ start: 987_654, end: 987_664 }],
  occurrences: 1,
  similarity: 1,
  diff: [],
  reason: 'same words',
  flags: [],
  sourceShare: 0.5,
  sourceHash: 'canaryhash',
  algorithm: 'quotes/1' as const,
})
