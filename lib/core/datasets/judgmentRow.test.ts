import { expect, test } from 'vitest'
import { play, reveal } from '#lib/core/debate/fixtures'
import { blank, type Judgment } from '#lib/core/judging/judgment'
import { judgmentRow } from './judgmentRow'

const debate = play([reveal(0, 'A', 'B'), reveal(1, 'A', 'B')]) // answer 1 stands on side A
const judged = (percentA: number): Judgment => ({
  ...blank('d', 'j'),
  trail: [
    { afterRound: 0, percentA: 40, at: 0 },
    { afterRound: 1, percentA: 55, at: 1_000 },
  ],
  phase: 'final',
  verdict: { percentA, choice: percentA === 50 ? null : percentA > 50 ? 'A' : 'B', reason: 'r', at: 2_000 },
})
const beside = { by: { kind: 'human', id: 'p' }, roomId: null } as const

test('the right side follows from the drawn order, and scores follow from it', () => {
  expect(judgmentRow(debate, judged(80), { key: 1, ...beside })).toMatchObject({
    correct_side: 'A',
    correct: 1,
    belief_correct: 0.8,
    belief_final: 0.8,
    prior: 0.4,
    tie: false,
    submitted_at: '1970-01-01T00:00:02.000Z',
  })
  expect(judgmentRow(debate, judged(80), { key: 0, ...beside })).toMatchObject({
    correct_side: 'B',
    correct: 0,
    belief_correct: 0.2,
  })
})
test('a tie is told apart from a wrong choice', () => {
  expect(judgmentRow(debate, judged(50), { key: 1, ...beside })).toMatchObject({
    tie: true,
    choice: null,
    correct: 0,
    log2_score: -1,
  })
})
test('without a verdict there is no row, and the judge’s own id is nowhere in one', () => {
  expect(judgmentRow(debate, blank('d', 'j'), { key: 1, ...beside })).toBeNull()
  const own = { ...judged(80), judgeId: 'PERSON' }
  expect(JSON.stringify(judgmentRow(debate, own, { key: 1, ...beside }))).not.toContain('PERSON')
})

test('says how it was judged, and how many rounds were read before the verdict', () => {
  const row = (own: Judgment) => judgmentRow(debate, own, { key: 1, ...beside })
  expect(row(judged(80))).toMatchObject({ delivery_mode: 'live', rounds_seen: 2 })
  const stepped = { ...judged(80), after: { mode: 'stepped', begunAt: 0 } } as const
  expect(row(stepped)).toMatchObject({ delivery_mode: 'stepped', rounds_seen: 2 })
  expect(row({ ...stepped, trail: stepped.trail.slice(0, 1) })).toMatchObject({ rounds_seen: 1 })
  const timed = { ...judged(80), trail: stepped.trail.slice(0, 1), after: { mode: 'timed', begunAt: 0 } } as const
  expect(row(timed)).toMatchObject({ delivery_mode: 'timed', rounds_seen: 2 })
})

const model = { kind: 'model', id: 'revision', name: 'Heron', revision: 2, model: 'm' } as const
test('a model is named, with both orders; a person is not, and has none', () => {
  const own = judged(80)
  if (own.phase !== 'final') throw new Error(own.phase)
  const asked: Judgment = { ...own, verdict: { ...own.verdict, orders: { shown: 0.9, swapped: 0.7 } } }
  expect(judgmentRow(debate, asked, { ...beside, key: 1, by: model })).toMatchObject({
    judge_id: 'revision',
    judge_kind: 'model',
    judge_name: 'Heron',
    judge_revision: 2,
    judge_model: 'm',
    orders: { shown: 0.9, swapped: 0.7 },
    order_effect: expect.closeTo(0.2, 10),
    status: 'valid',
  })
  expect(judgmentRow(debate, own, { ...beside, key: 1 })).toMatchObject({
    judge_kind: 'human',
    judge_name: null,
    judge_model: null,
    orders: null,
    order_effect: null,
  })
})
test('what is invalid is there, says why, and is nobody’s', () => {
  const own: Judgment = { ...blank('d', 'j'), trail: judged(80).trail, phase: 'invalid', why: 'no JSON' }
  const row = judgmentRow(debate, own, { ...beside, key: 1, by: model })
  expect(row).toMatchObject({ status: 'invalid', invalid_reason: 'no JSON', prior: 0.4, correct_side: 'A' })
  for (const field of ['belief_final', 'choice', 'tie', 'correct', 'belief_correct', 'brier', 'log2_score'] as const)
    expect(row?.[field], field).toBeNull()
})
