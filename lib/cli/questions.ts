import { existsSync } from 'node:fs'
import { formatOf } from '#lib/adapters/imports/rows'
import { importFormats } from '#lib/core/questions/importing'
import { listQuestions, listSets } from '#lib/queries/questions'
import { importFile } from '#lib/server/questionImport'
import { flag, Refused, type CliCommand } from './command'

export const questionsImport: CliCommand = {
  usage: 'questions import PATH',
  about: 'Import a JSONL or CSV file, or the folder of the NYU release; nothing is written if a line is bad.',
  flags: {
    set: { type: 'string', about: 'name of the question set (default: the file’s name)' },
    format: { type: 'string', about: `${importFormats.join(', ')} (default: by the file’s name)` },
    'skip-bad': { type: 'boolean', about: 'leave out bad lines instead of refusing the file' },
    'dry-run': { type: 'boolean', about: 'only check' },
  },
  async run(call) {
    const [path] = call.args
    if (!path) throw new Refused('Which file? arena questions import PATH')
    if (!existsSync(path)) throw new Refused(`There is no file ${path}.`)
    const named = flag(call, 'format')
    const format = named ? importFormats.find((known) => known === named) : await formatOf(path)
    if (!format) throw new Refused(`Say what it is: --format ${importFormats.join(' | ')}.`)
    const set =
      flag(call, 'set') ??
      (path
        .replace(/\/+$/, '')
        .split('/')
        .at(-1)
        ?.replace(/\.[^.]+$/, '') ||
        'Imported')
    const app = await call.app()
    const options = { set, format, skipBad: call.flags['skip-bad'] === true, dryRun: call.flags['dry-run'] === true }
    for await (const report of importFile(app, path, options)) {
      if (report.outcome === 'running') {
        if (report.rows % 5_000 === 0) call.say(`${report.rows} rows read, ${report.bad} bad`)
        continue
      }
      for (const { at, reason } of report.faults) call.say(`${at}: ${reason}`)
      const { sample: _, ...counts } = report
      if (report.outcome === 'refused')
        throw new Refused(
          report.bad > 0
            ? `${report.bad} of ${report.rows} rows are bad, so nothing was written. Mend them, or leave them out with --skip-bad.`
            : 'The file holds no question; nothing was written.',
        )
      const verb = report.outcome === 'checked' ? 'Checked' : 'Imported'
      call.out(
        counts,
        `${verb} ${report.good} questions into “${set}”: ${report.added} new, ${report.good - report.added} already there, ${report.bad} left out.`,
      )
    }
  },
}

export const questionsList: CliCommand = {
  usage: 'questions list',
  about: 'Question sets, or with --set the questions of one. Never the right answers.',
  flags: { set: { type: 'string', about: 'name of a set' } },
  async run(call) {
    const { prisma } = await call.app()
    const sets = await listSets(prisma)
    const name = flag(call, 'set')
    if (!name) {
      call.out(sets, sets.map((set) => `${set.name}: ${set.questions} questions on ${set.sources} passages`).join('\n'))
      return
    }
    const set = sets.find((one) => one.name === name)
    if (!set) throw new Refused(`There is no set “${name}”. arena questions list names them.`)
    for (let after: string | undefined; ;) {
      const { questions, next } = await listQuestions(prisma, { setId: set.id, after, limit: 100 })
      for (const question of questions) await call.line(question)
      if (!next) return
      after = next
    }
  },
}
