/**
 * `npm run bench -- import [rows]`: imports a file of so many questions (100,000), eight to a passage of about 600 words,
 * into a database of its own, and prints rows a second and how far the resident memory rose.
 */
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded, stopEmbedded } from '#lib/adapters/postgres/embedded'
import { migrate } from '#lib/adapters/postgres/migrations'
import { importFile } from '#lib/server/questionImport'

const rows = Number(process.argv[2] ?? 100_000)
const mb = (bytes: number) => Math.round(bytes / 2 ** 20)

async function write(file: string) {
  const to = createWriteStream(file)
  const words = 'the lamp was lit at noon and nobody on the quay could say by whose hand it had been done '
  for (let n = 0; n < rows; n++) {
    const id = `s${Math.floor(n / 8)}`
    const source = { id, title: `Passage ${id}`, text: `Passage ${id}. ${words.repeat(32)}` }
    const about = n % 8 === 0 ? { source } : { source_id: id }
    const row = {
      id: `q${n}`,
      question: `Who lit lamp ${n}?`,
      answers: ['The pilot', 'The clerk'],
      correct: n % 2,
      ...about,
    }
    if (!to.write(`${JSON.stringify(row)}\n`)) await once(to, 'drain')
  }
  to.end()
  await once(to, 'finish')
}

async function run(pool: pg.Pool, file: string) {
  const before = process.memoryUsage().rss
  const from = performance.now()
  let most = before
  let last
  for await (last of importFile({ pool }, file, { set: 'bench', skipBad: false, dryRun: false }))
    most = Math.max(most, process.memoryUsage().rss)
  const seconds = (performance.now() - from) / 1_000
  if (last?.outcome !== 'written' || last.added !== rows) throw new Error(`not all written: ${JSON.stringify(last)}`)
  const size = mb((await stat(file)).size)
  console.log(
    `${rows.toLocaleString('en')} rows, ${size} MB, in ${seconds.toFixed(1)} s: ${Math.round(rows / seconds).toLocaleString('en')} rows/s; ` +
      `memory rose by ${mb(most - before)} MB above ${mb(before)} MB`,
  )
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'arena-bench-'))
const dataDir = path.join(folder, 'data')
try {
  const file = path.join(folder, 'questions.jsonl')
  await write(file)
  const { url } = await startEmbedded({ dataDir })
  await migrate(url, process.cwd())
  const pool = new pg.Pool({ connectionString: url })
  await run(pool, file)
  await pool.end()
} finally {
  await stopEmbedded(dataDir)
  await rm(folder, { recursive: true, force: true })
}
