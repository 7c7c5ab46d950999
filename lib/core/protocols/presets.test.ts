import { describe, expect, test } from 'vitest'
import { faults } from '#lib/core/debate/faults'
import { protocol, rules as schema, speakersOf } from '#lib/core/debate/protocol'
import { arms } from './arms'
import { orderOf, settled } from './edit'
import { kindOf } from './kind'
import { presetOf, presets } from './presets'

/** The published figures: unit; minimum, target and maximum of a speech; quotes per speech; the longest comment; rounds; beliefs shown. */
const table = {
  'nyu-debate': ['chars', 1, 750, 750, 250, 750, [1, 20], true],
  'nyu-consultancy': ['chars', 1, 1500, 1500, 500, 750, [1, 20], true],
  'khan-debate': ['words', 70, 100, 150, null, 0, 3, false],
  'khan-consultancy': ['words', 140, 200, 300, null, 0, 3, false],
  'khan-consultancy-interactive': ['words', 140, 200, 300, null, 750, [3, 3], false], // the 750 is ours
}

test.each(Object.entries(table))('%s has its published figures', (id, figures) => {
  const { limits, judge, end } = presetOf(id)!.rules
  const rounds = end.kind === 'judge' ? [end.minRounds, end.maxRounds] : end.kind === 'fixed' ? end.rounds : null
  const { unit, speechMin, speechTarget, speechMax, quoteCharsPerSpeech, quoteCharsPerSide } = limits
  expect([unit, speechMin, speechTarget, speechMax, quoteCharsPerSpeech]).toEqual(figures.slice(0, 5))
  expect([judge.commentMaxChars, rounds, judge.beliefShownToDebaters]).toEqual(figures.slice(5))
  expect(judge.comment === 'off').toBe(figures[5] === 0)
  expect(quoteCharsPerSide).toBeNull()
})

test('they are those of the table, named with their source, and none takes an arm’s name', () => {
  expect(presets.map(({ id }) => id)).toEqual(Object.keys(table))
  for (const { id, source } of presets) {
    expect(source).toMatch(id.startsWith('nyu') ? /Michael et al\. 2023/ : /Khan et al\. 2024/)
    expect(arms.map(({ kind }) => kind)).not.toContain(id)
  }
})

describe.each(presets)('$id', ({ id, rules }) => {
  test('is a protocol that works', () => {
    expect(protocol.parse({ id, version: 1, ...rules })).toEqual({ id, version: 1, ...rules })
    expect(schema.parse(rules)).toEqual(rules)
    expect(faults(rules)).toEqual([])
    expect(kindOf(rules)).toBe(rules.kind)
    expect(speakersOf(rules)).toBe(id.includes('consultancy') ? 1 : 2)
  })
  test('is what the form would keep', () => {
    expect(settled(rules)).toEqual(rules)
    expect(orderOf(rules)).toBe(id === 'nyu-debate' ? 'opening_at_once' : 'at_once')
  })
})
