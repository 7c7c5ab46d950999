import { BUILT_IN_JUDGE_LABEL } from '#lib/core/judges/config'
import { judgeableDebates, type Judgeable } from '#lib/queries/judgeable'
import { controlPanel, startPanel } from '#lib/services/panels'
import type { JudgeRevision } from '#lib/ports/judges'
import type { App } from '#lib/server/app'
import { flag, needed, Refused, type Call, type CliCommand } from './command'

const WATCH_MS = 500

export const judgeRun: CliCommand = {
  usage: 'judge run --set NAME|--run ID|--room CODE|--debates ID,ID --judge NAME[,NAME]',
  about: 'Have judges that are not people judge finished debates; workers do it. Waits until all are judged.',
  flags: {
    set: { type: 'string', about: 'all finished debates on the questions of this set' },
    run: { type: 'string', about: 'the debates of one run of `debates run`' },
    room: { type: 'string', about: 'the closed debates of the room with this code' },
    debates: { type: 'string', about: 'ids of debates, with commas' },
    judge: { type: 'string', about: 'names of judges, with commas; each judges every debate' },
  },
  async run(call) {
    const app = await call.app()
    const revisionIds = (await named(app, call)).map(({ id }) => id)
    const debateIds = await finished(app, call)
    const started = await startPanel(app, null, { name: 'Command line', debateIds, revisionIds })
    if (!started.ok) throw new Refused(`Nothing was started: ${started.error}.`)
    const { id } = started.value
    call.say(`Panel ${id}: ${debateIds.length} debates, ${revisionIds.length} judges.`)
    for (let said = ''; ;) {
      const progress = await app.panels.progress(id)
      if (!progress) throw new Error(`panel ${id} is gone`)
      const { waiting, running, done, invalid, failed } = progress.tasks
      const line = `${done} judged, ${invalid} invalid, ${failed} failed, ${waiting + running} to go`
      if (line !== said) call.say((said = line))
      if (waiting + running === 0 || progress.state !== 'running') {
        call.out(progress, `${line}. ${costOf(progress.cost)}`)
        for (const { error, n } of progress.errors) call.say(`${n} × ${error}`)
        if (failed > 0) throw new Refused(`${failed} failed: \`arena judge retry ${id}\` tries them again.`)
        return
      }
      await new Promise((resolve) => setTimeout(resolve, WATCH_MS))
    }
  },
}

export const judgeRetry: CliCommand = {
  usage: 'judge retry PANEL',
  about: 'Try what failed in a panel once more; what was judged stays.',
  async run(call) {
    const [id = ''] = call.args
    const app = await call.app()
    const done = await controlPanel(app, id, 'retry')
    if (!done.ok)
      throw new Refused(done.error === 'not-found' ? 'There is no such panel.' : 'Nothing of it has failed.')
    call.out(done.value, `${done.value.tasks.waiting} wait again.`)
  },
}

export const judgeList: CliCommand = {
  usage: 'judge list',
  about: 'The judges that are not people.',
  async run(call) {
    const judges = await (await call.app()).judges.judges()
    const rows = judges.map(({ name, number, config }) => ({
      name,
      revision: number,
      label: config.kind === 'builtin' ? BUILT_IN_JUDGE_LABEL : config.model,
    }))
    call.out(rows, rows.map(({ name, revision, label }) => `${name}, revision ${revision}: ${label}`).join('\n'))
  },
}

/** The judges that --judge names. */
export async function named({ judges }: App, call: Call): Promise<JudgeRevision[]> {
  const known = await judges.judges()
  return needed(call, 'judge')
    .split(',')
    .map((name) => {
      const judge = known.find((one) => one.name === name.trim())
      if (!judge)
        throw new Refused(`There is no judge “${name}”. There are: ${known.map((one) => one.name).join(', ')}.`)
      return judge
    })
}

export const costOf = ({ micros, calls, unpriced }: { micros: number | null; calls: number; unpriced: number }) =>
  `${calls} calls${micros === null ? '' : `, $${(micros / 1e6).toFixed(4)}`}${unpriced > 0 ? `, ${unpriced} of unknown price` : ''}`

/** The debates that are meant and over, oldest first. */
export async function finished({ prisma }: App, call: Call): Promise<string[]> {
  const [set, run, room, ids] = ['set', 'run', 'room', 'debates'].map((name) => flag(call, name))
  const meant: Judgeable[] = [
    ...(set ? [{ setName: set }] : []),
    ...(run ? [{ runId: run }] : []),
    ...(room ? [{ roomCode: room }] : []),
    ...(ids ? [{ ids: ids.split(',').map((id) => id.trim()) }] : []),
  ]
  const [which] = meant
  if (!which || meant.length > 1) throw new Refused('Say which debates: one of --set, --run, --room and --debates.')
  const found = await judgeableDebates(prisma, which)
  if (found.length === 0)
    throw new Refused('None of these debates is over. A room’s debates can be judged once they are closed.')
  return found
}
