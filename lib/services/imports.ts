import { rowReader, type ImportedQuestion, type ImportFormat } from '#lib/core/questions/importing'

const BATCH = 500
const SHOWN_FAULTS = 100
const SAMPLE = 5

export type ImportReport = {
  rows: number // read so far, bad ones included
  good: number
  added: number // good and not there before
  bad: number
  faults: { at: string; reason: string }[] // the first 100
  sample: ImportedQuestion[] // the first 5, their passages cut to 600 characters
  /** running until the end; written: in the set; checked: a dry run; refused: nothing was written. */
  outcome: 'running' | 'written' | 'checked' | 'refused'
}

type Ends = {
  rows: AsyncIterable<{ at: string; row: unknown } | { at: string; error: string }>
  begin: () => Promise<{
    add(batch: readonly ImportedQuestion[]): Promise<number>
    commit(): Promise<void>
    rollback(): Promise<void>
  }>
}

/**
 * Imports the rows of a file into a set: all of them, or, if one is bad, none, unless the caller chose to skip bad ones.
 * Yields a report after every batch and at the end.
 */
export async function* importQuestions(
  ends: Ends,
  { format, skipBad, dryRun }: { format: ImportFormat; skipBad: boolean; dryRun: boolean },
): AsyncGenerator<ImportReport> {
  const report: ImportReport = { rows: 0, good: 0, added: 0, bad: 0, faults: [], sample: [], outcome: 'running' }
  const read = rowReader(format)
  const target = await ends.begin()
  let batch: ImportedQuestion[] = []
  let ended = false
  const flush = async () => {
    if (batch.length > 0) report.added += await target.add(batch)
    batch = []
  }
  try {
    for await (const row of ends.rows) {
      report.rows++
      const parsed = 'error' in row ? { ok: false as const, error: row.error } : read(row.row)
      if (!parsed.ok) {
        report.bad++
        if (report.faults.length < SHOWN_FAULTS) report.faults.push({ at: row.at, reason: parsed.error })
      } else if (parsed.value) {
        report.good++
        if (report.sample.length < SAMPLE) report.sample.push(shortened(parsed.value))
        batch.push(parsed.value)
      }
      if (batch.length >= BATCH) await flush()
      if (report.rows % BATCH === 0) yield { ...report }
    }
    await flush()
    const refused = (report.bad > 0 && !skipBad) || report.good === 0
    report.outcome = dryRun ? 'checked' : refused ? 'refused' : 'written'
    ended = true
    await (report.outcome === 'written' ? target.commit() : target.rollback())
    yield report
  } finally {
    if (!ended) await target.rollback() // the reader left, or something broke
  }
}

const shortened = (question: ImportedQuestion): ImportedQuestion => ({
  ...question,
  source: { ...question.source, text: question.source.text.slice(0, 600) },
})
