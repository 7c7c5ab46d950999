import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { answer, faults, json, requested, unsupported, type Fault, type Reply, type Requested } from './openaiFaults'
import { judgmentOn } from './judgmentOn'
import { speechAbout } from './speechAbout'

export type Call = {
  method: string
  path: string
  authorization: string | null
  body: Requested | null
  fault: Fault | null
  open: boolean
}

/** The one letter, or the JSON object, as our judge prompt asks for it. */
function verdictText(p: number, { logprobs }: { logprobs?: boolean | undefined }): string {
  if (logprobs) return p > 0.5 ? 'A' : 'B'
  const belief = Math.round(p * 100)
  const choice = belief === 50 ? null : belief > 50 ? 'A' : 'B'
  return JSON.stringify({ choice, belief, rationale: 'More of its quotes stand in the text.' })
}

/**
 * A small OpenAI-compatible server with real sockets, for tests and rehearsals: it argues from the text found in the
 * request, and can fail in every way an endpoint fails.
 *
 * What a call does is decided by, in this order: the next scripted reply, a model named `fault-<fault>`, `settings.fault`.
 * `500` alone, say, fails always; `script([{ fault: '500' }])` fails once.
 */
export async function openaiServer(
  settings: Reply & { port?: number; models?: string[]; key?: string; refuses?: string[] } = {},
) {
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
      return json(response, 401, {
        error: { message: `Incorrect API key provided: ${authorization}`, code: 'invalid_api_key' },
      })
    if (path === '/v1/models')
      return json(response, 200, { object: 'list', data: models.map((id) => ({ id, object: 'model' })) })
    if (path !== '/v1/chat/completions') return json(response, 404, { error: { message: `no route ${path}` } })
    const body = (call.body = requested.parse(JSON.parse(raw)))
    const refused = settings.refuses?.find((field) => field in body)
    if (refused) return json(response, 400, unsupported(refused))
    const reply = { ...settings, ...(script.shift() ?? {}) }
    const named = faults.find((fault) => body.model === `fault-${fault}`)
    call.fault = reply.fault ?? named ?? 'ok'
    if (!named && !models.includes(body.model))
      return json(response, 404, {
        error: { message: `The model ${body.model} does not exist`, code: 'model_not_found' },
      })
    const prompt = body.messages.map(({ content }) => content).join('\n')
    const p = judgmentOn(prompt)
    const text = reply.text ?? (p === null ? speechAbout(prompt) : verdictText(p, body))
    // Models named "plain-…" give no token probabilities.
    const likely = p !== null && reply.text === undefined && !body.model.startsWith('plain-') ? { p } : {}
    await answer(response, call.fault, { ...reply, text, ...likely }, body)
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

// `tsx lib/testing/openaiServer.ts 4010` runs it by itself, with a pace one can watch.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await openaiServer({ port: Number(process.argv[2] ?? 4010), chunkDelayMs: 30 })
  process.stdout.write(`OpenAI-compatible test server at ${server.baseUrl}\n`)
}
