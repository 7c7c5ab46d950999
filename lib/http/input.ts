import * as z from 'zod'
import { err, ok, type Result } from '#lib/core/result'
import { api, type ApiName } from './contract'
import type { RefusalName } from './errors'

type Parsed<N extends ApiName, Part extends string> =
  (typeof api)[N] extends Record<Part, infer S extends z.ZodType> ? z.output<S> : undefined
export type Params<N extends ApiName> = Parsed<N, 'params'>
export type Query<N extends ApiName> = Parsed<N, 'query'>
export type Body<N extends ApiName> = Parsed<N, 'body'>

/** Requests are small; only the import route, which has no body schema and reads its own stream, takes more. */
export const BODY_MAX_BYTES = 256 * 1024

type Schemas = {
  method: string
  params?: z.ZodType | undefined
  query?: z.ZodType | undefined
  body?: z.ZodType | undefined
}
export type Refused = { error: RefusalName; message?: string }
export type Input<N extends ApiName> = { params: Params<N>; query: Query<N>; body: Body<N> }

/** Parses what was asked by the schemas of the contract; the first thing that does not fit is named in one sentence. */
export async function parseInput<N extends ApiName>(
  name: N,
  request: Request,
  rawParams: unknown,
): Promise<Result<Input<N>, Refused>> {
  const spec: Schemas = api[name]
  const params = spec.params?.safeParse(rawParams)
  if (params && !params.success) return err({ error: 'not-found' }) // a malformed id is an object that does not exist
  const query = spec.query?.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (query && !query.success) return err({ error: 'invalid', message: sentence(query.error) })
  let body: unknown
  if (spec.body) {
    const read = await readJson(request)
    if (!read.ok) return err({ error: read.error })
    const parsed = spec.body.safeParse(read.value)
    if (!parsed.success) return err({ error: 'invalid', message: sentence(parsed.error) })
    body = parsed.data
  }
  // The edge: each part was parsed by the very schema its type is inferred from.
  return ok({ params: params?.data, query: query?.data, body } as Input<N>)
}

/** Says what does not fit, and where. Sentences written in the contract come as they are. */
function sentence(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'The request is not what this address takes.'
  if (issue.message.endsWith('.')) return issue.message
  const where = issue.path.join('.')
  return `Not understood${where && ` at “${where}”`}: ${issue.message}.`
}

async function readJson(request: Request): Promise<Result<unknown, RefusalName>> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) return err('not-json')
  const text = await readText(request, BODY_MAX_BYTES)
  if (text === null) return err('too-large')
  try {
    return ok(JSON.parse(text))
  } catch {
    return err('bad-json')
  }
}

/** The body as text; null once it is longer than the cap, without reading on. */
async function readText(request: Request, capBytes: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > capBytes) return null
  if (!request.body) return ''
  const decoder = new TextDecoder()
  const reader = request.body.getReader()
  let [text, bytes] = ['', 0]
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes += piece.value.byteLength
    if (bytes > capBytes) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(piece.value, { stream: true })
  }
  return text + decoder.decode()
}
