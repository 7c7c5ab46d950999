import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import type { ImportReport } from '#lib/services/imports'
import { importFile, importUpload, keepUpload, UnknownFormat } from './questionImport'

let database: TestDatabase
let pool: pg.Pool
let folder: string
beforeAll(async () => {
  database = await testDatabase()
  pool = new pg.Pool({ connectionString: database.url, max: 2 })
  pool.on('error', () => undefined) // the database is dropped while the last connections close
  folder = await mkdtemp(path.join(os.tmpdir(), 'arena-test-import-'))
})
afterAll(async () => {
  await pool.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const source = { id: 's1', title: 'The Pane', text: 'He painted around the mud and left one pane out.' }
const row = (n: number) => ({
  id: `q${n}`,
  question: `Question ${n}?`,
  answers: ['One', 'Two'],
  correct: n % 2,
  source,
})
const lines = (rows: unknown[]) => rows.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')
/** A room as the release of Michael et al. 2023 lays it out, with tokens of our own. */
const room = (question: string) => ({
  setup: {
    sourceMaterial: {
      QuALITYSourceMaterial: {
        articleId: '1',
        title: 'THE PANE',
        contents: ['He', 'painted', ',', 'and', 'did', "n't", 'stop', '.'],
      },
    },
    question,
    answers: ['The nest', 'The glass'],
    correctAnswerIndex: 0,
  },
})

const file = async (text: string, ending = '.jsonl') => {
  const name = path.join(folder, `${randomUUID()}${ending}`)
  await writeFile(name, text)
  return name
}
const last = async (reports: AsyncIterable<ImportReport>) => {
  let report: ImportReport | undefined
  for await (report of reports);
  return report
}
const kept = async (set: string) => {
  const { rows } = await pool.query<{ questions: number; keys: number; sources: number }>(
    `SELECT count(q.id)::int AS questions, count(k."questionId")::int AS keys, count(DISTINCT q."sourceId")::int AS sources
     FROM "QuestionSet" s LEFT JOIN "Question" q ON q."setId" = s.id LEFT JOIN "AnswerKey" k ON k."questionId" = q.id
     WHERE s.name = $1 GROUP BY s.id`,
    [set],
  )
  return rows[0] ?? null
}
const choices = { skipBad: false, dryRun: false }

test('a good file is written whole, with its keys; the same file again adds nothing', async () => {
  const good = await file(lines([1, 2, 3].map(row)))
  expect(await last(importFile({ pool }, good, { set: 'good', ...choices }))).toMatchObject({
    added: 3,
    outcome: 'written',
  })
  expect(await kept('good')).toEqual({ questions: 3, keys: 3, sources: 1 })
  expect(await last(importFile({ pool }, good, { set: 'good', ...choices }))).toMatchObject({ good: 3, added: 0 })
  expect(await kept('good')).toEqual({ questions: 3, keys: 3, sources: 1 })
})

test('one bad line, named by number and reason, and not even the set is there; unless bad ones are skipped', async () => {
  const mixed = await file(lines([row(1), { ...row(2), correct: 7 }, 'not json at all', row(4)]))
  const refused = await last(importFile({ pool }, mixed, { set: 'mixed', ...choices }))
  expect(refused).toMatchObject({ outcome: 'refused', bad: 2, faults: [{ at: 'line 2' }, { at: 'line 3' }] })
  expect(refused?.faults[0]?.reason).toContain('correct must be 0 or 1')
  expect(await kept('mixed')).toBeNull()
  await last(importFile({ pool }, mixed, { set: 'mixed', ...choices, skipBad: true }))
  expect(await kept('mixed')).toMatchObject({ questions: 2 })
})

test('a dry run says what would be, and writes nothing', async () => {
  const good = await file(lines([1, 2].map(row)))
  const report = await last(importFile({ pool }, good, { set: 'dry', ...choices, dryRun: true }))
  expect(report).toMatchObject({ outcome: 'checked', good: 2, added: 2, sample: [{ question: 'Question 1?' }, {}] })
  expect(await kept('dry')).toBeNull()
})

test('rooms of the NYU release: as lines, and as a folder in which each question counts once', async () => {
  const rooms = await file(lines([room('Why?'), room('For whom?')]))
  const report = await last(importFile({ pool }, rooms, { set: 'nyu lines', format: 'nyu', ...choices }))
  expect(report).toMatchObject({
    added: 2,
    sample: [{ source: { text: 'He painted, and didn’t stop.'.replace('’', "'") } }, {}],
  })
  const release = await mkdtemp(path.join(folder, 'release-'))
  for (const [n, question] of ['Why?', 'Why?', 'For whom?'].entries())
    await writeFile(path.join(release, `room-${n}.json`), JSON.stringify(room(question)))
  expect(await last(importFile({ pool }, release, { set: 'nyu folder', ...choices }))).toMatchObject({ added: 2 })
})

test('CSV by its name; an unknown ending is refused before anything is read', async () => {
  const csv = 'question,answer_0,answer_1,correct,source_title,source_text\r\n"Who, then?",He,She,1,T,"Two\nlines."\r\n'
  const report = await last(importFile({ pool }, await file(csv, '.csv'), { set: 'csv', ...choices }))
  expect(report).toMatchObject({ added: 1, sample: [{ question: 'Who, then?', right: 1 }] })
  await expect(last(importFile({ pool }, await file('x', '.docx'), { set: 'no', ...choices }))).rejects.toThrow(
    UnknownFormat,
  )
})

// An ending of our own, so that nobody else's uploads are counted.
const ending = `.${Array.from(randomUUID().replace(/-/g, '').slice(0, 6), (digit) => 'abcdefghijklmnop'[Number.parseInt(digit, 16)]).join('')}`
const uploads = async () =>
  (await readdir(os.tmpdir())).filter((name) => name.startsWith('arena-import-') && name.endsWith(ending))
const upload = (text: string, maxBytes?: number) => {
  const { body } = new Response(text)
  if (!body) throw new Error('no body')
  return keepUpload(body, `questions${ending}`, maxBytes)
}

test('an upload is kept on disk while it is read, and removed after, also when left half way', async () => {
  const first = await upload(lines([1, 2, 3].map(row)))
  if (!first.ok) throw new Error(first.error)
  expect(await uploads()).toHaveLength(1)
  const options = { set: 'upload', format: 'jsonl' as const, ...choices }
  expect(await last(importUpload({ pool }, first.value, options))).toMatchObject({ added: 3 })
  expect(await uploads()).toEqual([])
  const second = await upload(lines(Array.from({ length: 1_500 }, (_, n) => row(n))))
  if (!second.ok) throw new Error(second.error)
  for await (const report of importUpload({ pool }, second.value, { ...options, set: 'left' })) {
    expect(report.outcome).toBe('running')
    break
  }
  expect(await uploads()).toEqual([])
  expect(await kept('left')).toBeNull()
})

test('an upload over the limit is refused and leaves nothing', async () => {
  expect(await upload('x'.repeat(2_000), 1_999)).toEqual({ ok: false, error: 'too-large' })
  expect(await uploads()).toEqual([])
  expect((await upload('x'.repeat(2_000), 2_000)).ok).toBe(true)
  for (const name of await uploads()) await rm(path.join(os.tmpdir(), name))
})
