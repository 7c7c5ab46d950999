import { speakersOf } from '#lib/core/debate/protocol'
import type { Protocol } from '#lib/core/debate/protocol'
import { arms, buildArm } from '#lib/core/protocols/arms'
import { presetOf, presets } from '#lib/core/protocols/presets'
import { protocolOf } from '#lib/core/protocols/stored'
import { replay } from '#lib/core/debate/debate'
import { startDebate } from '#lib/services/debates'
import { estimateDebate, estimateInWords } from '#lib/core/debaters/estimate'
import { listSets } from '#lib/queries/questions'
import { listDebaters } from '#lib/queries/debaters'
import { flag, needed, Refused, whole, type Call, type CliCommand } from './command'

const names = [...arms.map(({ kind }) => kind), ...presets.map(({ id }) => id)]

export const debatesRun: CliCommand = {
  usage: 'debates run --set NAME [--protocol P] --a DEBATER [--b DEBATER]',
  about: 'Debate the questions of a set; workers advance them. Waits until all have ended.',
  flags: {
    set: { type: 'string', about: 'name of the question set' },
    protocol: { type: 'string', about: `${names.join(', ')}, or the name of one of yours (default: debate)` },
    turns: { type: 'string', about: 'of an arm: simultaneous or sequential (default: simultaneous)' },
    rounds: { type: 'string', about: 'of an arm: 1 to 10 (default: 3)' },
    words: { type: 'string', about: 'of an arm: words per speech, 30 to 500 (default: 100)' },
    a: { type: 'string', about: 'name of one debater, or of the lone one' },
    b: { type: 'string', about: 'name of the other; who argues which side is drawn per question' },
    limit: { type: 'string', about: 'how many questions (default: 1)' },
    seed: { type: 'string', about: 'of the draws (default: the run’s id)' },
  },
  async run(call) {
    const protocol = await protocolNamed(call)
    const app = await call.app()
    const set = await app.prisma.questionSet.findUnique({ where: { name: needed(call, 'set') } })
    if (!set) throw new Refused(`There is no set “${needed(call, 'set')}”. arena questions list names them.`)
    const known = await listDebaters(app.prisma)
    const revisionOf = (name: string) => {
      const debater = known.find((one) => one.name === name)
      if (!debater)
        throw new Refused(`There is no debater “${name}”. There are: ${known.map((one) => one.name).join(', ')}.`)
      return debater.revisionId
    }
    const debaters = (['a', 'b'] as const).slice(0, speakersOf(protocol)).map((name) => revisionOf(needed(call, name)))
    const runId = app.newId()
    const seed = flag(call, 'seed') ?? runId
    const questionIds = await app.questions.drawFrom(set.id, whole(call, 'limit', 1, [1, 100_000]), seed)
    if (questionIds.length === 0) throw new Refused(`The set “${set.name}” holds no question in use.`)
    const configs = debaters.map((id) => known.find(({ revisionId }) => revisionId === id)!.config)
    const { words = 0 } = (await listSets(app.prisma)).find(({ id }) => id === set.id) ?? {}
    const estimate = estimateInWords(estimateDebate(protocol, configs, words), questionIds.length)
    if (estimate) call.say(estimate)
    const ids: string[] = []
    for (const [index, questionId] of questionIds.entries()) {
      const begun = await startDebate(app, { questionId, protocol, debaters, feedback: 'verdict', seed, index, runId })
      if (!begun.ok) throw new Refused(`A debate could not be started: ${begun.error}.`)
      ids.push(begun.value.setup.debateId)
    }
    call.say(`${ids.length} debates started (run ${runId}).`)
    for (const id of ids) await call.line(await ended(app, id))
  },
}

type App = Awaited<ReturnType<Call['app']>>
type Ends = Pick<App, 'debates'>

/** Waits for the debate's last event. A debate that needs attention counts as stopped. */
async function ended({ debates }: Ends, debateId: string) {
  for (;;) {
    const now = replay(await debates.read(debateId))
    if (now && (now.phase !== 'running' || now.hold !== null))
      return { debateId, phase: now.phase, hold: now.hold, speeches: now.speeches.length }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}

/** An arm with its choices; else a published preset, or a stored protocol in its newest revision, by name or id. */
async function protocolNamed(call: Call): Promise<Protocol> {
  const name = flag(call, 'protocol') ?? 'debate'
  if (arms.some(({ kind }) => kind === name)) {
    const turns = flag(call, 'turns') ?? 'simultaneous'
    if (turns !== 'simultaneous' && turns !== 'sequential') throw new Refused('--turns is simultaneous or sequential.')
    const [rounds, words] = [whole(call, 'rounds', 3, [1, 10]), whole(call, 'words', 100, [30, 500])]
    const built = buildArm({ arm: name, turns, rounds, words })
    if (built) return built
  }
  const given = ['turns', 'rounds', 'words'].filter((one) => flag(call, one) !== undefined)
  if (given.length > 0) throw new Refused(`--${given[0]} is for arms; “${name}” has its rules already.`)
  const preset = presetOf(name)
  if (preset) return { id: preset.id, version: 1, ...preset.rules }
  const { protocols } = await call.app()
  const stored = (await protocols.protocols()).filter(({ retired }) => !retired)
  const found = stored.find((one) => one.name === name) ?? stored.find(({ protocolId }) => protocolId === name)
  if (found) return protocolOf(found)
  throw new Refused(`--protocol is one of ${[...names, ...stored.map((one) => one.name)].join(', ')}.`)
}
