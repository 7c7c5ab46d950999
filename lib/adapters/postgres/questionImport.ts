import { createHash, randomUUID } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import type { ImportedQuestion } from '#lib/core/questions/importing'

const sha256 = (...parts: string[]) => createHash('sha256').update(parts.join('\u0001')).digest('hex')

/** Of the source's NFC text; what quotes and duplicates are checked by. */
export const sourceHash = (text: string) => sha256(text)
/** Of what makes a question itself: source, text and answers in either order. */
export const questionHash = (sourceSha: string, text: string, answers: readonly [string, string]) =>
  sha256(sourceSha, text, ...[...answers].sort())

export type QuestionImport = {
  /** @returns how many were new; the rest stood in the set, or earlier in the file */
  add(batch: readonly ImportedQuestion[]): Promise<number>
  /** Nothing of it is visible before commit; rollback leaves nothing. One of the two ends it. */
  commit(): Promise<void>
  rollback(): Promise<void>
}

/**
 * Opens an import into a set, which is made if need be: one transaction from the first row to the last.
 * The rows must come from this machine's disk, never straight from a network.
 */
export async function beginImport(pool: Pool, setName: string): Promise<QuestionImport> {
  const db = await pool.connect()
  const end = (how: 'COMMIT' | 'ROLLBACK') =>
    db
      .query(how)
      .finally(() => db.release())
      .then(() => undefined)
  try {
    await db.query('BEGIN')
    await db.query('SET LOCAL statement_timeout = 0')
    const { rows } = await db.query<{ id: string }>(
      'INSERT INTO "QuestionSet" (id, name) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id',
      [randomUUID(), setName],
    )
    const setId = rows[0]!.id
    return { add: (batch) => addBatch(db, setId, batch), commit: () => end('COMMIT'), rollback: () => end('ROLLBACK') }
  } catch (error) {
    await end('ROLLBACK').catch(() => undefined)
    throw error
  }
}

async function addBatch(db: PoolClient, setId: string, batch: readonly ImportedQuestion[]): Promise<number> {
  const ids = await sourceIds(db, batch)
  const rows = batch.map((q) => {
    const sha = sourceHash(q.source.text)
    const hash = questionHash(sha, q.question, q.answers)
    return [
      randomUUID(),
      setId,
      ids.get(sha),
      q.question,
      q.answers[0],
      q.answers[1],
      q.externalId,
      hash,
      q.right,
    ] as const
  })
  const inserted = await db.query<{ id: string }>(
    `INSERT INTO "Question" (id, "setId", "sourceId", text, answer0, answer1, "externalId", hash)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
     ON CONFLICT ("setId", hash) DO NOTHING RETURNING id`,
    columns(rows, 8),
  )
  const landed = new Set(inserted.rows.map((row) => row.id))
  const keys = rows.filter(([id]) => landed.has(id))
  await db.query('INSERT INTO "AnswerKey" ("questionId", "right") SELECT * FROM unnest($1::text[], $2::int[])', [
    keys.map(([id]) => id),
    keys.map((row) => row[8]),
  ])
  return inserted.rows.length
}

/** Stores the passages that are new; one passage is one row, however many questions ask about it. */
async function sourceIds(db: PoolClient, batch: readonly ImportedQuestion[]): Promise<Map<string, string>> {
  const sources = [...new Map(batch.map(({ source }) => [sourceHash(source.text), source]))]
  const hashes = sources.map(([hash]) => hash)
  const known = () =>
    db.query<{ id: string; sha256: string }>('SELECT id, sha256 FROM "Source" WHERE sha256 = ANY($1)', [hashes])
  const stored = new Set((await known()).rows.map((row) => row.sha256))
  const fresh = sources.filter(([hash]) => !stored.has(hash))
  if (fresh.length > 0) {
    await db.query(
      `INSERT INTO "Source" (id, sha256, title, text, words, attribution)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[]) ON CONFLICT (sha256) DO NOTHING`,
      columns(
        fresh.map(([hash, { title, text, words, attribution }]) => [
          randomUUID(),
          hash,
          title,
          text,
          words,
          attribution,
        ]),
        6,
      ),
    )
  }
  return new Map((await known()).rows.map((row) => [row.sha256, row.id]))
}

/** The first `count` columns of a table of rows. */
const columns = (rows: readonly (readonly unknown[])[], count: number): unknown[][] =>
  Array.from({ length: count }, (_, column) => rows.map((row) => row[column]))
