import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { debaterConfig, quirks } from '#lib/core/debaters/config'
import { judgeConfig } from '#lib/core/judges/config'
import { replay } from '#lib/core/debate/debate'
import { arms } from '#lib/core/protocols/arms'
import { speakersOf } from '#lib/core/debate/protocol'
import { readEnv } from '#lib/env'
import { startDebate } from '#lib/services/debates'
import { advance } from '#lib/services/engine'
import { createJudge } from '#lib/services/judges'
import { judgeByModel } from '#lib/services/modelJudges'
import { controlPanel, sitOnPanels, startPanel } from '#lib/services/panels'
import { carryOut } from '#lib/services/presiding'
import { slots } from '#lib/services/slots'
import { openaiServer } from '#lib/testing/openaiServer'
import { makeDeps } from './deps'

let database: TestDatabase
let folder: string
let app: Awaited<ReturnType<typeof makeDeps>>
let server: Awaited<ReturnType<typeof openaiServer>>
let providerId: string
const made = { question: randomUUID(), debater: '' }

beforeAll(async () => {
  database = await testDatabase()
  folder = await mkdtemp(path.join(os.tmpdir(), 'arena-test-panels-'))
  app = await makeDeps({ ...readEnv(), DATABASE_URL: database.url, DATA_DIR: folder })
  server = await openaiServer({ models: ['likely-judge', 'plain-judge'] })
  const { prisma, providers } = app
  providerId = (await providers.addProvider({
    name: 'Test',
    baseUrl: server.baseUrl,
    key: null,
    concurrency: 2,
    quirks: quirks.parse({}),
    origin: 'person',
  }))!
  const set = await prisma.questionSet.create({ data: { name: 'set' } })
  const text = Array.from(
    { length: 40 },
    (_, i) => `On day ${i} the keeper of the lamp wrote that the ${i % 2 ? 'wind' : 'sexton'} had moved bell ${i}.`,
  ).join(' ')
  const source = await prisma.source.create({ data: { sha256: 'sha', title: 'The Lamp', text, words: 500 } })
  await prisma.question.create({
    data: {
      id: made.question,
      setId: set.id,
      sourceId: source.id,
      text: 'Who moved the bell?',
      answer0: 'The sexton moved it.',
      answer1: 'The wind moved it.',
      hash: 'h',
    },
  })
  await prisma.answerKey.create({ data: { questionId: made.question, right: 1 } })
  made.debater = (
    await providers.addRevision({
      name: 'Ash',
      providerId: null,
      config: debaterConfig.parse({ kind: 'builtin', wordsPerSecond: 0 }),
    })
  ).id
})
afterAll(async () => {
  await server.close()
  await app.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => server.calls.splice(0))

let index = 0
/** A finished debate of the built-in debaters, of any arm. */
async function finished(arm = 'debate'): Promise<string> {
  const protocol = arms.find(({ kind }) => kind === arm)!.build({ turns: 'sequential', rounds: 2, words: 60 })
  const begun = await startDebate(app, {
    questionId: made.question,
    protocol,
    debaters: Array.from({ length: speakersOf(protocol) }, () => made.debater),
    feedback: 'verdict',
    seed: 'seed',
    index: index++,
  })
  if (!begun.ok) throw new Error(begun.error)
  const id = begun.value.setup.debateId
  await advance(
    app,
    { owner: 'w', slots: slots(), random: () => 0, rate: async () => [] },
    id,
    new AbortController().signal,
  )
  await carryOut(app, id)
  expect(replay(await app.debates.read(id))?.phase).toBe('completed')
  return id
}

async function judge(model: string | null, more: object = {}) {
  const config = judgeConfig.parse(model === null ? { kind: 'builtin' } : { kind: 'model', model, ...more })
  const created = await createJudge(
    { providers: app.providers, judges: app.judges },
    { name: `${model ?? 'Rowan'}`, providerId: model === null ? null : providerId, config },
  )
  if (!created.ok) throw new Error(created.error)
  return created.value
}

/** Two workers at it until nothing waits. */
async function work(panelId: string, deps = app) {
  const stop = new AbortController()
  const benches = ['one', 'two'].map((owner) =>
    sitOnPanels(deps, { owner, slots: slots(), random: () => 0 }, stop.signal),
  )
  const settled = async () => {
    const progress = (await app.panels.progress(panelId))!
    return progress.tasks.waiting + progress.tasks.running === 0 ? progress : null
  }
  let progress = await settled()
  while (!progress) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    progress = await settled()
  }
  stop.abort()
  await Promise.all(benches)
  return progress
}
const panel = async (debateIds: string[], revisionIds: string[]) => {
  const started = await startPanel(app, null, { name: 'p', debateIds, revisionIds })
  if (!started.ok) throw new Error(started.error)
  return started.value.id
}

test('judges of every kind judge every arm as late people would, in both orders', async () => {
  const debates = await Promise.all(arms.map(({ kind }) => finished(kind)))
  const judges = [await judge(null), await judge('likely-judge'), await judge('plain-judge')]
  const progress = await work(
    await panel(
      debates,
      judges.map(({ id }) => id),
    ),
  )
  expect(progress.tasks).toEqual({ waiting: 0, running: 0, done: arms.length * 3, invalid: 0, failed: 0 })
  for (const [i, { kind }] of arms.entries()) {
    const debate = replay(await app.debates.read(debates[i]!))!
    const records = await app.judgments.ofDebate(debates[i]!)
    expect(records.map((record) => record.kind).sort()).toEqual(['builtin', 'model', 'model'])
    for (const { judgment, kind: by } of records) {
      if (judgment.phase !== 'final') throw new Error(judgment.phase)
      expect(judgment.after?.mode).toBe('stepped')
      expect(judgment.trail.map(({ afterRound }) => afterRound)).toEqual(debate.turns.length > 0 ? [0, 1] : [])
      const { shown, swapped } = judgment.verdict.orders!
      // The test model leans to whatever is called A by .05 in either order: the mean does not.
      if (by === 'model' && kind === 'naive')
        expect([shown, swapped, judgment.verdict.percentA]).toEqual([expect.closeTo(0.55), expect.closeTo(0.45), 50])
      if (by === 'model') expect(shown - swapped).toBeCloseTo(0.1, 1)
      if (by === 'builtin') expect(shown).toBe(swapped)
    }
  }
  const calls = await app.prisma.judgeCall.groupBy({ by: ['form', 'state'], _count: true })
  expect(calls.find(({ form, state }) => form === 'token' && state === 'bad_output')?._count).toBeLessThanOrEqual(4) // “plain” is asked for probabilities once or so
  expect(JSON.stringify(server.asked().map(({ body }) => body))).not.toMatch(/"Ash"|built-in|honest/i)
})

test('one repair, then invalid: never a side', async () => {
  const [debateId, other] = [await finished('naive'), await finished('naive')]
  const strict = await judge('plain-judge', { answer: 'structured' })
  server.script([{ text: 'Debater A, clearly.' }]) // then sound answers
  expect(await judgeByModel(app, strict, debateId, new AbortController().signal)).toMatchObject({
    ok: true,
    value: { phase: 'final' },
  })
  expect(server.asked()).toHaveLength(3)
  server.script([{ text: '{"choice": "A"}' }, { text: 'A' }])
  expect(await judgeByModel(app, strict, other, new AbortController().signal)).toMatchObject({
    ok: true,
    value: { phase: 'invalid' },
  })
  expect(await judgeByModel(app, strict, other, new AbortController().signal)).toMatchObject({
    ok: true,
    value: { phase: 'invalid' },
  })
  expect(server.asked()).toHaveLength(5) // what is invalid stays so, and is not asked again
})

test('what fails on the way is tried again and nothing that was answered is asked twice; what only a person can mend waits for a retry', async () => {
  const [debateId, other] = [await finished('consultancy'), await finished('naive')]
  const likely = await judge('likely-judge')
  server.script([{}, { fault: '500' }, { fault: 'cut' }])
  const first = await panel([debateId], [likely.id])
  expect((await work(first)).tasks).toMatchObject({ done: 1, failed: 0 })
  expect(server.asked()).toHaveLength(6 + 2) // prior, a belief and the verdict in two orders each, and the two that failed
  server.script([{ fault: '400-parameter' }])
  const second = await panel([other], [likely.id])
  expect((await work(second)).tasks).toMatchObject({ failed: 1 })
  expect(await controlPanel(app, second, 'retry')).toMatchObject({
    ok: true,
    value: { tasks: { waiting: 1, failed: 0 } },
  })
  expect((await work(second)).tasks).toMatchObject({ done: 1, failed: 0 })
}, 30_000)

test('while an endpoint is not to be called no try is used up', async () => {
  const [debateId, likely] = [await finished('naive'), await judge('likely-judge')]
  const id = await panel([debateId], [likely.id])
  let looked = 0
  const judgeCaller = { ...app.judgeCaller, waitMs: () => (looked++ < 6 ? 10 : 0) }
  expect((await work(id, { ...app, judgeCaller })).tasks).toMatchObject({ done: 1, failed: 0 })
  expect(await app.prisma.panelTask.findFirst({ where: { panelId: id } })).toMatchObject({ tries: 1, error: null })
  expect(server.asked()).toHaveLength(2)
}, 20_000)

test('a paused panel waits, a cancelled one is not taken up again', async () => {
  const [debateId, builtIn] = [await finished('naive'), await judge(null)]
  const id = await panel([debateId], [builtIn.id])
  await controlPanel(app, id, 'pause')
  expect(await app.panels.claim('w', 1_000, { exceptProviders: [] })).toBeNull()
  await controlPanel(app, id, 'resume')
  const task = await app.panels.claim('w', 1, { exceptProviders: [] })
  expect(task).toMatchObject({ panelId: id })
  let again = null
  while (!again) again = await app.panels.claim('v', 1_000, { exceptProviders: [] }) // its lease runs out
  expect(await app.panels.settle(task!, { state: 'done', counts: true })).toBe(false) // a stale owner settles nothing
  await controlPanel(app, id, 'cancel')
  expect(await controlPanel(app, id, 'resume')).toMatchObject({ error: 'not-now' })
})

test('a cap stops new calls and says so; raised, the work goes on from what was answered', async () => {
  const debateId = await finished('consultancy')
  const paid = await judge('likely-judge', { price: { input: 1_000, output: 1_000 }, maxTokens: 100 }) // a dollar per thousand tokens
  await app.providers.changeProvider(providerId, { caps: { perDebate: 3, perDay: null } })
  const id = await panel([debateId], [paid.id])
  const first = await work(id)
  expect(first.tasks).toMatchObject({ failed: 1, done: 0 })
  expect(first.errors[0]?.error).toMatch(/The cap of \$3\.00 a debate at Test would be passed: \$\d/)
  const asked = server.asked().length
  expect(asked).toBeGreaterThan(0)
  expect((await app.attempts.spent(providerId, debateId, 0)).debate).toBeLessThanOrEqual(3e6)
  await app.providers.changeProvider(providerId, { caps: { perDebate: 300, perDay: null } })
  await controlPanel(app, id, 'retry')
  expect((await work(id)).tasks).toMatchObject({ done: 1 })
  expect(server.asked()).toHaveLength(6)
  await app.providers.changeProvider(providerId, { caps: { perDebate: null, perDay: null } })
})
