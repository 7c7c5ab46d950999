import { describe, expect, test } from 'vitest'
import { faults } from '#lib/core/debate/faults'
import { protocol as schema, roundsOf, speakersOf, turnsOf, type Protocol } from '#lib/core/debate/protocol'
import type { Choice } from './arm'
import { armOf, arms, buildArm } from './arms'
import { inWords } from './words'

const choices: Choice[] = [1, 2, 10].flatMap((rounds) =>
  (['simultaneous', 'sequential'] as const).flatMap((turns) =>
    (['silent', 'interactive'] as const).map((judge) => ({ turns, rounds, words: 100, judge })),
  ),
)
const of = (kind: string, choice: Partial<Choice> = {}): Protocol =>
  buildArm({ arm: kind, turns: 'simultaneous', rounds: 3, words: 100, ...choice })!

describe.each(arms.map((arm) => [arm.kind, arm] as const))('%s', (kind, arm) => {
  test.each(choices)('is a protocol that works: $turns, $rounds rounds, judge $judge', (choice) => {
    const made = arm.build(choice)
    expect(schema.parse(made)).toEqual(made)
    expect(made.kind).toBe(kind)
    expect(faults(made)).toEqual([])
    expect(turnsOf(made).at(-1)?.round ?? 0).toBe(roundsOf(made))
    expect(roundsOf(made)).toBe(arm.uses.includes('rounds') ? choice.rounds : 0)
    expect(inWords(made)).toMatch(/round|verdict/)
  })
  test('has one id for one arrangement', () => {
    const made = choices.map((choice) => arm.build(choice))
    for (const one of made)
      for (const two of made) if (one.id === two.id) expect(JSON.stringify(one)).toBe(JSON.stringify(two))
  })
})

test('each arm differs from debate in what the specification says, and in nothing else', () => {
  const seen = Object.fromEntries(
    arms.map(({ kind }) => {
      const made = of(kind, { judge: 'interactive' })
      return [
        kind,
        [speakersOf(made), made.sides, made.debaterSees, made.judgeSeesSource, made.judge.prior, made.end.kind],
      ]
    }),
  )
  expect(seen).toMatchObject({
    debate: [2, 'assigned', 'all', false, true, 'judge'],
    open_debate: [2, 'chosen_by_lead', 'all', false, true, 'judge'],
    consultancy: [1, 'assigned', 'own', false, true, 'judge'],
    open_consultancy: [1, 'chosen_by_lead', 'own', false, true, 'judge'],
    double_consultancy: [2, 'assigned', 'own', false, true, 'judge'],
    naive: [0, 'none', 'own', false, false, 'none'],
    expert: [0, 'none', 'own', true, false, 'none'],
  })
  expect(of('consultancy').limits).toMatchObject({ speechMin: 140, speechTarget: 200, speechMax: 300 }) // twice a debate's
})

test('a protocol of a kind that nobody here knows still has words', () => {
  expect(armOf('prover_verifier')).toMatchObject({ name: 'prover verifier' })
})

describe('what cannot work is refused with the reason', () => {
  const debate = of('debate', { judge: 'interactive' })
  const judge = (more: Partial<Protocol['judge']>) => ({ judge: { ...debate.judge, ...more } })
  const limits = (more: Partial<Protocol['limits']>) => ({ limits: { ...debate.limits, ...more } })
  test.each<[string, Partial<Protocol>, RegExp]>([
    ['no turns', { opening: [], loop: [] }, /at least one turn/],
    ['limits in the wrong order', limits({ speechMin: 200 }), /minimum ≤ target ≤ maximum/],
    [
      'quotes of one speech above those of all',
      limits({ quoteCharsPerSpeech: 9, quoteCharsPerSide: 8 }),
      /longer than/,
    ],
    ['a judge who can never end', { end: { kind: 'judge', minRounds: 4, maxRounds: 3 } }, /could never end/],
    ['a judge who decides without a belief', judge({ belief: 'final_only' }), /belief after every round/],
    ['comments without a judge who decides', { end: { kind: 'fixed', rounds: 3 } }, /speak between rounds/],
    ['comments of no length', judge({ commentMaxChars: 0 }), /maximum above 0/],
    ['a lone speaker A', { opening: [], loop: [{ sides: ['A'], label: 'opening' }] }, /lone speaker is X/],
    ['letters and leads together', { opening: [[{ sides: ['X', 'B'], label: 'opening' }]] }, /not both/],
    ['two assigned leads', { opening: [], loop: [{ sides: ['X', 'Y'], label: 'opening' }] }, /turns name A and B/],
    ['a closing nobody knows to be last', { closing: [[{ sides: ['A', 'B'], label: 'closing' }]] }, /known beforehand/],
    ['rounds without a loop', { loop: [] }, /need a loop/],
    ['speakers without sides', { sides: 'none' }, /needs sides/],
    ['turns without an end', { end: { kind: 'none' } }, /without an end/],
  ])('%s', (_, change, why) => {
    const parsed = schema.safeParse({ ...debate, ...change })
    expect(parsed.error?.issues.map(({ message }) => message).join(' ')).toMatch(why)
  })
  test('a field that nobody knows', () => {
    expect(schema.safeParse({ ...debate, prize: 1 }).success).toBe(false)
  })
})
