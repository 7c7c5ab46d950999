import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { once } from 'node:events'
import pg from 'pg'
import { importFile } from '#lib/server/questionImport'

const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(1)

/**
 * Imports a file of `rows` questions, eight to a passage of about 600 words, and prints rows a second and how far the
 * resident memory rose above its level before. The set is left behind, named by the time.
 */
export async function benchImport(pool: pg.Pool, rows = 100_000): Promise<{ rowsPerSecond: number; rssRiseMb: number }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'arena-bench-'))
  const file = path.join(folder, 'questions.jsonl')
  try {
    await write(file, rows)
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let most = before
    const from = performance.now()
    let last
    for await (const report of importFile({ pool }, file, { set: `bench ${Date.now()}`, skipBad: false, dryRun: false })) {
      last = report
      most = Math.max(most, process.memoryUsage().rss)
    }
    const seconds = (performance.now() - from) / 1000
    if (last?.outcome !== 'written' || last.added !== rows) throw new Error(`not all written: ${JSON.stringify(last)}`)
    const rssRiseMb = (most - before) / 2 ** 20
    const { size } = await stat(file)
    console.log(
      `${rows} rows, ${mb(size)} MB, in ${seconds.toFixed(1)} s: ${Math.round(rows / seconds)} rows/s; ` +
        `memory rose by ${rssRiseMb.toFixed(0)} MB above ${mb(before)} MB`,
    )
    return { rowsPerSecond: rows / seconds, rssRiseMb }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function write(file: string, rows: number) {
  const to = createWriteStream(file)
  const words = 'the lamp was lit at noon and nobody on the quay could say by whose hand it had been done '
  for (let n = 0; n < rows; n++) {
    const passage = Math.floor(n / 8)
    const source =
      n % 8 === 0
        ? { source: { id: `s${passage}`, title: `Passage ${passage}`, text: `Passage ${passage}. ${words.repeat(32)}` } }
        : { source_id: `s${passage}` }
    const row = { id: `q${n}`, question: `Who lit lamp ${n}?`, answers: ['The pilot', 'The clerk'], correct: n % 2, ...source }
    if (!to.write(`${JSON.stringify(row)}\n`)) await once(to, 'drain')
  }
  to.end()
  await once(to, 'finish')
}
