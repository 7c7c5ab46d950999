/**
 * `npm run chaos -- crash [kills]`: debates between two models of a slow endpoint while their worker is killed with -9
 * at random instants, so many times (100). Each is a sequential debate of ten rounds; four run at a time.
 *
 * Checked: every debate completes, its log has no gap, no speech is lost or doubled, each goes on within 20 s of a kill,
 * and a kill costs at most one extra call per speech that was being written.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { FOR_TESTS, startEmbedded, stopEmbedded } from '#lib/adapters/postgres/embedded'
import { migrate } from '#lib/adapters/postgres/migrations'
import { replay } from '#lib/core/debate/debate'
import { debate } from '#lib/core/protocols/debate'
import { quirks } from '#lib/core/debaters/config'
import { environmentWith, readEnv } from '#lib/env'
import { makeDeps } from '#lib/server/deps'
import { startDebate } from '#lib/services/debates'
import { openaiServer } from '#lib/testing/openaiServer'
import { readStarter } from '../../prisma/starter/passage'

const kills = Number(process.argv[2] ?? 100)
const AT_ONCE = 4
const ROUNDS = 10
const RESUME_MS = 20_000
const SPEECHES = 2 * ROUNDS

const folder = await mkdtemp(path.join(os.tmpdir(), 'arena-chaos-'))
const dataDir = path.join(folder, 'data')
const faults: string[] = []
const { url } = await startEmbedded({ dataDir, settings: FOR_TESTS })
await migrate(url, process.cwd())
const env = {
  DATABASE_URL: url,
  DATA_DIR: dataDir,
  LOG_LEVEL: 'error',
  AUTH_SECRET: 'a secret for nothing but this run of chaos',
}
const deps = await makeDeps(readEnv(env))
const endpoint = await openaiServer({ chunkDelayMs: 25 })
let worker = startWorker()

function startWorker(): ChildProcess {
  const child = spawn(process.execPath, ['dist/worker.js'], {
    env: environmentWith(env),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  child.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL' && code !== 0) faults.push(`the worker ended by itself with code ${code}`)
  })
  return child
}

/** A set of one passage and two debaters at the slow endpoint. */
async function material() {
  const [passage] = await readStarter(path.join(process.cwd(), 'prisma/starter'))
  if (!passage) throw new Error('no starter passage')
  const { title, text, questions } = passage
  const set = await deps.prisma.questionSet.create({ data: { name: 'chaos' } })
  const source = await deps.prisma.source.create({
    data: { sha256: 'chaos', title, text, words: text.split(/\s+/).length },
  })
  const asked = questions[0]!
  const question = await deps.prisma.question.create({
    data: {
      setId: set.id,
      sourceId: source.id,
      text: asked.question,
      answer0: asked.right,
      answer1: asked.wrong,
      hash: 'chaos',
    },
  })
  const provider = await deps.prisma.provider.create({
    data: { name: 'slow', baseUrl: endpoint.baseUrl, concurrency: 20, quirks: quirks.parse({}) },
  })
  const revision = async (name: string, model: string) => {
    const config = {
      kind: 'model' as const,
      model,
      template: 'debater/1',
      temperature: null,
      topP: null,
      maxTokens: 4_000,
      price: null,
    }
    const made = await deps.prisma.debater.create({
      data: { name, revisions: { create: { number: 1, kind: 'model', providerId: provider.id, config } } },
      include: { revisions: true },
    })
    return made.revisions[0]!.id
  }
  return {
    questionId: question.id,
    debaters: [await revision('One', 'test-debater'), await revision('Two', 'test-second')] as const,
  }
}

const { questionId, debaters } = await material()
const ids: string[] = []
async function another() {
  const protocol = debate({ turns: 'sequential', rounds: ROUNDS, words: 100 })
  const begun = await startDebate(deps, {
    debateId: randomUUID(),
    questionId,
    protocol,
    debaters,
    feedback: 'close',
    seed: 'chaos',
    index: ids.length,
  })
  if (!begun.ok) throw new Error(begun.error)
  ids.push(begun.value.setup.debateId)
}
const running = async () => deps.prisma.debate.count({ where: { phase: 'running', hold: null } })
/** Speeches that were being written: each may have cost one call that nobody will read. */
const beingWritten = () => deps.prisma.attempt.count({ where: { state: { in: ['calling', 'streaming'] } } })

let allowed = 0
const resumes: number[] = []
for (let kill = 0; kill < kills; kill++) {
  while ((await running()) < AT_ONCE) await another()
  await delay(Math.random() * 4_000)
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  allowed += await beingWritten()
  const [from, asked] = [performance.now(), endpoint.asked().length]
  worker = startWorker()
  while (endpoint.asked().length === asked && performance.now() - from < 2 * RESUME_MS) await delay(20)
  resumes.push(performance.now() - from)
  if ((kill + 1) % 10 === 0) console.log(`${kill + 1} kills, ${ids.length} debates, ${endpoint.asked().length} calls`)
}
while ((await running()) > 0) await delay(200)
worker.kill('SIGTERM')
await once(worker, 'exit')

for (const id of ids) {
  const events = await deps.debates.read(id)
  const seqs = await deps.prisma.debateEvent.findMany({
    where: { debateId: id },
    orderBy: { seq: 'asc' },
    select: { seq: true },
  })
  const now = replay(events)
  if (now?.phase !== 'completed') faults.push(`debate ${id} is ${now?.phase} ${now?.hold}`)
  if (now && now.phase === 'completed' && now.speeches.length !== SPEECHES)
    faults.push(`debate ${id} has ${now.speeches.length} speeches`)
  if (seqs.some(({ seq }, i) => seq !== i + 1)) faults.push(`debate ${id} has a gap`)
  const accepted = await deps.prisma.attempt.findMany({
    where: { debateId: id, state: 'accepted' },
    select: { turn: true, side: true, speech: true },
  })
  for (const speech of now?.speeches ?? []) {
    const kept = accepted.filter(({ turn, side }) => turn === speech.turn && side === speech.side)
    if (kept.length !== 1) faults.push(`debate ${id}: ${kept.length} accepted for turn ${speech.turn} ${speech.side}`)
    else if (
      JSON.stringify(kept[0]!.speech) !== JSON.stringify(speech) &&
      JSON.stringify(sorted(kept[0]!.speech)) !== JSON.stringify(sorted(speech))
    )
      faults.push(`debate ${id}: what was accepted is not what stands at turn ${speech.turn} ${speech.side}`)
  }
  if (accepted.length !== (now?.speeches.length ?? 0)) faults.push(`debate ${id}: ${accepted.length} accepted attempts`)
}
/** Keys in order: JSON columns give them back in another. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
const speeches = await deps.prisma.attempt.count({ where: { state: 'accepted', request: { not: {} } } })
const extra = endpoint.asked().length - speeches
if (extra > allowed)
  faults.push(`${extra} extra calls, ${allowed} speeches were being written when the worker was killed`)
const worst = Math.max(...resumes)
if (worst > RESUME_MS) faults.push(`a debate took ${Math.round(worst)} ms to go on`)
resumes.sort((x, y) => x - y)
console.log(
  `${kills} kills; ${ids.length} debates, ${speeches} speeches; ${extra} extra calls (${allowed} speeches were being written at a kill); ` +
    `went on after ${(resumes[Math.floor(resumes.length / 2)]! / 1000).toFixed(1)} s (median), ${(worst / 1000).toFixed(1)} s at most`,
)
for (const fault of faults) console.error(fault)
await endpoint.close()
await deps.close()
await stopEmbedded(dataDir)
await rm(folder, { recursive: true, force: true })
console.log(`${faults.length === 0 ? 'Nothing' : faults.length} went wrong`)
process.exit(faults.length === 0 ? 0 : 1)
