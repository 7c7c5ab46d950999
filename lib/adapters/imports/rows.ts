import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parse as csv } from 'csv-parse'
import type { ImportFormat } from '#lib/core/questions/importing'

/** A row of a file by its line, counted from 1 (a room of the NYU release: by its file), or why it could not be read. */
export type Row = { at: string; row: unknown } | { at: string; error: string }

const MAX_LINE_BYTES = 8 * 1024 * 1024
const MAX_ROWS = 1_000_000

/** Reads a file, or the folder of the NYU release, row by row; memory is bounded by the longest row. */
export async function* readRows(file: string, format: ImportFormat): AsyncGenerator<Row> {
  let count = 0
  for await (const row of await rowsOf(file, format)) {
    if (++count > MAX_ROWS) {
      yield { at: row.at, error: 'the file has more than 1,000,000 rows; split it' }
      return
    }
    yield row
  }
}

/** The format by the file's name, where it was not given: a folder is the NYU release. */
export const formatOf = async (file: string): Promise<ImportFormat | null> =>
  (await stat(file)).isDirectory() ? 'nyu' : formatByName(file)

/** The format by a file's ending; null if that does not tell it. A `.json` is a room of the NYU release. */
export function formatByName(name: string): ImportFormat | null {
  const extension = path.extname(name).toLowerCase()
  return extension === '.csv' || extension === '.tsv'
    ? 'csv'
    : extension === '.jsonl' || extension === '.ndjson'
      ? 'jsonl'
      : extension === '.json'
        ? 'nyu'
        : null
}

async function rowsOf(file: string, format: ImportFormat): Promise<AsyncGenerator<Row>> {
  const isFolder = (await stat(file)).isDirectory()
  if (format === 'csv') return csvRows(file)
  return isFolder ? folderRows(file) : lineRows(file)
}

/** Splits at line feeds in bytes, so that a character cut by a chunk's end comes to no harm. */
async function* lineRows(file: string): AsyncGenerator<Row> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest: Buffer[] = []
  let held = 0
  let line = 0
  const parse = (bytes: Buffer): Row | null => {
    line++
    const at = `line ${line}`
    try {
      const text = decoder.decode(bytes).trim()
      return text === '' ? null : { at, row: JSON.parse(text) }
    } catch (error) {
      if (line === 1 && (bytes[0] === 0xff || bytes[0] === 0xfe))
        return { at, error: 'the file is UTF-16; save it as UTF-8' }
      return { at, error: error instanceof SyntaxError ? `not JSON: ${error.message}` : 'not valid UTF-8' }
    }
  }
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const row = parse(Buffer.concat([...rest, chunk.subarray(from, end)]))
      ;[rest, held, from] = [[], 0, end + 1]
      if (row) yield row
    }
    rest.push(chunk.subarray(from))
    held += chunk.length - from
    if (held > MAX_LINE_BYTES) {
      yield { at: `line ${line + 1}`, error: 'the line is longer than 8 MB' }
      return
    }
  }
  const last = parse(Buffer.concat(rest))
  if (last) yield last
}

async function* csvRows(file: string): AsyncGenerator<Row> {
  const head = await firstBytes(file)
  if (head[0] === 0xff || head[0] === 0xfe) {
    yield { at: 'line 1', error: 'the file is UTF-16; save it as UTF-8' }
    return
  }
  const header = head.toString('utf8').split('\n', 1)[0] ?? ''
  const delimiter = [',', ';', '\t'].sort((x, y) => header.split(y).length - header.split(x).length)[0]!
  const parser = createReadStream(file).pipe(
    csv({
      columns: true,
      bom: true,
      delimiter,
      info: true,
      relax_column_count: false,
      skip_empty_lines: true,
      max_record_size: MAX_LINE_BYTES,
    }),
  )
  let line = 1
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: unknown; info: { lines: number } }>) {
      line = info.lines
      yield { at: `line ${line}`, row: record }
    }
  } catch (error) {
    yield { at: `after line ${line}`, error: error instanceof Error ? error.message : 'not CSV' }
  }
}

async function firstBytes(file: string): Promise<Buffer> {
  for await (const chunk of createReadStream(file, { end: 65_535 }) as AsyncIterable<Buffer>) return chunk
  return Buffer.alloc(0)
}

/** The NYU release keeps one room a file, below debates/. Rooms on one question give it once. */
async function* folderRows(folder: string): AsyncGenerator<Row> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.json')).sort()
  const seen = new Set<string>()
  for (const name of names) {
    if (path.basename(name).startsWith('debates-metadata')) continue
    try {
      const row: unknown = JSON.parse(await readFile(path.join(folder, name), 'utf8'))
      const same = questionIn(row)
      if (same && seen.has(same)) continue
      if (same) seen.add(same)
      yield { at: name, row }
    } catch (error) {
      yield { at: name, error: `not JSON: ${error instanceof Error ? error.message : 'unreadable'}` }
    }
  }
}

function questionIn(row: unknown): string | null {
  if (typeof row !== 'object' || row === null || !('setup' in row)) return null
  const { setup } = row
  if (typeof setup !== 'object' || setup === null || !('question' in setup) || !('answers' in setup)) return null
  return JSON.stringify([setup.question, setup.answers])
}
