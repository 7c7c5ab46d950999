import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { speechAbout } from './speechAbout'

/** What a real endpoint may do to us; each is the whole behaviour of one call. */
export const faults = [
  'ok', '429', '429-quota', '402', '401', '403', '404', '500', '503', '529', '400-parameter', '400-context',
  'hang', 'hang-body', 'stall', 'drip', 'cut-before', 'cut', 'no-finish', 'error-event', 'error-object', 'error-string', 'html', 'bad-json',
  'json', 'json-error', 'empty', 'long', 'huge', 'huge-line', 'content-filter', 'refusal', 'length', 'tool-calls',
  'other-model', 'no-usage', 'unreadable', 'keep-alives', 'redirect', 'reasoning', 'hang-after-finish',
] as const
export type Fault = (typeof faults)[number]

export type Call = { method: string; path: string; authorization: string | null; body: Body | null; fault: Fault | null; open: boolean }
type Reply = { fault?: Fault; text?: string; chunkDelayMs?: number; retryAfter?: string }

const requested = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).optional(),
})
type Body = z.infer<typeof requested>

/**
 * A small OpenAI-compatible server with real sockets, for tests and rehearsals: it argues from the text found in the
 * request, and can fail in every way an endpoint fails.
 *
 * What a call does is decided by, in this order: the next scripted reply, a model named `fault-<fault>`, `settings.fault`.
 * `500` alone, say, fails always; `script([{ fault: '500' }])` fails once.
 */
export async function openaiServer(settings: Reply & { port?: number; models?: string[]; key?: string; refuses?: string[] } = {}) {
  const calls: Call[] = []
  const script: Reply[] = []
  const models = settings.models ?? ['test-debater', 'test-second']

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy())
  })
  async function serve(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? '/'
    const authorization = request.headers.authorization ?? null
    const call: Call = { method: request.method ?? 'GET', path, authorization, body: null, fault: null, open: true }
    calls.push(call)
    response.on('close', () => (call.open = false))
    let raw = ''
    for await (const chunk of request) raw += String(chunk)
    if (settings.key !== undefined && authorization !== `Bearer ${settings.key}`)
      return json(response, 401, { error: { message: `Incorrect API key provided: ${authorization}`, code: 'invalid_api_key' } })
    if (path === '/v1/models') return json(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) })
    if (path !== '/v1/chat/completions') return json(response, 404, { error: { message: `no route ${path}` } })
    const body = (call.body = requested.parse(JSON.parse(raw)))
    const refused = settings.refuses?.find((field) => field in body)
    if (refused) return json(response, 400, unsupported(refused))
    const reply = { ...settings, ...(script.shift() ?? {}) }
    const named = faults.find((fault) => body.model === `fault-${fault}`)
    call.fault = reply.fault ?? named ?? 'ok'
    if (!named && !models.includes(body.model))
      return json(response, 404, { error: { message: `The model ${body.model} does not exist`, code: 'model_not_found' } })
    await answer(response, call.fault, { ...reply, text: reply.text ?? speechAbout(body.messages.map(({ content }) => content).join('\n')) }, body)
  }

  await new Promise<void>((listening) => server.listen(settings.port ?? 0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    port,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    calls,
    /** Chat calls only. */
    asked: () => calls.filter(({ body }) => body !== null),
    /** What the next calls do, one each. */
    script: (replies: Reply[]) => void script.push(...replies),
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
export type OpenaiServer = Awaited<ReturnType<typeof openaiServer>>

const STATUS: Partial<Record<Fault, [number, object]>> = {
  '429': [429, { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } }],
  '429-quota': [429, { error: { message: 'You exceeded your current quota', code: 'insufficient_quota', type: 'insufficient_quota' } }],
  '402': [402, { error: { message: 'Payment required' } }],
  '401': [401, { error: { message: 'Incorrect API key provided: sk-abcdefghijklmnop', code: 'invalid_api_key' } }],
  '403': [403, { error: { message: 'Country not supported' } }],
  '404': [404, { error: { message: 'The model does not exist', code: 'model_not_found' } }],
  '500': [500, { error: { message: 'The server had an error' } }],
  '503': [503, {}],
  '529': [529, { error: { message: 'Overloaded', type: 'overloaded_error' } }],
  '400-context': [400, { error: { message: 'This model has a maximum context length of 8192 tokens', code: 'context_length_exceeded' } }],
}
const unsupported = (field: string) => ({
  error: { message: `Unsupported parameter: '${field}' is not supported with this model.`, type: 'invalid_request_error', param: field, code: 'unsupported_parameter' },
})

async function answer(response: ServerResponse, fault: Fault, { text = '', chunkDelayMs = 0, retryAfter }: Reply, body: Body) {
  const status = STATUS[fault]
  if (status) return json(response, ...status, fault.startsWith('429') || fault === '503' ? retryAfter : undefined)
  if (fault === '400-parameter') return json(response, 400, unsupported('max_completion_tokens'))
  if (fault === 'hang') return
  if (fault === 'cut-before') return void response.destroy()
  if (fault === 'redirect') return void response.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end()
  if (fault === 'html') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>')
  if (fault === 'json-error') return json(response, 200, { error: { message: 'Overloaded', code: 503 } })
  const model = fault === 'other-model' ? 'another-model' : body.model
  const usage = { prompt_tokens: Math.ceil(JSON.stringify(body.messages).length / 4), completion_tokens: Math.ceil(text.length / 4) }
  if (fault === 'json' || body.stream === false)
    return json(response, 200, { model, choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }], usage })

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.flushHeaders()
  const send = (value: unknown) => void response.write(`data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`)
  const chunk = (delta: object, finish_reason: string | null = null) => send({ object: 'chat.completion.chunk', model, choices: [{ index: 0, delta, finish_reason }] })
  const say = (words: string) => chunk({ content: words })
  const pieces = text.match(/[\s\S]{1,24}/g) ?? []
  const half = pieces.slice(0, Math.ceil(pieces.length / 2))
  const open = () => !response.destroyed

  chunk({ role: 'assistant', content: '' })
  switch (fault) {
    case 'hang-body': return
    case 'stall': for (const piece of half) say(piece); return
    case 'keep-alives':
      while (open()) {
        response.write(': keep-alive\n\n')
        send({ model, choices: [] })
        await pause(10)
      }
      return
    case 'drip': while (open()) (say('.'), await pause(10)); return
    case 'cut': for (const piece of half) say(piece); await pause(20); return void response.destroy()
    case 'no-finish': for (const piece of half) say(piece); return void response.end()
    case 'error-event': say('<argument>Well'); send({ error: { message: 'The server is overloaded', code: 503 } }); return void response.end()
    case 'error-object': say('<argument>Well'); send({ object: 'error', message: 'Rate limit reached', code: 429 }); return void response.end()
    case 'error-string': send({ error: 'something broke' }); return void response.end()
    case 'bad-json': say('<argument>Well'); send('{"choices": [{'); return void response.end()
    case 'huge':
      for (let i = 0; open() && i < 400; i++) {
        say('word '.repeat(1_000))
        await pause(0)
      }
      return void response.end()
    case 'huge-line':
      for (let i = 0; open() && i < 400; i++) {
        response.write('x'.repeat(65_536))
        await pause(0)
      }
      return void response.end()
  }
  if (fault === 'reasoning') chunk({ reasoning_content: 'Thinking about it.' })
  if (fault === 'refusal') chunk({ refusal: 'I cannot help with that.' })
  const words = { empty: [], long: ['<argument>', ...Array.from({ length: 50 }, () => 'A word too many. '.repeat(20)), '</argument>'], unreadable: ['<argument>', '\u0000\uFFFD'.repeat(40), '</argument>'], 'content-filter': half, length: half }
  for (const piece of fault in words ? words[fault as keyof typeof words] : pieces) {
    if (!open()) return
    say(piece)
    if (chunkDelayMs > 0) await pause(chunkDelayMs)
  }
  const finishes: Partial<Record<Fault, string>> = { 'content-filter': 'content_filter', length: 'length', 'tool-calls': 'tool_calls' }
  chunk({}, finishes[fault] ?? 'stop')
  if (fault === 'hang-after-finish') return
  if (fault !== 'no-usage' && body.stream_options?.include_usage) send({ model, choices: [], usage })
  send('[DONE]')
  response.end()
}

function json(response: ServerResponse, status: number, value: object, retryAfter?: string) {
  response.writeHead(status, { 'content-type': 'application/json', ...(retryAfter !== undefined && { 'retry-after': retryAfter }) })
  response.end(JSON.stringify(value))
}

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms))

// `tsx lib/testing/openaiServer.ts 4010` runs it by itself, with a pace one can watch.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await openaiServer({ port: Number(process.argv[2] ?? 4010), chunkDelayMs: 30 })
  process.stdout.write(`OpenAI-compatible test server at ${server.baseUrl}\n`)
}
