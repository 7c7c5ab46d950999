import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { once } from 'node:events'
import path from 'node:path'
import { exportRows, type ExportKind } from '#lib/queries/exports'
import { flag, Refused, type CliCommand } from './command'

const command = (kind: ExportKind, about: string): CliCommand => ({
  usage: `export ${kind} --out DIR`,
  about,
  flags: {
    out: { type: 'string', about: 'folder for the file (default: to standard output)' },
    format: { type: 'string', about: 'jsonl' },
    room: { type: 'string', about: 'code of one room' },
  },
  async run(call) {
    if ((flag(call, 'format') ?? 'jsonl') !== 'jsonl') throw new Refused('--format is jsonl.')
    const app = await call.app()
    const rows = exportRows(app, kind, { room: flag(call, 'room') })
    const folder = flag(call, 'out')
    if (!folder) {
      for await (const row of rows) await call.line(row)
      return
    }
    await mkdir(folder, { recursive: true })
    const file = path.join(folder, `${kind}.jsonl`)
    const unfinished = `${file}.part` // a file under its own name is whole
    const stream = createWriteStream(unfinished)
    let count = 0
    for await (const row of rows) {
      if (!stream.write(`${JSON.stringify(row)}\n`)) await once(stream, 'drain')
      count++
    }
    stream.end()
    await once(stream, 'finish')
    await rename(unfinished, file)
    call.out({ file, rows: count }, `${count} rows in ${file}.`)
  },
})

export const exportJudgments = command('judgments', 'One line per judgment, of debates whose judging is over.')
export const exportNative = command('native', 'One line per debate: its events, every attempt, its judgments.')
