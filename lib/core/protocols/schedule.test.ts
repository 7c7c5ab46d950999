import { expect, test } from 'vitest'
import type { Rules } from '#lib/core/debate/protocol'
import { buildArm } from './arms'
import { presetOf } from './presets'
import { scheduleOf } from './schedule'

const built = (arm: string, more: object = {}): Rules =>
  buildArm({ arm, turns: 'simultaneous', rounds: 3, words: 100, ...more })!

/** A row as one line: [1] A+B opening · “goes on”. */
const lines = (rules: Rules) =>
  scheduleOf(rules).rows.map((row) => {
    if (row.kind !== 'rounds') return typeof row.does === 'string' ? row.does : `judge: ${row.does.join('; ')}`
    const turns = row.turns.map(({ sides, label }) => `${sides.join('+')} ${label}`).join(', ')
    return `${row.from === row.to ? row.from : `${row.from}–${row.to}`}${row.sure ? '' : '?'} ${turns}`
  })
const PRIOR = 'judge: reads the question alone and says how likely each answer is'
const VERDICT = 'judge: gives the verdict, with a reason'

test('a debate: rounds that go alike stand in one row', () => {
  expect(lines(built('debate'))).toEqual([
    PRIOR,
    '1 A+B opening',
    'judge: says how likely each answer is',
    '2 A+B rebuttal',
    'judge: says how likely each answer is',
    '3 A+B rebuttal',
    VERDICT,
  ])
  expect(lines(built('debate', { turns: 'sequential', rounds: 2 }))).toEqual([
    PRIOR,
    '1 A+B opening',
    'judge: says how likely each answer is',
    '2 A rebuttal, B rebuttal',
    VERDICT,
  ])
})

test('a judge who decides: what is sure, what is not, and what it costs', () => {
  expect(lines(presetOf('nyu-debate')!.rules)).toEqual([
    PRIOR,
    '1 A+B opening',
    'judge: says how likely each answer is; which the debaters see; may write to whoever speaks; goes on, at 0.05 of the score, or ends it',
    '2–19? A rebuttal, B rebuttal',
    'judge: after each: says how likely each answer is; which the debaters see; may write to whoever speaks; goes on, at 0.05 of the score, or ends it',
    '20? A rebuttal, B rebuttal',
    VERDICT,
  ])
  expect(lines(presetOf('khan-consultancy-interactive')!.rules)).toEqual([
    PRIOR,
    '1 A opening',
    'judge: says how likely each answer is; may write to whoever speaks; goes on',
    '2 A answer',
    'judge: says how likely each answer is; may write to whoever speaks; goes on',
    '3 A answer',
    VERDICT,
  ])
})

test('who speaks has a column; nobody speaks, nobody has one', () => {
  expect(scheduleOf(built('consultancy')).columns).toEqual([{ side: 'A', name: 'The speaker' }])
  expect(scheduleOf(built('debate')).columns.map(({ name }) => name)).toEqual(['Side A', 'Side B'])
  expect(scheduleOf(built('expert'))).toEqual({
    columns: [],
    rows: [{ kind: 'judge', does: ['reads the whole story', 'gives the verdict, with a reason'] }],
  })
  expect(lines(built('open_debate'))[0]).toMatch(/^The lead chooses/)
})

test('a number that is still being typed leaves a picture', () => {
  const rounds = (n: number): Rules => ({ ...built('debate'), end: { kind: 'fixed', rounds: n } })
  expect(lines(rounds(Number.NaN))).toEqual([PRIOR, VERDICT])
  expect(scheduleOf(rounds(1e9)).rows.length).toBeLessThan(10)
})
