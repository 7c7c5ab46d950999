import { createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { argumentStream } from '#lib/core/debaters/argument'
import { debaterConfig, quirks, type Quirks } from '#lib/core/debaters/config'
import { debate } from '#lib/core/protocols/debate'
import { SpeakError, type Endpoint, type Revision, type SpeakRequest, type SpeechChunk } from '#lib/ports'
import type { Fault } from '#lib/testing/openaiFaults'
import { openaiServer, type OpenaiServer } from '#lib/testing/openaiServer'
import { openaiCaller } from './caller'
import { openaiSpeaker } from './speaker'

const KEY = 'sk-test-0123456789abcdef'
const SOURCE =
  'The keeper took the lamp from its hook before the storm began. He carried it down to the boats without a word. The captain had been asleep in his cabin since noon.'
const ask: SpeakRequest = {
  debateId: 'd',
  side: 'A',
  turn: 0,
  label: 'opening',
  attempt: 1,
  speeches: [],
  source: { title: 'The Light', text: SOURCE, sha256: 'abcdef0123456789' },
  setup: {
    debateId: 'd',
    questionId: 'q',
    question: 'Who took the lamp?',
    answers: ['The keeper', 'The captain'],
    answerOrder: [0, 1],
    sourceId: 's',
    protocol: debate({ turns: 'simultaneous', rounds: 2, words: 60 }),
    debaters: { A: 'a', B: 'b' },
    allBuiltIn: false,
    feedback: 'verdict',
    seed: 'x',
  },
}
const revision = (model: string): Revision => ({
  id: 'r',
  debaterId: 'd',
  name: 'Test',
  number: 1,
  providerId: 'p',
  config: debaterConfig.parse({ kind: 'model', model, temperature: 0.5 }),
})

let server: OpenaiServer
beforeAll(async () => void (server = await openaiServer({ retryAfter: '7' })))
afterAll(() => server.close())
afterEach(() => void (server.calls.length = 0))

function speaker(
  given: {
    baseUrl?: string
    quirks?: Partial<Quirks>
    key?: string | null
    disabled?: string
    now?: () => number
  } = {},
) {
  const disable = vi.fn(async () => undefined)
  const target: Endpoint = {
    id: 'p',
    name: 'Testing',
    baseUrl: given.baseUrl ?? server.baseUrl,
    key: given.key === undefined ? KEY : given.key,
    concurrency: 1,
    disabled: given.disabled ?? null,
    quirks: quirks.parse({ firstTokenTimeoutMs: 250, idleTimeoutMs: 250, totalTimeoutMs: 600, ...given.quirks }),
  }
  return {
    disable,
    ...openaiSpeaker(openaiCaller({ endpoint: async () => target, disable, now: given.now ?? Date.now })),
  }
}

/** What came of one call. */
async function outcome(of: ReturnType<typeof speaker>, model: string, signal = new AbortController().signal) {
  const chunks: SpeechChunk[] = []
  const started = performance.now()
  let error: unknown
  try {
    for await (const chunk of of.speak(revision(model), ask, signal)) chunks.push(chunk)
  } catch (thrown) {
    error = thrown
  }
  const end = chunks.find((chunk) => chunk.type === 'end')
  const text = chunks.map((chunk) => (chunk.type === 'text' ? chunk.text : '')).join('')
  return {
    text,
    end,
    chunks,
    error,
    state: error instanceof SpeakError ? error.state : error ? `threw ${String(error)}` : `end ${end?.finishReason}`,
    ms: performance.now() - started,
  }
}

test('streams a whole speech with its counts', async () => {
  const { text, end, chunks } = await outcome(
    speaker({ quirks: { firstTokenTimeoutMs: 5_000, totalTimeoutMs: 5_000 } }),
    'test-debater',
  )
  const argument = argumentStream()
  const said = argument.push(text)
  expect(argument.end()).toEqual({ complete: true, thinking: 'I defend The keeper in round 1.' })
  const quoted = [...said.matchAll(/<quote>(.*?)<\/quote>/g)].map(([, words]) => words)
  expect(quoted.length).toBeGreaterThan(0)
  for (const words of quoted) expect(SOURCE).toContain(words)
  expect(said.split(/\s+/).length).toBeGreaterThan(42)
  expect(chunks.length).toBeGreaterThan(5)
  expect(end).toMatchObject({
    finishReason: 'stop',
    model: 'test-debater',
    tokensIn: expect.any(Number),
    tokensOut: expect.any(Number),
  })
})

test('asks with the dialect and the sampling it was given', async () => {
  await outcome(speaker(), 'test-debater')
  await outcome(speaker({ key: null, quirks: { tokenLimitField: 'max_tokens', streamUsage: false } }), 'test-debater')
  const [first, second] = server.asked()
  expect(first).toMatchObject({
    authorization: `Bearer ${KEY}`,
    body: { temperature: 0.5, max_completion_tokens: 4_000, stream: true, stream_options: { include_usage: true } },
  })
  expect(first?.body).not.toHaveProperty('top_p')
  expect(second).toMatchObject({ authorization: null, body: { max_tokens: 4_000 } })
  expect(second?.body).not.toHaveProperty('stream_options')
  expect(second?.body).not.toHaveProperty('max_completion_tokens')
})

describe('every fault has its outcome, in bounded time', () => {
  type Row = { fault: Fault; state: string; says?: RegExp; retryAfterMs?: number; disables?: boolean; text?: RegExp }
  test.each<Row>([
    { fault: '429', state: 'rate_limited', says: /slow down.*Rate limit reached/, retryAfterMs: 7_000 },
    { fault: '429-quota', state: 'config_error', says: /quota or credit/, disables: true, retryAfterMs: 7_000 },
    { fault: '402', state: 'config_error', says: /quota or credit/, disables: true },
    { fault: '401', state: 'config_error', says: /did not accept the key.*\[key\]/, disables: true },
    { fault: '403', state: 'config_error', says: /did not accept the key/, disables: true },
    { fault: '404', state: 'config_error', says: /status 404.*does not exist/ },
    { fault: '400-parameter', state: 'config_error', says: /max_completion_tokens/ },
    { fault: '400-context', state: 'config_error', says: /text is too long/ },
    { fault: '500', state: 'provider_error', says: /status 500/ },
    { fault: '503', state: 'provider_error', says: /status 503/, retryAfterMs: 7_000 },
    { fault: '529', state: 'provider_error', says: /Overloaded/ },
    { fault: 'redirect', state: 'provider_error', says: /another address/ },
    { fault: 'hang', state: 'timeout', says: /no word within 250 ms/ },
    { fault: 'hang-body', state: 'timeout', says: /no word within 250 ms/ },
    { fault: 'keep-alives', state: 'timeout', says: /no word within 250 ms/ },
    { fault: 'stall', state: 'timeout', says: /stopped in mid-answer/, text: /^<thinking>/ },
    { fault: 'stall-alive', state: 'timeout', says: /stopped in mid-answer/, text: /^<thinking>/ },
    { fault: 'drip', state: 'timeout', says: /did not finish its answer within 600 ms/, text: /^\.+$/ },
    { fault: 'cut-before', state: 'provider_error', says: /cannot be reached/ },
    { fault: 'cut', state: 'interrupted', says: /cut the connection/, text: /^<thinking>/ },
    { fault: 'no-finish', state: 'interrupted', says: /without saying that it was finished/, text: /^<thinking>/ },
    { fault: 'error-event', state: 'provider_error', says: /status 503.*overloaded/, text: /Well/ },
    { fault: 'error-object', state: 'rate_limited', says: /slow down/, text: /Well/ },
    { fault: 'error-string', state: 'provider_error', says: /something broke/, text: /Well/ },
    { fault: 'json-error', state: 'provider_error', says: /status 503/ },
    { fault: 'html', state: 'bad_output', says: /not an answer/ },
    { fault: 'bad-json', state: 'bad_output', says: /not an answer/, text: /Well/ },
    { fault: 'unreadable', state: 'bad_output', says: /not readable/, text: /argument/ },
    { fault: 'huge', state: 'over_limit', says: /far more/, text: /word word/ },
    { fault: 'huge-line', state: 'over_limit', says: /far more/ },
    { fault: 'refusal', state: 'refused', says: /declined/ },
    { fault: 'content-filter', state: 'end content_filter', text: /^<thinking>/ },
    { fault: 'length', state: 'end length', text: /^<thinking>/ },
    { fault: 'tool-calls', state: 'end tool_calls', text: /<argument>/ },
    { fault: 'empty', state: 'end stop' },
    { fault: 'long', state: 'end stop', text: /A word too many/ },
    { fault: 'other-model', state: 'end stop', text: /<argument>/ },
    { fault: 'no-usage', state: 'end stop', text: /<argument>/ },
    { fault: 'hang-after-finish', state: 'end stop', text: /<\/argument>/ },
    { fault: 'json', state: 'end stop', text: /<\/argument>/ },
    { fault: 'reasoning', state: 'end stop', text: /<\/argument>/ },
  ])(
    '$fault: $state',
    async ({ fault, state, says = /^undefined$/, retryAfterMs = 0, disables = false, text = /^$/ }) => {
      const patient = state !== 'timeout' && { quirks: { firstTokenTimeoutMs: 5_000, totalTimeoutMs: 5_000 } }
      const debater = speaker(patient || {})
      const result = await outcome(debater, `fault-${fault}`)
      expect(result.state).toBe(state)
      expect(result.error instanceof SpeakError ? result.error.message : String(result.error)).toMatch(says)
      expect(result.error instanceof SpeakError ? result.error.retryAfterMs : 0).toBe(retryAfterMs)
      expect(result.text).toMatch(text)
      expect(result.ms).toBeLessThan(5_000)
      expect(debater.disable).toHaveBeenCalledTimes(disables ? 1 : 0)
      expect(server.asked()).toHaveLength(1) // no try of its own
      expect(JSON.stringify([result.error, String(result.error)])).not.toMatch(/sk-|Bearer/)
    },
  )

  test('details of the ends', async () => {
    expect((await outcome(speaker(), 'fault-other-model')).end).toMatchObject({ model: 'another-model' })
    expect((await outcome(speaker(), 'fault-no-usage')).end).toMatchObject({ tokensIn: null, tokensOut: null })
    expect((await outcome(speaker(), 'fault-reasoning')).chunks).toContainEqual({
      type: 'reasoning',
      text: 'Thinking about it.',
    })
  })
  test('a refused connection and a host that does not exist', async () => {
    const refused = await outcome(speaker({ baseUrl: `http://127.0.0.1:${await closedPort()}/v1` }), 'm')
    expect(refused).toMatchObject({ state: 'provider_error', error: { message: 'Testing refused the connection.' } })
    const unknown = await outcome(
      speaker({ baseUrl: 'http://arena.invalid/v1', quirks: { firstTokenTimeoutMs: 5_000, totalTimeoutMs: 5_000 } }),
      'm',
    )
    expect(unknown).toMatchObject({
      state: 'provider_error',
      error: { message: expect.stringMatching(/host name is not found/) },
    })
  })
  test('an address that speaks another protocol', async () => {
    const tls = await outcome(speaker({ baseUrl: server.baseUrl.replace('http:', 'https:') }), 'm')
    expect(tls).toMatchObject({
      state: 'provider_error',
      error: { message: expect.stringMatching(/certificate or TLS/) },
    })
  })
  test('a date and milliseconds to wait until', async () => {
    const now = () => Date.parse('2026-01-01T00:00:00Z')
    server.script([
      { fault: '429', retryAfter: 'Thu, 01 Jan 2026 00:01:30 GMT' },
      { fault: '429', retryAfter: 'Wed, 31 Dec 2025 00:00:00 GMT' },
    ])
    const debater = speaker({ now })
    expect((await outcome(debater, 'test-debater')).error).toMatchObject({
      state: 'rate_limited',
      retryAfterMs: 90_000,
    })
    expect((await outcome(debater, 'test-debater')).error).toMatchObject({ state: 'rate_limited', retryAfterMs: 0 })
  })
  test('a key that the endpoint repeats is cut', async () => {
    const picky = await openaiServer({ key: 'another' })
    const { error } = await outcome(speaker({ baseUrl: picky.baseUrl, key: 'Weird-Key' }), 'test-debater')
    await picky.close()
    expect(String(error)).toContain('Incorrect API key provided: Bearer [key]')
    expect(String(error)).not.toContain('Weird')
  })
})

test('nothing of a speech that cannot be read is logged', async () => {
  const logged = vi.spyOn(console, 'error')
  await outcome(speaker(), 'fault-bad-json')
  expect(logged).not.toHaveBeenCalled()
})

test('a slow reader is not taken for a slow endpoint', async () => {
  const debater = speaker({ quirks: { idleTimeoutMs: 40, totalTimeoutMs: 5_000 } })
  const types: string[] = []
  for await (const { type } of debater.speak(revision('test-debater'), ask, new AbortController().signal)) {
    if (types.length === 0) await new Promise((over) => setTimeout(over, 100)) // longer than the endpoint may be silent
    types.push(type)
  }
  expect(types.at(-1)).toBe('end')
})

describe('ending a call', () => {
  test('aborting cancels, before it and in the middle, and the endpoint sees it', async () => {
    const gone = await outcome(speaker(), 'test-debater', AbortSignal.abort())
    expect(gone.state).toBe('cancelled')
    const abort = new AbortController()
    const call = outcome(speaker({ quirks: { totalTimeoutMs: 60_000 } }), 'fault-drip', abort.signal)
    await vi.waitFor(() => expect(server.asked().some(({ fault }) => fault === 'drip')).toBe(true))
    abort.abort()
    expect((await call).state).toBe('cancelled')
    await vi.waitFor(() => expect(openedByNow()).toBe(0))
  })
  test('a reader who leaves ends it', async () => {
    const leaving = openedByNow()
    for await (const _ of speaker({ quirks: { totalTimeoutMs: 60_000 } }).speak(
      revision('fault-drip'),
      ask,
      new AbortController().signal,
    ))
      break
    await vi.waitFor(() => expect(openedByNow()).toBe(leaving))
  })
})

test('after five failures in a row nothing is called, until one probe after 30 s', async () => {
  let now = 1_000
  const debater = speaker({ now: () => now })
  const say = (model = 'test-debater') => outcome(debater, model)
  const fail = (fault: Fault) => server.script([{ fault }])
  for (const fault of ['500', 'cut', '500', '429', '503', 'no-finish'] as const) {
    fail(fault)
    expect((await say()).end).toBeUndefined()
  }
  expect(debater.waitMs(revision('test-debater'))).toBe(30_000)
  const called = server.asked().length
  expect((await say()).error).toMatchObject({
    state: 'provider_error',
    retryAfterMs: 30_000,
    message: expect.stringMatching(/tried again in 30 s/),
  })
  expect(server.asked()).toHaveLength(called)
  expect((await say('test-second')).state).toBe('end stop') // another model of it is not affected
  now += 30_000
  fail('500')
  expect((await say()).state).toBe('provider_error') // the probe
  expect(debater.waitMs(revision('test-debater'))).toBe(30_000)
  now += 30_000
  const [probe, other] = await Promise.all([say(), say()])
  expect([probe?.state, other?.state]).toEqual(['end stop', 'provider_error']) // one at a time
  expect((await say()).state).toBe('end stop')
})

test('what cannot be called says so', async () => {
  expect((await outcome(speaker({ disabled: 'the key was refused.' }), 'test-debater')).error).toMatchObject({
    state: 'config_error',
    message: 'Testing is switched off: the key was refused.',
  })
  expect(server.asked()).toHaveLength(0)
})

test('the record of a request names the source and holds neither it nor a key', () => {
  const debater = speaker()
  const { config } = revision('m')
  const kept = JSON.stringify(debater.request(config, ask))
  expect(kept).not.toContain('The keeper took the lamp')
  expect(kept).not.toContain(KEY)
  expect(kept).toContain(`SHA-256 ${ask.source.sha256}`)
  const changed = JSON.stringify(debater.request(config, { ...ask, source: { ...ask.source, text: 'Another.' } }))
  expect(changed).not.toBe(kept) // by the hash of the prompt
})

const openedByNow = () => server.asked().filter(({ open }) => open).length

const closedPort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => found(typeof address === 'object' && address ? address.port : 0))
    })
  })
