import { PrismaPg } from '@prisma/adapter-pg'
import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openaiProbe } from '#lib/adapters/openai/probe'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import { prismaDebaters } from '#lib/adapters/prisma/debaters'
import { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { secretBox } from '#lib/adapters/secrets'
import { debaterConfig } from '#lib/core/debaters/config'
import { openaiServer, type OpenaiServer } from '#lib/testing/openaiServer'
import { testConnection } from './connection'
import { createDebater, ensureBuiltIn, retireDebater } from './debaters'
import { createProvider, editProvider, listModels, listProviders, type ProviderEnds } from './providers'
import { registerProviders } from './registration'

let database: TestDatabase
let db: PrismaClient
let ends: ProviderEnds
const servers: OpenaiServer[] = []
beforeAll(async () => {
  database = await testDatabase()
  db = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url }) })
  const store = prismaDebaters(db, secretBox('s'.repeat(32)))
  ends = { providers: store, debaters: store, probe: openaiProbe(Date.now) }
})
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
  await db.debaterRevision.deleteMany()
  await db.debater.deleteMany()
  await db.provider.deleteMany()
})
afterAll(async () => {
  await db.$disconnect()
  await database.drop()
})

async function serving(...settings: Parameters<typeof openaiServer>) {
  const server = await openaiServer(...settings)
  servers.push(server)
  return server
}
async function connected(baseUrl: string, key: string | null = null) {
  const made = await createProvider(ends, { name: 'Endpoint', baseUrl, key, concurrency: 2 })
  if (!made.ok) throw new Error(made.error)
  return made.value.id
}
async function tested(id: string, model?: string) {
  const report = await testConnection(ends, id, model)
  if (!report.ok) throw new Error(report.error)
  return report.value
}

describe('endpoints', () => {
  test('are added and listed without their keys', async () => {
    const id = await connected('https://api.example/v1/', 'sk-secret-0123456789')
    expect(await listProviders(ends)).toEqual([
      expect.objectContaining({ id, baseUrl: 'https://api.example/v1', keyLast4: '6789', origin: 'person' }),
    ])
    expect(JSON.stringify(await listProviders(ends))).not.toContain('sk-secret')
    expect(
      await createProvider(ends, { name: 'Endpoint', baseUrl: 'https://b.example', key: null, concurrency: 1 }),
    ).toEqual({ ok: false, error: 'name-taken' })
    expect(
      await createProvider(ends, { name: 'Other', baseUrl: 'http://b.example', key: null, concurrency: 1 }),
    ).toEqual({ ok: false, error: 'http-to-the-internet' })
  })
  test('never send a stored key to another server', async () => {
    const id = await connected('https://api.example/v1', 'sk-secret-0123456789')
    expect(await editProvider(ends, id, { baseUrl: 'https://thief.example/v1' })).toEqual({
      ok: false,
      error: 'key-needed',
    })
    expect(await ends.debaters.endpoint(id)).toMatchObject({ baseUrl: 'https://api.example/v1' })
    expect(await editProvider(ends, id, { baseUrl: 'https://api.example/openai/v1' })).toEqual({
      ok: true,
      value: { id },
    })
    expect(await editProvider(ends, id, { baseUrl: 'https://new.example/v1', key: '' })).toEqual({
      ok: true,
      value: { id },
    })
    expect(await ends.debaters.endpoint(id)).toMatchObject({ baseUrl: 'https://new.example/v1', key: null })
    expect(await editProvider(ends, 'none', {})).toEqual({ ok: false, error: 'not-found' })
  })
  test('are switched on again by a new key, not by a new number', async () => {
    const id = await connected('https://api.example/v1', 'sk-secret-0123456789')
    await ends.debaters.disable(id, 'no credit.')
    await editProvider(ends, id, { concurrency: 7, quirks: { streamUsage: false } })
    expect(await ends.debaters.endpoint(id)).toMatchObject({
      disabled: 'no credit.',
      concurrency: 7,
      quirks: { streamUsage: false, tokenLimitField: 'max_completion_tokens' },
    })
    await editProvider(ends, id, { key: 'sk-second-0123456789' })
    expect(await ends.debaters.endpoint(id)).toMatchObject({ disabled: null })
  })
})

describe('the connection test says', () => {
  test('that it works, and switches the endpoint on again', async () => {
    const { baseUrl } = await serving()
    const id = await connected(baseUrl)
    await ends.debaters.disable(id, 'the key was refused.')
    expect(await tested(id)).toMatchObject({
      works: true,
      model: 'test-debater',
      models: ['test-debater', 'test-second'],
      learnt: [],
      sentence: expect.stringMatching(/^It works: “test-debater” answered in \d+\.\d s\.$/),
      firstTokenMs: expect.any(Number),
    })
    expect(await ends.debaters.endpoint(id)).toMatchObject({ disabled: null })
  })
  test('what dialect the endpoint speaks, and keeps it', async () => {
    const { baseUrl } = await serving({ refuses: ['max_completion_tokens', 'stream_options'] })
    const id = await connected(baseUrl)
    expect(await tested(id)).toMatchObject({
      works: true,
      learnt: [expect.stringContaining('max_tokens'), expect.stringContaining('token counts')],
    })
    expect(await ends.debaters.endpoint(id)).toMatchObject({
      quirks: { tokenLimitField: 'max_tokens', streamUsage: false },
    })
    const { baseUrl: newer } = await serving({ refuses: ['max_tokens'] })
    await editProvider(ends, id, { baseUrl: newer })
    expect(await tested(id)).toMatchObject({ works: true })
    expect(await ends.debaters.endpoint(id)).toMatchObject({ quirks: { tokenLimitField: 'max_completion_tokens' } })
    const { baseUrl: bare } = await serving({ refuses: ['max_tokens', 'max_completion_tokens'] })
    await editProvider(ends, id, { baseUrl: bare })
    expect(await tested(id)).toMatchObject({ works: true, learnt: [expect.any(String), 'It takes no token limit.'] })
  })
  test('that /v1 is missing, and where it answers', async () => {
    const { port } = await serving()
    const id = await connected(`http://127.0.0.1:${port}`)
    for (const model of [undefined, 'test-debater'])
      expect(await tested(id, model)).toMatchObject({
        works: false,
        sentence: expect.stringContaining(`answers at http://127.0.0.1:${port}/v1`),
      })
  })
  test.each<[string, string, RegExp, Parameters<typeof openaiServer>[0]?]>([
    ['an unknown model', 'gpt-99', /knows no model “gpt-99”. It offers “test-debater”, “test-second”\./],
    ['a wrong key', 'test-debater', /does not accept the key \(401\)/, { key: 'right' }],
    ['no credit', 'fault-429-quota', /quota or credit is used up/],
    ['too many requests', 'fault-429', /slow down \(429\): try again in 9 s/, { retryAfter: '9' }],
    ['a fault on its side', 'fault-500', /failed \(500\)/],
    ['a page instead of an API', 'fault-html', /not as an OpenAI-compatible API/],
    ['a redirect', 'fault-redirect', /sends callers on/],
    ['an end without a finish reason', 'fault-no-finish', /no finish_reason/],
    ['a cut', 'fault-cut', /closed the connection/],
    ['another model', 'fault-other-model', /It works: .* It calls itself “another-model”/],
    ['no counts', 'fault-no-usage', /It works: .* no token counts/],
  ])('what is wrong: %s', async (_, model, sentence, settings) => {
    const { baseUrl } = await serving(settings)
    const id = await connected(baseUrl, 'sk-wrong-0123456789')
    const report = await tested(id, model)
    expect(report.sentence).toMatch(sentence)
    expect(report.works).toBe(report.sentence.startsWith('It works'))
    expect(JSON.stringify(report)).not.toContain('sk-wrong')
  })
  test('that nothing listens, that a name is not found, that TLS is missing', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await new Promise((listening) => closed.once('listening', listening))
    const address = closed.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await new Promise((over) => closed.close(over))
    const id = await connected(`http://127.0.0.1:${port}/v1`)
    expect((await tested(id)).sentence).toBe(
      `Nothing listens at 127.0.0.1:${port}: the connection was refused. Is the server running, and is the port right?`,
    )
    await editProvider(ends, id, { baseUrl: 'https://arena.invalid/v1' })
    expect((await tested(id)).sentence).toContain('The host name arena.invalid is not found')
    const { baseUrl } = await serving()
    await editProvider(ends, id, { baseUrl: baseUrl.replace('http:', 'https:') })
    expect((await tested(id)).sentence).toContain('No secure connection')
    expect(await listModels(ends, id)).toMatchObject({
      ok: true,
      value: { models: [], problem: expect.stringContaining('No secure connection') },
    })
    expect(await testConnection(ends, 'none')).toEqual({ ok: false, error: 'not-found' })
  })
  test('to name a model where a long list is sold', async () => {
    const { baseUrl, asked } = await serving({ models: Array.from({ length: 30 }, (_, i) => `model-${i}`) })
    const id = await connected(baseUrl)
    expect(await tested(id)).toMatchObject({
      works: false,
      sentence: expect.stringMatching(/30 models are offered. Name one/),
    })
    expect(asked()).toHaveLength(0) // nothing was spent
    await createDebater(ends, {
      name: 'Maple',
      providerId: id,
      config: debaterConfig.parse({ kind: 'model', model: 'model-7' }),
    })
    expect(await tested(id)).toMatchObject({ works: true, model: 'model-7' })
  })
})

describe('debaters', () => {
  test('are made once, revised when something changes', async () => {
    const id = await connected('https://api.example/v1')
    const config = debaterConfig.parse({ kind: 'model', model: 'm' })
    const make = (change = {}) =>
      createDebater(ends, { name: 'Maple', providerId: id, config: { ...config, ...change } })
    const first = await make()
    expect(first).toMatchObject({ ok: true, value: { number: 1 } })
    expect(await make()).toEqual(first)
    expect(await make({ temperature: 1 })).toMatchObject({ ok: true, value: { number: 2 } })
    expect(await createDebater(ends, { name: 'X', providerId: null, config })).toEqual({
      ok: false,
      error: 'no-such-provider',
    })
    expect(await createDebater(ends, { name: 'Ash', providerId: id, config })).toEqual({
      ok: false,
      error: 'built-in-name',
    })
    expect(await make({ template: 'none/1' })).toEqual({ ok: false, error: 'no-such-template' })
  })
  test('the built-in ones are there, once, and stay', async () => {
    await Promise.all([ensureBuiltIn(ends), ensureBuiltIn(ends)])
    await ensureBuiltIn(ends)
    const all = await ends.providers.debaters()
    expect(all.map(({ name, revision }) => [name, revision.number, revision.config.kind])).toEqual([
      ['Ash', 1, 'builtin'],
      ['Birch', 1, 'builtin'],
    ])
    expect(await retireDebater(ends, all[0]!.id)).toEqual({ ok: false, error: 'built-in-name' })
    expect(await retireDebater(ends, 'none')).toEqual({ ok: false, error: 'not-found' })
  })
})

describe('what a start registers', () => {
  const off = { lookForLocal: false }
  const names = async () => (await ends.providers.debaters()).map(({ name }) => name).sort()

  test('the endpoint of the settings with its models, once', async () => {
    const { baseUrl } = await serving({ key: 'sk-env-0123456789' })
    const settings = { ...off, key: 'sk-env-0123456789', baseUrl, model: 'test-debater, x/y' }
    for (let i = 0; i < 2; i++)
      expect(await registerProviders(ends, settings)).toEqual([expect.stringContaining('test-debater, x/y')])
    expect(await names()).toEqual(['Ash', 'Birch', 'test-debater', 'x/y'])
    expect(await listProviders(ends)).toEqual([
      expect.objectContaining({ baseUrl, origin: 'environment', keyLast4: '6789' }),
    ])
    await registerProviders(ends, { ...settings, model: undefined })
    expect(await names()).toEqual(['Ash', 'Birch', 'test-debater', 'test-second', 'x/y'])
  })
  test('a changed key is taken over', async () => {
    const settings = { ...off, key: 'sk-old-0123456789', model: 'm' }
    await registerProviders(ends, settings)
    const [provider] = await listProviders(ends)
    expect(provider).toMatchObject({ name: 'OpenAI', baseUrl: 'https://api.openai.com/v1' })
    await ends.debaters.disable(provider!.id, 'the key was refused.')
    await registerProviders(ends, settings)
    expect(await ends.debaters.endpoint(provider!.id)).toMatchObject({ disabled: 'the key was refused.' })
    await registerProviders(ends, { ...settings, key: 'sk-new-0123456789' })
    expect(await ends.debaters.endpoint(provider!.id)).toMatchObject({ disabled: null, key: 'sk-new-0123456789' })
    expect(await listProviders(ends)).toHaveLength(1)
  })
  test('a base URL that may not be called is said so', async () => {
    expect(await registerProviders(ends, { ...off, key: 'k', baseUrl: 'http://api.example/v1' })).toEqual([
      expect.stringMatching(/OPENAI_BASE_URL is not used/),
    ])
    expect(await listProviders(ends)).toEqual([])
  })
  test('model servers of this machine, quickly, once, and not what was retired', async () => {
    const [one, hung] = [
      await serving({ models: ['llama3.2:3b', 'nomic-embed-text'] }),
      createServer(() => undefined).listen(0, '127.0.0.1'),
    ]
    await new Promise((listening) => (hung.listening ? listening(null) : hung.once('listening', listening)))
    const address = hung.address()
    const places = [
      { name: 'Ollama on this machine', baseUrl: one.baseUrl },
      {
        name: 'vLLM on this machine',
        baseUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/v1`,
      },
    ]
    const started = performance.now()
    expect(await registerProviders(ends, { lookForLocal: true }, places)).toEqual([
      'Ollama on this machine: llama3.2:3b.',
    ])
    expect(performance.now() - started).toBeLessThan(1_500)
    expect(await names()).toEqual(['Ash', 'Birch', 'llama3.2:3b'])
    const local = (await ends.providers.debaters()).find(({ name }) => name === 'llama3.2:3b')
    await retireDebater(ends, local!.id)
    await registerProviders(ends, { lookForLocal: true }, places)
    expect((await ends.providers.debaters()).filter(({ retired }) => !retired).map(({ name }) => name)).toEqual([
      'Ash',
      'Birch',
    ])
    expect(await listProviders(ends)).toHaveLength(1)
    hung.close()
  })
  test('many models are capped, and names that are taken tell where they are from', async () => {
    const { baseUrl } = await serving({
      models: Array.from({ length: 25 }, (_, i) => `an-organisation/${'long-'.repeat(9)}${i}`),
    })
    await registerProviders(ends, { lookForLocal: true }, [{ name: 'Ollama on this machine', baseUrl }])
    expect(await names()).toHaveLength(22)
    const { baseUrl: second } = await serving({ models: ['Ash'] })
    await registerProviders(ends, { lookForLocal: true }, [{ name: 'vLLM on this machine', baseUrl: second }])
    expect(await names()).toContain('Ash (vLLM)')
  })
})
