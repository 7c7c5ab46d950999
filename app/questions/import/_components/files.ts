import type { ImportFormat } from '#lib/core/questions/importing'

/** What is sent: one body, whatever was chosen. */
export type Upload = { body: Blob; name: string; format: ImportFormat }

const MAX_BYTES = 512 * 1024 * 1024
const endingOf = (name: string) => /\.[a-z]+$/i.exec(name)?.[0].toLowerCase() ?? ''

/**
 * Makes one upload of the files chosen: a table or a file of JSON lines as it is, rooms of the NYU release (one JSON
 * file each, or several) joined to JSON lines.
 *
 * @returns the upload, or one sentence about what does not go
 */
export async function uploadOf(files: readonly File[]): Promise<Upload | string> {
  const [first] = files
  if (!first) return 'No file came along. Folders cannot be dropped: choose the files in it.'
  const endings = new Set(files.map(({ name }) => endingOf(name)))
  if (endings.size > 1) return 'These files are of different kinds. Import one kind at a time.'
  if (files.reduce((sum, file) => sum + file.size, 0) > MAX_BYTES)
    return 'That is more than 512 MB. Split it, or use the command line.'
  switch (endingOf(first.name)) {
    case '.csv':
    case '.tsv':
      return files.length === 1 ? { body: first, name: first.name, format: 'csv' } : 'Import one table at a time.'
    case '.jsonl':
    case '.ndjson':
      return { body: new Blob(files.flatMap((file) => [file, '\n'])), name: first.name, format: 'jsonl' }
    case '.json':
      return joined(files)
    default:
      return `“${first.name}” is not a .jsonl, .csv or .json file.`
  }
}

/** Reads one file after the other, so that memory holds their lines but not their trees. */
async function joined(files: readonly File[]): Promise<Upload | string> {
  const lines: string[] = []
  const asked = new Set<string>() // many rooms are on one question
  let format: ImportFormat | null = null
  for (const file of files) {
    let content: unknown
    try {
      content = JSON.parse(await file.text())
    } catch {
      return `“${file.name}” is not readable as JSON.`
    }
    for (const row of Array.isArray(content) ? content : [content]) {
      const question = questionOf(row)
      format ??= question === null ? 'jsonl' : 'nyu'
      if (question !== null && asked.has(question)) continue
      if (question !== null) asked.add(question)
      lines.push(`${JSON.stringify(row)}\n`)
    }
  }
  const name = format === 'nyu' && files.length > 1 ? 'NYU debates.json' : (files[0]?.name ?? '')
  return format ? { body: new Blob(lines), name, format } : 'There is nothing in it.'
}

/** What a room of the NYU release is on, whichever side has which answer; null of anything else. */
function questionOf(row: unknown): string | null {
  if (!isRecord(row) || !isRecord(row['setup'])) return null
  const { question, answers } = row['setup']
  return JSON.stringify([question, Array.isArray(answers) ? answers.map(String).sort() : []])
}
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
