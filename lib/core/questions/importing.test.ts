import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowReader } from './importing'
import { joinTokens } from './treebank'

const good = {
  id: 'q1',
  question: 'Who opened the gate?',
  answers: ['Mara', 'The warden'],
  correct: 1,
  source: { id: 's', title: 'The Gate', text: 'The warden opened it.' },
}

describe('JSON lines', () => {
  test('a row becomes a question, and later rows may refer to its source', () => {
    const read = rowReader('jsonl')
    expect(read(good)).toMatchObject({
      ok: true,
      value: { answers: ['Mara', 'The warden'], right: 1, source: { words: 4 } },
    })
    const { source: _, ...rest } = good
    expect(read({ ...rest, source_id: 's' })).toMatchObject({ ok: true, value: { source: { title: 'The Gate' } } })
  })
  test('a source row gives no question', () => {
    const read = rowReader('jsonl')
    expect(read({ type: 'source', id: 'x', title: 'T', text: 'Words.' })).toEqual({ ok: true, value: null })
    expect(read({ question: '?', answers: ['a', 'b'], correct: 0, source_id: 'x' })).toMatchObject({ ok: true })
  })
  test.each([
    ['no right answer', { ...good, correct: null }, /correct must be 0 or 1/],
    ['three answers', { ...good, answers: ['a', 'b', 'c'] }, /answers/],
    ['twice the same answer', { ...good, answers: ['Mara', ' Mara '] }, /the same/],
    ['an unknown source', { ...good, source: undefined, source_id: 'nope' }, /not defined earlier/],
    ['a NUL', { ...good, question: 'a\0b' }, /NUL/],
    ['half a character', { ...good, question: 'a\ud800b' }, /surrogate/],
    ['not an object', 'text', /./],
  ])('refuses %s, with the reason', (_, row, reason) => {
    const read = rowReader('jsonl')(row)
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.error).toMatch(reason)
  })
  test('whatever a row is, reading it does not throw', () => {
    fc.assert(
      fc.property(fc.anything(), (row) => {
        for (const format of ['jsonl', 'csv', 'nyu'] as const) rowReader(format)(row)
      }),
    )
  })
})

test('CSV rows', () => {
  const read = rowReader('csv')
  const row = {
    id: 's1',
    question: 'Who?',
    answer_0: 'Mara',
    answer_1: 'The warden',
    correct: '1',
    source_id: 'g',
    source_title: 'The Gate',
    source_text: 'He did.',
  }
  expect(read(row)).toMatchObject({ ok: true, value: { right: 1 } })
  expect(read({ ...row, source_text: '' })).toMatchObject({ ok: true })
  expect(read({ ...row, source_text: '', source_id: '' })).toMatchObject({ ok: false })
})

test.each([
  [['The', 'clock', ',', 'he', 'said', ',', 'did', "n't", 'stop', '.'], "The clock, he said, didn't stop."],
  [['``', 'Go', ',', "''", 'she', 'said', '.'], '“Go,” she said.'],
  [
    ['led', 'by', 'the', '\n', '\n', 'descendant', 'of', 'men', '.', '\n', '\n', 'Svan', 'rose', '.'],
    'led by the descendant of men.\n\nSvan rose.',
  ],
  [['plans', '--', 'plotting'], 'plans—plotting'],
  [['-LSB-', 'Note', '-RSB-'], '[Note]'],
])('joins tokens for reading', (tokens, text) => {
  expect(joinTokens(tokens)).toBe(text)
})
