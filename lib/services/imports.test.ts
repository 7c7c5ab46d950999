import { expect, test } from 'vitest'
import type { ImportedQuestion } from '#lib/core/questions/importing'
import { importQuestions } from './imports'

const row = (n: number) => ({
  at: `line ${n}`,
  row: { question: `Q${n}?`, answers: ['a', 'b'], correct: 0, source: { title: 'T', text: 'Words.' } },
})
const bad = (n: number) => ({ at: `line ${n}`, row: { question: `Q${n}?` } })

function target() {
  const stored: ImportedQuestion[] = []
  let pending: ImportedQuestion[] = []
  const ends: string[] = []
  return {
    stored,
    ends,
    begin: async () => ({
      async add(batch: readonly ImportedQuestion[]) {
        pending.push(...batch)
        return batch.length
      },
      async commit() {
        stored.push(...pending)
        ends.push('commit')
      },
      async rollback() {
        pending = []
        ends.push('rollback')
      },
    }),
  }
}
async function* from(rows: ({ at: string; row: unknown } | { at: string; error: string })[]) {
  yield* rows
}
const all = async <T>(items: AsyncIterable<T>) => {
  const list: T[] = []
  for await (const item of items) list.push(item)
  return list
}

test('a good file is written whole', async () => {
  const to = target()
  const reports = await all(
    importQuestions(
      { rows: from([1, 2, 3].map(row)), begin: to.begin },
      { format: 'jsonl', skipBad: false, dryRun: false },
    ),
  )
  expect(reports.at(-1)).toMatchObject({ rows: 3, good: 3, added: 3, bad: 0, outcome: 'written' })
  expect(to.stored).toHaveLength(3)
})

test('one bad line and nothing is written; it is named by line and reason', async () => {
  const to = target()
  const reports = await all(
    importQuestions(
      { rows: from([row(1), bad(2), { at: 'line 3', error: 'not JSON' }]), begin: to.begin },
      { format: 'jsonl', skipBad: false, dryRun: false },
    ),
  )
  expect(reports.at(-1)).toMatchObject({
    outcome: 'refused',
    bad: 2,
    faults: [{ at: 'line 2' }, { at: 'line 3', reason: 'not JSON' }],
  })
  expect(to).toMatchObject({ stored: [], ends: ['rollback'] })
})

test('bad ones are skipped where the user chose so; a dry run writes nothing', async () => {
  const to = target()
  const rows = [row(1), bad(2), row(3)]
  await all(importQuestions({ rows: from(rows), begin: to.begin }, { format: 'jsonl', skipBad: true, dryRun: true }))
  expect(to).toMatchObject({ stored: [], ends: ['rollback'] })
  await all(importQuestions({ rows: from(rows), begin: to.begin }, { format: 'jsonl', skipBad: true, dryRun: false }))
  expect(to.stored.map(({ question }) => question)).toEqual(['Q1?', 'Q3?'])
})

test('a reader that leaves, or a store that breaks, leaves nothing behind', async () => {
  const to = target()
  for await (const _ of importQuestions(
    { rows: from(Array.from({ length: 1_200 }, (_, i) => row(i))), begin: to.begin },
    { format: 'jsonl', skipBad: false, dryRun: false },
  ))
    break
  expect(to).toMatchObject({ stored: [], ends: ['rollback'] })
})
