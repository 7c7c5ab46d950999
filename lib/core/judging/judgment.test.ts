import fc from 'fast-check'
import { expect, test } from 'vitest'
import { play, reveal, setupOf } from '#lib/core/debate/fixtures'
import { roundsOver } from '#lib/core/debate/debate'
import { asOf, blank, decideJudgment, roundsOpenTo, UNDO_MS, type JudgeCommand, type Judgment } from './judgment'
import { brierScore, logScore } from './scoring'

const whole = play([reveal(0, 'A', 'B'), reveal(1, 'A', 'B')])
const half = play([reveal(0, 'A', 'B')])
const believe = (afterRound: number, percentA = 50): JudgeCommand => ({ type: 'believe', afterRound, percentA })
const rule: JudgeCommand = { type: 'rule', percentA: 85, reason: 'because' }

/** Gives commands one second apart, skipping refused ones. */
const judge = (debate: typeof whole, commands: readonly JudgeCommand[]): Judgment =>
  commands.reduce(
    (own, command, i) => {
      const next = decideJudgment(debate, own, command, i * 1_000)
      return next.ok ? next.value : own
    },
    blank('d', 'j'),
  )

test.each<{ when: string; debate?: typeof whole; before: JudgeCommand[]; command: JudgeCommand; refusal: string }>([
  { when: 'a belief comes before the prior', before: [], command: believe(1), refusal: 'out-of-order' },
  { when: 'the prior comes twice', before: [believe(0)], command: believe(0), refusal: 'out-of-order' },
  {
    when: 'the round is not over',
    debate: play([]),
    before: [believe(0)],
    command: believe(1),
    refusal: 'round-not-over',
  },
  {
    when: 'after the last round the verdict is due',
    before: [believe(0), believe(1)],
    command: believe(2),
    refusal: 'verdict-due',
  },
  { when: 'a verdict comes without a prior', before: [], command: rule, refusal: 'prior-first' },
  {
    when: 'a verdict comes while the debate runs',
    debate: half,
    before: [believe(0), believe(1)],
    command: rule,
    refusal: 'not-completed',
  },
  { when: 'a verdict comes with rounds unread', before: [believe(0)], command: rule, refusal: 'rounds-unread' },
  { when: 'a second verdict comes', before: [believe(0), believe(1), rule], command: rule, refusal: 'already-ruled' },
  { when: 'nothing is there to undo', before: [believe(0)], command: { type: 'undo' }, refusal: 'not-ruled' },
  {
    when: 'it was settled',
    before: [believe(0), believe(1), rule, { type: 'settle' }],
    command: { type: 'undo' },
    refusal: 'final',
  },
  {
    when: 'the debate is closed',
    debate: play([reveal(0, 'A', 'B'), reveal(1, 'A', 'B'), { type: 'close' }]),
    before: [],
    command: believe(0),
    refusal: 'closed',
  },
])('refuses when $when', ({ debate = whole, before, command, refusal }) => {
  expect(decideJudgment(debate, judge(debate, before), command, 9_000)).toEqual({ ok: false, error: refusal })
})

test('a verdict can be taken back within the window, not after it, and that is counted', () => {
  const ruled = judge(whole, [believe(0), believe(1), rule])
  const at = ruled.phase === 'ruled' ? ruled.verdict.at : NaN
  expect(decideJudgment(whole, ruled, { type: 'undo' }, at + UNDO_MS - 1)).toMatchObject({
    ok: true,
    value: { phase: 'open', reversals: 1, trail: ruled.trail },
  })
  expect(decideJudgment(whole, ruled, { type: 'undo' }, at + UNDO_MS)).toEqual({ ok: false, error: 'final' })
  expect(asOf(ruled, at + UNDO_MS).phase).toBe('final')
})

test('a tie is a verdict without a choice, unless the protocol forbids it', () => {
  const own = judge(whole, [believe(0), believe(1)])
  const tie: JudgeCommand = { ...rule, percentA: 50 }
  expect(decideJudgment(whole, own, tie, 0)).toMatchObject({ ok: true, value: { verdict: { choice: null } } })
  const { protocol } = setupOf()
  const strict = play([reveal(0, 'A', 'B'), reveal(1, 'A', 'B')], {
    protocol: { ...protocol, judge: { ...protocol.judge, finalTie: 'forbidden' } },
  })
  expect(decideJudgment(strict, own, tie, 0)).toEqual({ ok: false, error: 'tie-forbidden' })
})

/** Mostly the step that is due, sometimes a stray one. */
const command = fc.oneof(
  { weight: 3, arbitrary: fc.constant('due' as const) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.nat(3), fc.integer({ min: 1, max: 99 }))
      .map(([after, percentA]) => believe(after, percentA)),
  },
  { weight: 1, arbitrary: fc.constantFrom<JudgeCommand>(rule, { type: 'undo' }, { type: 'settle' }) },
)
test('whatever a judge does: acts count by one, beliefs come once and in order, nothing changes once final', () => {
  let finals = 0
  fc.assert(
    fc.property(
      fc.array(fc.tuple(command, fc.nat(6_000)), { maxLength: 40 }),
      fc.constantFrom(whole, half),
      (steps, debate) => {
        let own = blank('d', 'j')
        let now = 0
        for (const [step, wait] of steps) {
          const next = step === 'due' ? (own.trail.length < 2 ? believe(own.trail.length) : rule) : step
          now += wait
          const before = asOf(own, now)
          const decision = decideJudgment(debate, own, next, now)
          if (before.phase === 'final') {
            finals++
            expect(decision).toEqual({ ok: false, error: 'final' })
          }
          if (!decision.ok) continue
          expect(decision.value.acts).toBe(own.acts + 1)
          expect(decision.value.trail.slice(0, own.trail.length)).toEqual(own.trail)
          own = decision.value
          expect(own.trail.map(({ afterRound }) => afterRound)).toEqual(own.trail.map((_, i) => i))
          expect(own.trail.length).toBeLessThanOrEqual(roundsOver(debate) + 1)
          expect(roundsOpenTo(debate, own)).toBeLessThanOrEqual(2)
        }
      },
    ),
    { numRuns: 1_000 },
  )
  expect(finals).toBeGreaterThan(9) // a property that never meets its case proves nothing
})

test.each([
  [1, -6.6439, 0.9801],
  [50, -1, 0.25],
  [75, -0.415, 0.0625],
  [90, -0.152, 0.01],
  [99, -0.0145, 0.0001],
])('a belief of %i %% in the right side scores %d (log) and %d (Brier)', (percent, log, brier) => {
  expect(logScore(percent, 'A')).toBeCloseTo(log, 4)
  expect(logScore(100 - percent, 'B')).toBeCloseTo(log, 4)
  expect(brierScore(percent, 'A')).toBeCloseTo(brier, 10)
})

test('both scores are proper: in expectation nothing beats saying what one believes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (belief, said) => {
      const p = belief / 100
      const expected = (score: (percentA: number, right: 'A' | 'B') => number, stated: number) =>
        p * score(stated, 'A') + (1 - p) * score(stated, 'B')
      expect(expected(logScore, belief)).toBeGreaterThanOrEqual(expected(logScore, said) - 1e-12)
      expect(expected(brierScore, belief)).toBeLessThanOrEqual(expected(brierScore, said) + 1e-12)
    }),
  )
})
test.each([0, 100, 50.5, NaN])('%d is no belief', (percent) => {
  expect(() => logScore(percent, 'A')).toThrow(RangeError)
})
