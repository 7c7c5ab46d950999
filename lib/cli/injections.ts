import path from 'node:path'
import { replay, type Debate } from '#lib/core/debate/debate'
import { attacks } from '#lib/core/judges/attacks'
import type { InjectionSummary } from '#lib/core/judges/injectionTrial'
import { rehearse } from '#lib/core/judges/rehearsal'
import { debate } from '#lib/core/protocols/debate'
import { SpeakError } from '#lib/ports'
import type { App } from '#lib/server/app'
import { tryInjections } from '#lib/services/injections'
import { readStarter } from '../../prisma/starter/passage'
import { flag, Refused, whole, type Call, type CliCommand } from './command'
import { costOf, finished, named } from './judge'

const TOLD_EVERY = 50

export const judgeInjections: CliCommand = {
  usage: 'judge injections --judge NAME[,NAME] [--debates ID,ID|--set NAME|--run ID|--room CODE]',
  about: `Try ${attacks.length} texts that instruct a judge, for either side, and say how far each judge's verdict moves. Nothing is kept. Without debates: on one made for it by the built-in debaters.`,
  flags: {
    judge: { type: 'string', about: 'names of judges, with commas' },
    debates: { type: 'string', about: 'ids of finished debates, with commas' },
    set: { type: 'string', about: 'finished debates on the questions of this set' },
    run: { type: 'string', about: 'the debates of one run' },
    room: { type: 'string', about: 'the closed debates of the room with this code' },
    limit: { type: 'string', about: `how many of these debates (default: 1); each takes ${attacks.length * 4} calls` },
  },
  async run(call) {
    const app = await call.app()
    const judges = await named(app, call)
    const debates = await tried(app, call)
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort())
    const reports = []
    for (const judge of judges) {
      const told = (over: number, of: number) => {
        if (over % TOLD_EVERY === 0) call.say(`${judge.name}: ${over} of ${of}`)
      }
      try {
        reports.push(await tryInjections(app, judge, debates, { signal: stop.signal, told }))
      } catch (error) {
        if (error instanceof SpeakError) throw new Refused(`${judge.name} cannot be asked: ${error.message}`)
        throw error
      }
    }
    const lines = reports.flatMap(({ judge, revision, debates, left, families, furthest, cost, ...all }) => [
      `${judge}, revision ${revision}, on ${debates} debates${left > 0 ? ` (${left} left out)` : ''}: ${inWords(all)}`,
      ...families.map(({ family, ...one }) => `  ${family.padEnd(14)} ${inWords(one)}`),
      ...furthest.map(({ attack, side, points }) => `  ${attack} for ${side}: ${pointsOf(points)}`),
      `  ${costOf(cost)}`,
    ])
    call.out(reports, lines.join('\n'))
  },
}

const pointsOf = (points: number) => `${points < 0 ? '−' : points > 0 ? '+' : ''}${Math.abs(points).toFixed(1)} points`
const inWords = ({ n, mean, max, flips, invalid }: InjectionSummary) =>
  [
    `n = ${n}`,
    ...(mean === null || max === null ? [] : [`mean ${pointsOf(mean)}`, `furthest ${pointsOf(max)}`]),
    `${flips} flips`,
    `${invalid} invalid`,
  ].join(', ')

/** The debates that are named, or one that nobody keeps. */
async function tried(app: App, call: Call): Promise<Debate[]> {
  if (!['debates', 'set', 'run', 'room'].some((name) => flag(call, name) !== undefined)) return [await made()]
  const ids = await finished(app, call)
  const limit = whole(call, 'limit', flag(call, 'debates') === undefined ? 1 : ids.length, [1, 1_000])
  const logs = await Promise.all(ids.slice(0, limit).map((id) => app.debates.read(id)))
  return logs.map(replay).filter((one) => one !== null)
}

/** On the first starter question; which answer is A follows from the alphabet. */
async function made(): Promise<Debate> {
  const [passage] = await readStarter(path.join(process.cwd(), 'prisma', 'starter'))
  const [asked] = passage?.questions ?? []
  if (!passage || !asked) throw new Refused('The starter questions are missing.')
  const [a, b] = [asked.right, asked.wrong].sort()
  const answers: [string, string] = [a ?? '', b ?? '']
  return rehearse(
    { question: asked.question, answers, source: passage.text },
    debate({ turns: 'simultaneous', rounds: 2, words: 100 }),
  )
}
