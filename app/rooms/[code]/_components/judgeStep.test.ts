import { expect, test } from 'vitest'
import { play, reveal } from '#lib/core/debate/fixtures'
import type { Command, Debate } from '#lib/core/debate/debate'
import { viewFor } from '#lib/core/debate/view'
import { blank, decideJudgment, roundsOpenTo, type JudgeCommand, type Judgment } from '#lib/core/judging/judgment'
import { consultancy } from '#lib/core/protocols/consultancy'
import { buildArm } from '#lib/core/protocols/arms'
import type { Protocol } from '#lib/core/debate/protocol'
import { stepOf } from './judgeStep'

const choice = { turns: 'simultaneous', rounds: 3, words: 50 } as const
const asks = consultancy({ ...choice, judge: 'interactive' })
const alone = (protocol: Protocol, commands: Command[], judgeId = 'lead') =>
  play(commands, { protocol, debaters: { A: 'r' }, lead: 'A', presides: judgeId })
const acted = (debate: Debate, commands: JudgeCommand[], own: Judgment = blank('d', 'lead'), at = 0): Judgment =>
  commands.reduce((now, command) => {
    const next = decideJudgment(debate, now, command, at)
    if (!next.ok) throw new Error(next.error)
    return next.value
  }, own)
const stepIn = (debate: Debate, own: Judgment) => {
  const record = { ...own, debateId: debate.setup.debateId }
  return stepOf(viewFor(`judge:${roundsOpenTo(debate, record)}`, debate, { now: 0, own: record }))
}
const believe = (afterRound: number, percentA = 60): JudgeCommand => ({ type: 'believe', afterRound, percentA })

test('the judge who leads believes, decides, may take it back; the others wait', () => {
  const one = alone(asks, [reveal(0, 'A')])
  const prior = acted(one, [believe(0)])
  expect(stepIn(one, blank('d', 'lead'))).toEqual({ at: 'prior', step: 0 })
  expect(stepIn(one, prior)).toEqual({ at: 'decide', step: 1 })
  expect(stepIn(one, acted(one, [believe(1)], prior))).toEqual({ at: 'asking', step: 2 })
  const other = acted(one, [believe(0)], blank('d', 'other'))
  expect(stepIn(one, other)).toEqual({ at: 'belief', step: 1 })
  expect(stepIn(one, acted(one, [believe(1)], other))).toEqual({ at: 'waiting', step: 2 })
})

test('after going on there is a round to wait for; after ending, a verdict for everybody', () => {
  const more = alone(asks, [reveal(0, 'A'), { type: 'go_on', round: 1, percentA: 60 }])
  const lead = acted(alone(asks, [reveal(0, 'A')]), [believe(0), believe(1)])
  expect(stepIn(more, lead)).toEqual({ at: 'belief', step: 2 })
  const ended = alone(asks, [
    reveal(0, 'A'),
    { type: 'go_on', round: 1, percentA: 60 },
    reveal(1, 'A'),
    { type: 'end', round: 2 },
  ])
  const two = alone(asks, [reveal(0, 'A'), { type: 'go_on', round: 1, percentA: 60 }, reveal(1, 'A')])
  const other = acted(two, [believe(0), believe(1), believe(2)], blank('d', 'other'))
  expect(stepIn(ended, other)).toMatchObject({ at: 'verdict' })
  expect(stepIn(ended, acted(two, [believe(0), believe(1)], blank('d', 'other')))).toEqual({ at: 'verdict', step: 2 })
})

test('a judge who is appointed after their belief on the round is asked once more, with the decision', () => {
  const one = alone(asks, [reveal(0, 'A')], 'somebody')
  const own = acted(one, [believe(0), believe(1)])
  expect(stepIn(one, own)).toMatchObject({ at: 'waiting' })
  const appointed = alone(asks, [reveal(0, 'A'), { type: 'appoint', judgeId: 'lead' }], 'somebody')
  expect(stepIn(appointed, own)).toEqual({ at: 'decide', step: 1 })
  const decided = acted(appointed, [believe(1, 70)], own, 5)
  expect(decided).toMatchObject({ goOn: { afterRound: 1, at: 5 }, trail: [{ afterRound: 0 }, { percentA: 70 }] })
  expect(stepIn(appointed, decided)).toMatchObject({ at: 'asking' })
  expect(decideJudgment(appointed, decided, believe(1), 6)).toEqual({ ok: false, error: 'out-of-order' })
  const back = acted(appointed, [{ type: 'undo' }], decided, 6)
  expect(stepIn(appointed, back)).toEqual({ at: 'decide', step: 1 })
})

test('without speeches the verdict comes at once', () => {
  for (const arm of ['naive', 'expert']) {
    const debate = play([], { protocol: buildArm({ ...choice, arm })!, debaters: {} })
    expect(stepIn(debate, blank('d', 'j'))).toEqual({ at: 'verdict', step: 1 })
  }
})

test('where only the verdict is asked for, nothing is asked in between', () => {
  const protocol = { ...consultancy(choice), judge: { ...asks.judge, belief: 'final_only' as const } }
  const own = acted(alone(protocol, []), [believe(0)])
  expect(stepIn(alone(protocol, [reveal(0, 'A')]), own)).toEqual({ at: 'writing', step: 3 })
  expect(stepIn(alone(protocol, [reveal(0, 'A'), reveal(1, 'A'), reveal(2, 'A')]), own)).toEqual({
    at: 'verdict',
    step: 3,
  })
})
