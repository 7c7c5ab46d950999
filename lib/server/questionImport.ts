import { rm } from 'node:fs/promises'
import { createWriteStream } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { randomUUID } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Pool } from 'pg'
import { formatByName, formatOf, readRows } from '#lib/adapters/imports/rows'
import { beginImport } from '#lib/adapters/postgres/questionImport'
import type { ImportFormat } from '#lib/core/questions/importing'
import { err, ok, type Result } from '#lib/core/result'
import { importQuestions, type ImportReport } from '#lib/services/imports'

export { formatByName }

export type ImportOptions = {
  set: string // its name; made if there is none
  format?: ImportFormat | undefined // by the file's name if not given
  skipBad: boolean
  dryRun: boolean
}

/** Largest file taken over the network. */
export const MAX_UPLOAD_BYTES = 512 * 1024 * 1024

/** No format was given, and the file's name does not tell it. */
export class UnknownFormat extends Error {
  constructor(name: string) {
    super(`Cannot tell the format of “${name}”: name it .jsonl, .csv or .json, or say which format it is.`)
  }
}

/**
 * Imports a file of this machine's disk, or the folder of the NYU release, and yields a report after every batch.
 * Leaving early writes nothing.
 *
 * @throws UnknownFormat before anything is read
 */
export async function* importFile(
  { pool }: { pool: Pool },
  file: string,
  { set, skipBad, dryRun, ...options }: ImportOptions,
): AsyncGenerator<ImportReport> {
  const format = options.format ?? (await formatOf(file))
  if (!format) throw new UnknownFormat(path.basename(file))
  yield* importQuestions(
    { rows: readRows(file, format), begin: () => beginImport(pool, set) },
    { format, skipBad, dryRun },
  )
}

/**
 * Keeps an upload on disk, since no transaction may wait for a network. The caller removes it.
 *
 * @param name as the file was called; its ending goes along, for it tells the format
 * @returns the file, or too-large, having kept nothing
 */
export async function keepUpload(
  body: ReadableStream<Uint8Array>,
  name: string,
  maxBytes = MAX_UPLOAD_BYTES,
): Promise<Result<string, 'too-large'>> {
  const ending = /\.[a-z]{1,6}$/i.exec(name)?.[0] ?? ''
  const file = path.join(os.tmpdir(), `arena-import-${randomUUID()}${ending}`)
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length
      done(bytes > maxBytes ? new TooLarge() : null, chunk)
    },
  })
  try {
    await pipeline(chunksOf(body), counted, createWriteStream(file, { mode: 0o600, flags: 'wx' }))
    return ok(file)
  } catch (error) {
    await rm(file, { force: true })
    if (error instanceof TooLarge) return err('too-large')
    throw error
  }
}
class TooLarge extends Error {}

const chunksOf = (body: ReadableStream<Uint8Array>) =>
  Readable.from(
    (async function* () {
      for await (const chunk of body) yield Buffer.from(chunk)
    })(),
    { objectMode: false },
  )

/** Reports of an uploaded file; the file is removed whether the import ends, breaks or is left. */
export async function* importUpload(
  ends: { pool: Pool },
  file: string,
  options: ImportOptions,
): AsyncGenerator<ImportReport> {
  try {
    yield* importFile(ends, file, options)
  } finally {
    await rm(file, { force: true })
  }
}
