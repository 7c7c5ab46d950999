import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

const WARNING = 40 // pino's number
const FULL_BYTES = 10_000_000
const entry = z.object({
  level: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
})

/**
 * Keeps what the child processes log in `arena.log`, one older file beside it, and shows warnings and errors in words.
 *
 * @returns for a process, what to do with each line it writes
 */
export function keepLog(dataDir: string) {
  const file = path.join(dataDir, 'arena.log')
  if (existsSync(file) && statSync(file).size > FULL_BYTES) renameSync(file, `${file}.1`)
  const log = createWriteStream(file, { flags: 'a', mode: 0o600 })
  log.on('error', (error) => console.error(`arena.log cannot be written: ${error.message}`))
  return (name: string) => (line: string, stream: 'stdout' | 'stderr') => {
    log.write(`${line}\n`)
    const shown = worthShowing(line, stream)
    if (shown !== null) console.error(`[${name}] ${shown}`)
  }
}

function worthShowing(line: string, stream: 'stdout' | 'stderr'): string | null {
  const parsed = entry.safeParse(parseJson(line))
  if (!parsed.success) return stream === 'stderr' ? line : null
  const { level, msg, err } = parsed.data
  if (level < WARNING) return null
  return [level > WARNING ? 'error' : 'warning', msg, err?.message].filter(Boolean).join(': ')
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
