import type * as z from 'zod'
import { err, ok, type Result } from '#lib/core/result'
import type { api, ApiError, ApiName } from './contract'
import { paths } from './paths'
import type { Reply } from './replies'

type Field<N extends ApiName, Part extends string> =
  (typeof api)[N] extends Record<Part, infer S extends z.ZodType> ? { [P in Part]: z.input<S> } : unknown
/** What is sent to a route as its body, before parsing. */
export type Body<N extends ApiName> = (typeof api)[N] extends { body: infer S extends z.ZodType }
  ? z.input<S>
  : undefined
type Optional<N extends ApiName, Part extends string> = Partial<Field<N, Part>>
/** What a route is called with: its path parameters, its query, its body, as far as the contract has them. */
export type CallInput<N extends ApiName> = Field<N, 'params'> & Optional<N, 'query'> & Field<N, 'body'>

type Sent = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

const OFFLINE: ApiError = {
  error: 'offline',
  message: 'The arena cannot be reached. Nothing is lost: try again once you are back on the network.',
  requestId: '',
}
const GARBLED: ApiError = {
  error: 'garbled',
  message: 'The answer did not come from the arena. Check the network, then try again.',
  requestId: '',
}

/**
 * Calls one route of the API from the browser. A call that got no answer is made once more, under the same
 * Idempotency-Key, so that whatever it asked for happens once.
 *
 * @returns what the route answers, or its error; `offline` if it could not be reached. Never throws.
 */
export async function call<N extends ApiName>(name: N, input: CallInput<N>): Promise<Result<Reply<N>, ApiError>> {
  const [method, path] = paths[name]
  const sent: Sent = input
  const request: RequestInit = {
    method,
    headers: {
      ...(sent.body !== undefined && { 'content-type': 'application/json' }),
      ...(method !== 'GET' && { 'idempotency-key': newKey() }),
    },
    credentials: 'same-origin',
    ...(sent.body !== undefined && { body: JSON.stringify(sent.body) }),
  }
  const url = addressOf(path, sent)
  const response = await fetch(url, request)
    .catch(() => fetch(url, request))
    .catch(() => null)
  if (!response) return err(OFFLINE)
  const answer: unknown = await response.json().catch(() => undefined)
  if (answer === undefined) return err(GARBLED)
  if (response.ok) return ok(answer as Reply<N>) // the edge: our own server's answer, whose type `route` has checked
  return err(isApiError(answer) ? answer : GARBLED)
}

/** The address of a route with its parameters in place, e.g. for links to downloads. */
export function addressOf(path: string, { params = {}, query = {} }: Sent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const asked = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString()
  return search ? `${filled}?${search}` : filled
}

const isApiError = (value: unknown): value is ApiError =>
  typeof value === 'object' && value !== null && 'error' in value && 'message' in value && 'requestId' in value

/** Not randomUUID, which browsers keep to https: in a class room the arena is served over plain http. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
