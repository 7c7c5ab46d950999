/**
 * `npm run bench -- latency [words]`: how long a model's words take to reach those who judge, in ms: from the moment in
 * which a chunk leaves an OpenAI-compatible server until a judge's socket has its last whole word.
 *
 * The way is the real one: engine, batches (telling), PostgreSQL fan-out, a web process's sockets, socket.io clients of
 * judges who read a lone speaker along; a debate of two speeches of so many words (500), first with 1 judge, then with 50.
 * `told` is the part until the worker tells the batch that holds the chunk, `carried` the rest. `direct` is the same
 * server read by a plain HTTP stream. Worker, web, endpoint and judges share one process, as two `io`s that meet only
 * through PostgreSQL; so 50 judges also take the time of 50 browsers from it.
 *
 * Ends with code 1 if any judge's text is not the stored one; no time makes it fail.
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { Server } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { startEmbedded, stopEmbedded } from '#lib/adapters/postgres/embedded'
import { migrate } from '#lib/adapters/postgres/migrations'
import { fanOut } from '#lib/adapters/socketio/live'
import { replay } from '#lib/core/debate/debate'
import { join, type Delta } from '#lib/core/debate/live'
import type { DebateView } from '#lib/core/debate/view'
import { debaterConfig, quirks } from '#lib/core/debaters/config'
import type { Person } from '#lib/core/people/can'
import { debate } from '#lib/core/protocols/debate'
import { readEnv } from '#lib/env'
import { log } from '#lib/log'
import { attachRealtime, serverOptions, type IO } from '#lib/realtime/server'
import { makeDeps } from '#lib/server/deps'
import { advance } from '#lib/services/engine'
import { actAsJudge } from '#lib/services/judgments'
import { openRoom } from '#lib/services/openRoom'
import { controlRoom, joinRoom } from '#lib/services/rooms'
import { slots } from '#lib/services/slots'
import { openaiServer } from '#lib/testing/openaiServer'
import { until, type Client } from '#lib/testing/sockets'

const words = Number(process.argv[2] ?? 500)
const CHUNK_MS = 40 // 24 characters each: about 120 tokens a second
const AUDIENCES = [1, 50]
const SPEECHES = 2
const OPENING = '<argument>'
const SPEECH = Array.from({ length: words }, (_, n) => `word${n}`).join(' ')

/** So many characters of a speech were there at that moment (performance.now()). */
type Mark = { length: number; at: number }
const mark = (length: number): Mark => ({ length, at: performance.now() })

const wrong: string[] = []
let sent: Mark[][] = [] // by call, what the endpoint has sent
let raw = ''
function leaves(piece: string) {
  raw = piece.startsWith(OPENING) ? piece : raw + piece
  if (raw === piece) sent.push([])
  // The last character waits for what may combine with it, so a word counts once something follows it.
  const shown = SPEECH.slice(0, Math.max(0, raw.length - OPENING.length))
  const length = shown.replace(/\s?\S*$/, '').length
  if (length > (sent.at(-1)!.at(-1)?.length ?? 0)) sent.at(-1)!.push(mark(length))
}

/** For each mark the ms until as much had arrived. */
const delays = (from: readonly Mark[], to: readonly Mark[]): number[] =>
  from.map(({ length, at }) => (to.find((one) => one.length >= length)?.at ?? Infinity) - at)

function line(name: string, ms: readonly number[], direct?: number): number {
  const sorted = ms.toSorted((x, y) => x - y)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN
  const figures = [at(0.5), at(0.95), at(1)].map((value) => value.toFixed(1).padStart(8))
  const ratio = direct === undefined ? '' : `${(at(0.5) / direct).toFixed(0)} ×`.padStart(10)
  console.log(`${name.padEnd(24)}${String(sorted.length).padStart(7)}${figures.join('')}${ratio}`)
  return at(0.5)
}

/** The same speeches read straight from the endpoint. @returns the median */
async function direct(baseUrl: string): Promise<number> {
  const arrived: Mark[][] = []
  for (let speech = 0; speech < SPEECHES; speech++) {
    const marks: Mark[] = []
    arrived.push(marks)
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify({ model: 'test-debater', messages: [], stream: true }),
    })
    let received = ''
    for await (const bytes of response.body!) {
      received += Buffer.from(bytes).toString()
      const said = [...received.matchAll(/"content":"([^"]*)"/g)].map(([, piece]) => piece).join('')
      marks.push(mark(said.length - OPENING.length))
    }
  }
  return line(
    'direct',
    arrived.flatMap((marks, i) => delays(sent[i]!, marks)),
  )
}

type App = Awaited<ReturnType<typeof makeDeps>>

/** A question, and a debater at the endpoint. */
async function material({ prisma }: App, baseUrl: string) {
  const { id: setId } = await prisma.questionSet.create({ data: { name: 'bench' } })
  const { id: sourceId } = await prisma.source.create({
    data: { sha256: 'bench', title: 'Bench', text: 'The lamp was lit at noon. '.repeat(100), words: 600 },
  })
  const asked = { setId, sourceId, text: 'Who lit it?', answer0: 'The pilot', answer1: 'The clerk', hash: 'bench' }
  const { id: questionId } = await prisma.question.create({ data: asked })
  const { id: providerId } = await prisma.provider.create({
    data: { name: 'bench', baseUrl, concurrency: 4, quirks: quirks.parse({}) },
  })
  const config = debaterConfig.parse({ kind: 'model', model: 'test-debater' })
  const made = await prisma.debater.create({
    data: { name: 'One', revisions: { create: { number: 1, kind: 'model', providerId, config } } },
    include: { revisions: true },
  })
  return { questionId, revisionId: made.revisions[0]!.id }
}
type Material = Awaited<ReturnType<typeof material>>

async function people({ prisma }: App, count: number): Promise<Person[]> {
  const all = Array.from({ length: count }, (_, n): Person => ({
    id: randomUUID(),
    role: 'guest',
    name: `Person ${n}`,
  }))
  await prisma.user.createMany({ data: all })
  return all
}

/** A room that waits for the first speech, with so many judges who have given their prior. */
async function roomWith(deps: App, { questionId, revisionId }: Material, count: number) {
  const [host, ...judges] = (await people(deps, count + 1)) as [Person, ...Person[]]
  const room = {
    name: 'Bench',
    kind: 'room' as const,
    hostId: host.id,
    setId: null,
    protocol: debate({ turns: 'sequential', rounds: 1, words }),
    debaterA: revisionId,
    debaterB: revisionId,
    feedback: 'close' as const,
    seed: 'bench',
    listed: false,
  }
  const code = await openRoom(deps, room, [questionId], { name: host.name, seat: 'host' })
  for (const judge of judges) await joinRoom(deps, judge, code, { name: judge.name, seat: 'judge' })
  await controlRoom(deps, host, code, { action: 'start', from: 0 })
  const found = (await deps.rooms.byCode(code))!
  const debateId = found.debateId!
  for (const judge of judges) {
    const prior = await actAsJudge(deps, judge.id, debateId, { type: 'believe', afterRound: 0, percentA: 50 })
    if (!prior.ok) throw new Error(prior.error)
  }
  return { room: found, debateId, judges }
}

/** Sockets as a web process has them, joined to the worker's only through the database. */
async function webProcess(url: string, deps: App, known: readonly Person[]) {
  const pool = new pg.Pool({ connectionString: url })
  const http = createServer()
  let leaving = false // who has left is told for a moment longer than there is a pool
  const adapter = fanOut({ pool, redis: null, onError: (error) => leaving || deps.report(error) })
  const io: IO = new Server(http, { ...serverOptions(undefined), adapter })
  const who = async (cookies: string | undefined) => known.find(({ id }) => id === cookies) ?? null
  const realtime = attachRealtime(io, deps, { who, process: 'web' })
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      leaving = true
      await realtime.stop()
      await io.close()
      await pool.end()
    },
  }
}

/** A judge's browser: hears pieces, and asks for what is missing. */
async function reader(url: string, judge: Person, debateId: string, code: string) {
  const client: Client = connect(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie: judge.id } })
  const arrived: Mark[][] = Array.from({ length: SPEECHES }, () => [])
  const texts: string[] = Array.from({ length: SPEECHES }, () => '')
  const early: Delta[] = []
  const state = { view: null as DebateView | null, joined: false, mended: 0 }
  const hear = (piece: Delta) => {
    const { turn, side, attempt } = piece
    const so: Delta = { debateId, turn, side, attempt, offset: 0, text: texts[turn]! }
    const { text, gap } = join([so, ...early.filter((one) => one.turn === turn), piece])
    texts[turn] = text
    arrived[turn]!.push(mark(text.length))
    if (!gap) return
    early.push(piece)
    state.mended++
    client.emit(
      'speech.sync',
      { debateId, turn, side, offset: text.length },
      (reply) => reply.ok && reply.value.forEach(hear),
    )
  }
  client.on('speech.delta', hear)
  client.on('debate.snapshot', (view) => void (state.view = view))
  client.on('room.changed', () => void (state.joined = true))
  await new Promise<void>((up) => client.once('connect', up))
  for (const reply of [
    await client.emitWithAck('room.subscribe', { code }),
    await client.emitWithAck('debate.subscribe', { debateId }),
  ])
    if (!reply.ok) throw new Error(reply.error)
  return { client, arrived, texts, state }
}

async function run(url: string, deps: App, given: Material, count: number, directMs: number) {
  const { room, debateId, judges } = await roomWith(deps, given, count)
  const web = await webProcess(url, deps, judges)
  const readers = await Promise.all(judges.map((judge) => reader(web.url, judge, debateId, room.code)))
  await until(() => {
    deps.live.room(room, 0) // nobody says when an adapter has begun to listen
    return readers.every(({ state }) => state.joined)
  }, 'the fan-out')

  sent = []
  const told: Mark[][] = Array.from({ length: SPEECHES }, () => [])
  const live = {
    ...deps.live,
    delta(...[audiences, piece]: Parameters<typeof deps.live.delta>) {
      told[piece.turn]!.push(mark(piece.offset + piece.text.length))
      deps.live.delta(audiences, piece)
    },
  }
  const engine = { owner: randomUUID(), slots: slots(), random: Math.random, rate: async () => [] }
  await advance({ ...deps, live }, engine, debateId, new AbortController().signal)

  const stored = replay(await deps.debates.read(debateId))!.speeches.map(({ text }) => text)
  await until(() => readers.every(({ state }) => state.view?.speeches.length === SPEECHES), 'both speeches')
  if (stored.join() !== [SPEECH, SPEECH].join()) wrong.push('what is stored is not what the endpoint said')
  for (const { texts, state } of readers)
    if (state.view?.speeches.map(({ text }) => text).join() !== stored.join() || texts.join() !== stored.join())
      wrong.push(`with ${count} listening, somebody’s text is not the stored one`)

  const judged = readers.flatMap(({ arrived }) => arrived.map((marks, i) => delays(sent[i]!, marks)))
  const waited = told.map((marks, i) => delays(sent[i]!, marks))
  line(`${count} ${count === 1 ? 'judge' : 'judges'}`, judged.flat(), directMs)
  line('  told', waited.flat())
  line(
    '  carried',
    readers.flatMap(({ arrived }) => arrived.flatMap((marks, i) => delays(told[i]!, marks))),
  )
  const mended = readers.reduce((sum, { state }) => sum + state.mended, 0)
  if (mended > 0) console.log(`  ${mended} pieces were lost on the way and asked for`)
  for (const { client } of readers) client.close()
  await web.close()
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'arena-bench-'))
const dataDir = path.join(folder, 'data')
try {
  const { url } = await startEmbedded({ dataDir })
  await migrate(url, process.cwd())
  const secret = 'a secret for nothing but this measurement'
  const deps = await makeDeps(
    readEnv({ DATABASE_URL: url, DATA_DIR: dataDir, LOG_LEVEL: 'error', AUTH_SECRET: secret }),
  )
  const endpoint = await openaiServer({ text: `${OPENING}${SPEECH}</argument>`, chunkDelayMs: CHUNK_MS, leaves })
  const given = await material(deps, endpoint.baseUrl)
  console.log(
    `${'ms'.padEnd(24)}${'n'.padStart(7)}${'median'.padStart(8)}${'p95'.padStart(8)}${'max'.padStart(8)}${'to direct'.padStart(10)}`,
  )
  const directMs = await direct(endpoint.baseUrl)
  for (const count of AUDIENCES) await run(url, deps, given, count, directMs)
  log.level = 'silent' // connections that are being closed may hear the database go
  await endpoint.close()
  await deps.close()
} finally {
  await stopEmbedded(dataDir)
  await rm(folder, { recursive: true, force: true })
}
for (const fault of new Set(wrong)) console.error(fault)
process.exitCode = wrong.length === 0 ? 0 : 1
