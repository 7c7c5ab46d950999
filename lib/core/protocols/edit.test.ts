import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { protocol as schema, speakersOf, type Rules } from '#lib/core/debate/protocol'
import { arms, buildArm } from './arms'
import { hindrances } from './bounds'
import { changesBetween } from './changes'
import { orderOf, settled, withEnd, withSpeakers } from './edit'
import { kindOf } from './kind'
import { presets } from './presets'
import { scheduleOf } from './schedule'

const built = (arm: string, more: object = {}): Rules => {
  const { id: _, version: __, ...rules } = buildArm({ arm, turns: 'simultaneous', rounds: 3, words: 100, ...more })!
  return rules
}
const all: Rules[] = [
  ...presets.map(({ rules }) => rules),
  ...arms.flatMap(({ kind }) =>
    [1, 3].flatMap((rounds) =>
      (['simultaneous', 'sequential'] as const).flatMap((turns) =>
        (['silent', 'interactive'] as const).map((judge) => built(kind, { rounds, turns, judge })),
      ),
    ),
  ),
]

test('every arm is kept by the form as it is, and is known again by what it is', () => {
  for (const rules of all) {
    expect(settled(rules)).toEqual(rules)
    expect(kindOf(rules)).toBe(rules.kind)
    expect(orderOf(rules)).not.toBe('own')
    expect(hindrances(rules)).toEqual([])
  }
})

describe('changing one thing', () => {
  test('the number of speakers takes the rest with it', () => {
    const debate = built('debate', { judge: 'interactive' })
    const one = withSpeakers(debate, 1)
    expect([speakersOf(one), one.kind, one.debaterSees, one.loop[0]?.label]).toEqual([
      1,
      'consultancy',
      'own',
      'answer',
    ])
    const none = withSpeakers(debate, 0)
    expect(none).toMatchObject({ kind: 'naive', sides: 'none', end: { kind: 'none' }, judge: { prior: false } })
    expect(withSpeakers(none, 2)).toMatchObject({
      kind: 'debate',
      debaterSees: 'all',
      end: { kind: 'fixed', rounds: 3 },
    })
    expect(orderOf(withSpeakers(debate, 2, 'in_turn'))).toBe('in_turn')
    expect(settled({ ...none, judgeSeesSource: true }).kind).toBe('expert')
    expect(settled({ ...one, sides: 'chosen_by_lead' }).kind).toBe('open_consultancy')
  })
  test('a judge who may not ask has nothing to say; one who decides gives a belief each round', () => {
    const judged = withEnd({ ...built('debate'), judge: { ...built('debate').judge, belief: 'final_only' } }, 'judge')
    expect(judged).toMatchObject({
      end: { kind: 'judge', minRounds: 2, maxRounds: 3 },
      judge: { belief: 'every_round', comment: 'optional', commentMaxChars: 750, costPerRound: 0.05 },
    })
    const fixed = withEnd(judged, 'fixed')
    expect(fixed.end).toEqual({ kind: 'fixed', rounds: 3 })
    expect(fixed.judge).toMatchObject({ comment: 'off', commentMaxChars: 0, beliefShownToDebaters: false })
    expect(fixed.judge).not.toHaveProperty('costPerRound')
  })
  test('turns that are none of the usual stay as they were given', () => {
    const own: Rules = { ...built('debate'), closing: [[{ sides: ['A', 'B'], label: 'closing' }]] }
    expect(orderOf(own)).toBe('own')
    expect(settled(own)).toEqual(own)
    expect(changesBetween(built('debate'), own)[0]).toMatch(/^Order: at once → .*A\+B closing$/)
  })
})

const number = (low: number, high: number) =>
  fc.oneof({ weight: 30, arbitrary: fc.integer({ min: low, max: high }) }, fc.constantFrom(0, -1, 2.5, NaN, 1e9))
const rising = (n: number, low: number, high: number) =>
  fc
    .tuple(fc.array(number(low, high), { minLength: n, maxLength: n }), fc.integer({ min: 0, max: 9 }))
    .map(([numbers, chance]) => (chance > 0 ? numbers.toSorted((a, b) => a - b) : numbers))
const anyRules: fc.Arbitrary<Rules> = fc
  .record({
    from: fc.constantFrom(...all),
    speakers: fc.constantFrom(0 as const, 1 as const, 2 as const),
    order: fc.constantFrom('at_once' as const, 'in_turn' as const, 'opening_at_once' as const),
    end: fc.constantFrom('fixed' as const, 'judge' as const),
    rounds: rising(2, 1, 21),
    lengths: rising(3, 1, 200),
    quotes: fc.tuple(fc.option(number(1, 300)), fc.option(number(1, 300))),
    comments: rising(2, 0, 900),
    cost: fc.option(fc.constantFrom(0, 0.05, 1, 0.2, 0.1, 1.5, NaN), { nil: undefined }),
    judge: fc.record({
      prior: fc.boolean(),
      belief: fc.constantFrom('every_round' as const, 'final_only' as const),
      comment: fc.constantFrom('off' as const, 'optional' as const, 'required' as const),
      commentTo: fc.constantFrom('all' as const, 'addressed' as const),
      beliefShownToDebaters: fc.boolean(),
      finalTie: fc.constantFrom('allowed' as const, 'forbidden' as const),
    }),
    sides: fc.constantFrom('none' as const, 'assigned' as const, 'chosen_by_lead' as const),
    debaterSees: fc.constantFrom('all' as const, 'own' as const),
    judgeSeesSource: fc.boolean(),
    settles: fc.constantFrom(true, true, false),
  })
  .map((given) => {
    const base = withSpeakers(given.from, given.speakers, given.order)
    const moved = given.speakers === 0 ? base : withEnd(base, given.end)
    const [speechMin = 1, speechTarget = 1, speechMax = 1] = given.lengths
    const [quoteCharsPerSpeech, quoteCharsPerSide] = given.quotes
    const [commentMinChars = 0, commentMaxChars = 0] = given.comments
    const [fewest = 1, most = 1] = given.rounds
    const end: Rules['end'] =
      moved.end.kind === 'none'
        ? moved.end
        : moved.end.kind === 'fixed'
          ? { kind: 'fixed', rounds: fewest }
          : { kind: 'judge', minRounds: fewest, maxRounds: most }
    const rules: Rules = {
      ...moved,
      end,
      sides: given.sides,
      debaterSees: given.debaterSees,
      judgeSeesSource: given.judgeSeesSource,
      limits: { ...moved.limits, speechMin, speechTarget, speechMax, quoteCharsPerSpeech, quoteCharsPerSide },
      judge: {
        ...given.judge,
        commentMinChars,
        commentMaxChars,
        ...(given.cost !== undefined && { costPerRound: given.cost }),
      },
    }
    return given.settles ? settled(rules) : rules
  })

test('whatever is typed: the form stops exactly what the schema refuses, with a sentence', () => {
  let [refused, taken] = [0, 0]
  fc.assert(
    fc.property(anyRules, (rules) => {
      const why = hindrances(rules)
      expect(why.length === 0).toBe(schema.safeParse({ id: 'x', version: 1, ...rules }).success)
      for (const sentence of why) expect(sentence).toMatch(/^[A-Z].*\.$/)
      if (why.length > 0) refused++
      else taken++
    }),
    { numRuns: 3_000 },
  )
  expect(Math.min(refused, taken)).toBeGreaterThan(99)
})

test('whatever is typed: settling twice is settling once, and there is a picture', () => {
  fc.assert(
    fc.property(anyRules, (rules) => {
      expect(settled(settled(rules))).toEqual(settled(rules))
      const { rows } = scheduleOf(rules)
      expect(rows.length).toBeLessThan(50)
      expect(rows.at(-1)?.kind).toBe('judge')
    }),
    { numRuns: 1_000 },
  )
})

test('whatever one rule is changed, the change is in words', () => {
  const judge = [
    'prior',
    'belief',
    'comment',
    'commentMinChars',
    'commentMaxChars',
    'commentTo',
    'beliefShownToDebaters',
    'finalTie',
    'costPerRound',
  ] as const
  const limits = ['unit', 'speechMin', 'speechTarget', 'speechMax', 'quoteCharsPerSpeech', 'quoteCharsPerSide'] as const
  const top = [
    'kind',
    'sides',
    'debaterSees',
    'judgeSeesSource',
    'liveText',
    'opening',
    'loop',
    'closing',
    'end',
  ] as const
  const changed = new Map<string, number>()
  const check = (field: string, one: Rules, two: Rules) => {
    const differ =
      JSON.stringify(one) !== JSON.stringify(two) && (one.judge.costPerRound ?? 0) === (two.judge.costPerRound ?? 0)
    const costs = (one.judge.costPerRound ?? 0) !== (two.judge.costPerRound ?? 0)
    if (field !== 'costPerRound' && !differ) return
    expect(changesBetween(one, two).length > 0, field).toBe(field === 'costPerRound' ? costs : true)
    changed.set(field, (changed.get(field) ?? 0) + 1)
  }
  fc.assert(
    fc.property(anyRules, anyRules, (one, two) => {
      if (hindrances(one).length > 0 || hindrances(two).length > 0) return
      for (const field of judge) check(field, one, { ...one, judge: { ...one.judge, [field]: two.judge[field] } })
      for (const field of limits) check(field, one, { ...one, limits: { ...one.limits, [field]: two.limits[field] } })
      for (const field of top) check(field, one, { ...one, [field]: two[field] })
    }),
    { numRuns: 3_000 },
  )
  const never = [...judge, ...limits, ...top].filter((field) => !changed.has(field))
  expect(never).toEqual(['closing']) // no protocol of ours has one; see above
})

test('changes are phrases that name both values', () => {
  const now = built('debate')
  const next = withEnd({ ...now, limits: { ...now.limits, quoteCharsPerSpeech: 250 } }, 'judge')
  expect(changesBetween(now, now)).toEqual([])
  expect(changesBetween(now, next)).toEqual([
    'Rounds: 3 → 2 to 3, as one judge decides',
    'Quotes per speech: any length → 250 characters',
    'Comment of the judge: off → optional',
    'Length of a comment: 0 to 0 characters → 0 to 750 characters',
    'Cost of a round: 0 → 0.05',
  ])
})
