import type { ServerResponse } from 'node:http'
import * as z from 'zod'

/** What a real endpoint may do to us; each is the whole behaviour of one call. */
export const faults = [
  'ok',
  '429',
  '429-quota',
  '402',
  '401',
  '403',
  '404',
  '500',
  '503',
  '529',
  '400-parameter',
  '400-context',
  'hang',
  'hang-body',
  'stall',
  'drip',
  'cut-before',
  'cut',
  'no-finish',
  'error-event',
  'error-object',
  'error-string',
  'html',
  'bad-json',
  'json',
  'json-error',
  'empty',
  'long',
  'huge',
  'huge-line',
  'content-filter',
  'refusal',
  'length',
  'tool-calls',
  'other-model',
  'no-usage',
  'unreadable',
  'keep-alives',
  'stall-alive',
  'redirect',
  'reasoning',
  'hang-after-finish',
] as const
export type Fault = (typeof faults)[number]

export type Reply = {
  fault?: Fault
  text?: string
  chunkDelayMs?: number
  retryAfter?: string
  p?: number // of a judge: the probability of A, given as token probabilities where they are asked for
  leaves?: (piece: string) => void // told of each piece of a sound answer, just before it is sent
}

export const requested = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
  stream: z.boolean().optional(),
  logprobs: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).optional(),
})
export type Requested = z.infer<typeof requested>

/** Gives the whole answer of one call, sound or faulty. */
export async function answer(response: ServerResponse, fault: Fault, reply: Reply, body: Requested): Promise<void> {
  const { text = '', chunkDelayMs = 0, retryAfter } = reply
  const refusal = STATUS[fault]
  if (refusal) return json(response, ...refusal, fault.startsWith('429') || fault === '503' ? retryAfter : undefined)
  const model = fault === 'other-model' ? 'another-model' : body.model
  const usage = {
    prompt_tokens: Math.ceil(JSON.stringify(body.messages).length / 4),
    completion_tokens: Math.ceil(text.length / 4),
  }
  const whole = WHOLE[fault]
  if (whole) return whole(response)
  if (fault === 'json' || body.stream === false)
    return json(response, 200, {
      model,
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
      usage,
    })

  const page = streamTo(response, model, text)
  const broken = BROKEN[fault]
  if (broken) return broken(page)
  if (fault === 'reasoning') page.chunk({ reasoning_content: 'Thinking about it.' })
  if (fault === 'refusal') page.chunk({ refusal: 'I cannot help with that.' })
  if (reply.p !== undefined && body.logprobs) page.send(tokenOf(model, reply.p))
  for (const piece of WORDS[fault]?.(page.half) ?? page.pieces) {
    if (!page.open()) return
    reply.leaves?.(piece)
    page.say(piece)
    if (chunkDelayMs > 0) await pause(chunkDelayMs)
  }
  page.chunk({}, FINISH[fault] ?? 'stop')
  if (fault === 'hang-after-finish') return
  if (fault !== 'no-usage' && body.stream_options?.include_usage) page.send({ model, choices: [], usage })
  page.send('[DONE]')
  response.end()
}

/** One token with the likeliest in its place: two ways to write either letter, and a little of something else. */
const tokenOf = (model: string, p: number) => {
  const top = [
    ['A', 0.9 * p],
    [' a', 0.08 * p],
    ['B', 0.98 * (1 - p)],
    ['The', 0.02],
  ] as const
  const top_logprobs = top.map(([token, share]) => ({ token, logprob: Math.log(share) }))
  const delta = { content: '' }
  return { model, choices: [{ index: 0, delta, finish_reason: null, logprobs: { content: [{ top_logprobs }] } }] }
}

type Page = ReturnType<typeof streamTo>

function streamTo(response: ServerResponse, model: string, text: string) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
  response.flushHeaders()
  const send = (value: unknown) =>
    void response.write(`data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`)
  const chunk = (delta: object, finish_reason: string | null = null) =>
    send({ object: 'chat.completion.chunk', model, choices: [{ index: 0, delta, finish_reason }] })
  const pieces: string[] = text.match(/[\s\S]{1,24}/g) ?? []
  chunk({ role: 'assistant', content: '' })
  return {
    response,
    send,
    chunk,
    say: (words: string) => chunk({ content: words }),
    pieces,
    half: pieces.slice(0, Math.ceil(pieces.length / 2)),
    open: () => !response.destroyed,
  }
}

/** Answers that are no stream. */
const WHOLE: Partial<Record<Fault, (response: ServerResponse) => void>> = {
  hang: () => undefined,
  'cut-before': (response) => void response.destroy(),
  redirect: (response) => void response.writeHead(307, { location: 'http://127.0.0.1:9/v1/chat/completions' }).end(),
  html: (response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>'),
  'json-error': (response) => json(response, 200, { error: { message: 'Overloaded', code: 503 } }),
}

const sayHalf = ({ half, say }: Page) => half.forEach(say)
const keepAlive = async ({ response, send, open }: Page) => {
  while (open()) {
    response.write(': keep-alive\n\n')
    send({ choices: [] })
    await pause(10)
  }
}
const flood = async ({ response, open }: Page, write: () => void) => {
  for (let i = 0; open() && i < 400; i++) {
    write()
    await pause(0)
  }
  response.end()
}
const sayThen = (value: unknown) => (page: Page) => {
  page.say('<argument>Well')
  page.send(value)
  page.response.end()
}

/** Streams that do not come to a proper end. */
const BROKEN: Partial<Record<Fault, (page: Page) => void | Promise<void>>> = {
  'hang-body': () => undefined,
  stall: sayHalf,
  'keep-alives': keepAlive,
  'stall-alive': (page) => {
    sayHalf(page)
    return keepAlive(page)
  },
  async drip({ say, open }) {
    while (open()) {
      say('.')
      await pause(10)
    }
  },
  async cut(page) {
    sayHalf(page)
    await pause(20)
    page.response.destroy()
  },
  'no-finish': (page) => {
    sayHalf(page)
    page.response.end()
  },
  'error-event': sayThen({ error: { message: 'The server is overloaded', code: 503 } }),
  'error-object': sayThen({ object: 'error', message: 'Rate limit reached', code: 429 }),
  'error-string': sayThen({ error: 'something broke' }),
  'bad-json': sayThen('{"choices": [{'),
  huge: (page) => flood(page, () => page.say('word '.repeat(1_000))),
  'huge-line': (page) => flood(page, () => page.response.write('x'.repeat(65_536))),
}

/** What is said instead of the speech, in streams that end properly. */
const WORDS: Partial<Record<Fault, (half: string[]) => string[]>> = {
  empty: () => [],
  long: () => ['<argument>', ...Array.from({ length: 50 }, () => 'A word too many. '.repeat(20)), '</argument>'],
  unreadable: () => ['<argument>', '\u0000\uFFFD'.repeat(40), '</argument>'],
  'content-filter': (half) => half,
  length: (half) => half,
}
const FINISH: Partial<Record<Fault, string>> = {
  'content-filter': 'content_filter',
  length: 'length',
  'tool-calls': 'tool_calls',
}

export function json(response: ServerResponse, status: number, value: object, retryAfter?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
  })
  response.end(JSON.stringify(value))
}

const pause = (ms: number) => new Promise((over) => setTimeout(over, ms))

export const unsupported = (field: string) => ({
  error: {
    message: `Unsupported parameter: '${field}' is not supported with this model.`,
    type: 'invalid_request_error',
    param: field,
    code: 'unsupported_parameter',
  },
})

const STATUS: Partial<Record<Fault, [number, object]>> = {
  '429': [429, { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded' } }],
  '429-quota': [
    429,
    { error: { message: 'You exceeded your current quota', code: 'insufficient_quota', type: 'insufficient_quota' } },
  ],
  '402': [402, { error: { message: 'Payment required' } }],
  '401': [401, { error: { message: 'Incorrect API key provided: sk-abcdefghijklmnop', code: 'invalid_api_key' } }],
  '403': [403, { error: { message: 'Country not supported' } }],
  '404': [404, { error: { message: 'The model does not exist', code: 'model_not_found' } }],
  '500': [500, { error: { message: 'The server had an error' } }],
  '503': [503, {}],
  '529': [529, { error: { message: 'Overloaded', type: 'overloaded_error' } }],
  '400-context': [
    400,
    { error: { message: 'This model has a maximum context length of 8192 tokens', code: 'context_length_exceeded' } },
  ],
  '400-parameter': [400, unsupported('max_completion_tokens')],
}
