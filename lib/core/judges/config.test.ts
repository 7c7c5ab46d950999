import { expect, test } from 'vitest'
import { judgeConfig } from './config'

test('a model judges at temperature 0, in both forms, by the first template', () => {
  expect(judgeConfig.parse({ kind: 'model', model: ' m ' })).toEqual({
    kind: 'model',
    model: 'm',
    template: 'judge/1',
    answer: 'auto',
    temperature: 0,
    topP: null,
    maxTokens: 2_000,
    price: null,
  })
  expect(judgeConfig.parse({ kind: 'builtin' })).toEqual({ kind: 'builtin', template: 'builtin-judge/1' })
})

test.each([
  { kind: 'model' },
  { kind: 'model', model: '' },
  { kind: 'model', model: 'm', answer: 'letter' },
  { kind: 'model', model: 'm', template: 'judge/0' },
  { kind: 'model', model: 'm', temperature: 3 },
  { kind: 'builtin', model: 'm' },
  { kind: 'person' },
])('refuses %j', (config) => {
  expect(judgeConfig.safeParse(config).success).toBe(false)
})
