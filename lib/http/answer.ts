import { createHash, randomUUID } from 'node:crypto'
import { can, type Person } from '#lib/core/people/can'
import type { Result } from '#lib/core/result'
import type { ReplyStore, StoredReply } from '#lib/ports'
import { api, type ApiError, type ApiName } from './contract'
import { brokenMessage, refusals, RETRY_AFTER_SECONDS, type RefusalName } from './errors'
import { alwaysHeaders, API_POLICY } from './headers'
import { parseInput, type Input, type Refused } from './input'
import { sameOrigin } from './origin'
import type { Reply } from './replies'

/** Routes open to `anyone` may be asked without a session; all others have a person by the time their work starts. */
type Asking<N extends ApiName> = (typeof api)[N]['may'] extends 'anyone' ? Person | null : Person
export type Asked<N extends ApiName> = Input<N> & { person: Asking<N>; request: Request; requestId: string }
/** A Response is for streams; it sets its own headers but for those that keep it out of caches. */
export type Work<N extends ApiName> = (asked: Asked<N>) => Promise<Outcome<N>> | Outcome<N>
/** A refusal by its name is told in the sentence of that name, unless it brings its own. */
type Outcome<N extends ApiName> = Result<Reply<N>, RefusalName | Refused> | Response

/** What the door of the API needs from outside. */
export type Door = {
  person: (request: Request) => Promise<Person | null>
  replies: ReplyStore
  /** Logs a broken thing, once. */
  broken: (error: unknown, about: { requestId: string; route: ApiName; personId: string | null }) => void
  publicUrl?: string | undefined
}

/**
 * Answers one request of a route: origin, session, permission, parsing, Idempotency-Key and the naming of errors are the
 * same everywhere. Refusals become their status and sentence; what throws is logged once and answered 500.
 */
export async function answer<N extends ApiName>(
  name: N,
  door: Door,
  work: Work<N>,
  request: Request,
  rawParams: unknown,
): Promise<Response> {
  const requestId = randomUUID()
  let person: Person | null = null
  let claimed: string | null = null
  try {
    const { may, method } = api[name]
    if (method !== 'GET' && !sameOrigin(request, door.publicUrl)) return refuse({ error: 'other-origin' }, requestId)
    person = await door.person(request)
    if (!can(person, may)) return refuse({ error: person ? 'forbidden' : 'signed-out' }, requestId)
    const input = await parseInput(name, request, rawParams)
    if (!input.ok) return refuse(input.error, requestId)

    const key = idempotencyKey(name, request, person)
    if (key) {
      const claim = await door.replies.claim(key, hash(JSON.stringify(input.value)))
      if (claim === 'other-body') return refuse({ error: 'key-reused' }, requestId)
      if (claim === 'in-progress') return refuse({ error: 'in-progress' }, requestId)
      if (claim !== 'ours') return json(claim.status, claim.body, requestId)
      claimed = key
    }
    // `can` has let it pass, so there is a person wherever Asking<N> says so.
    const outcome = await work({ ...input.value, person, request, requestId } as Asked<N>)
    if (outcome instanceof Response) {
      if (claimed) await door.replies.release(claimed) // a stream cannot be given twice
      return closed(outcome, requestId)
    }
    const refused = outcome.ok ? null : typeof outcome.error === 'string' ? { error: outcome.error } : outcome.error
    const reply: StoredReply = refused
      ? { status: refusals[refused.error].status, body: told(refused, requestId) }
      : { status: 200, body: outcome.ok ? (outcome.value ?? null) : null }
    // Whoever is told to try again later does so under the same key.
    if (claimed) await (reply.status === 429 ? door.replies.release(claimed) : door.replies.keep(claimed, reply))
    return json(reply.status, reply.body, requestId)
  } catch (error) {
    door.broken(error, { requestId, route: name, personId: person?.id ?? null })
    if (claimed) await door.replies.release(claimed).catch(() => undefined) // it runs out by itself
    return json(500, { error: 'internal', message: brokenMessage(requestId), requestId } satisfies ApiError, requestId)
  }
}

/** Keys are a person's own. Without a session nobody owns one: such routes make the same thing twice harmless themselves. */
function idempotencyKey(name: ApiName, request: Request, person: Person | null): string | null {
  const given = request.headers.get('idempotency-key')
  if (!given || !person || api[name].method === 'GET') return null
  return `${person.id} ${name} ${given.length > 100 ? hash(given) : given}`
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

const told = ({ error, message }: Refused, requestId: string): ApiError => ({
  error,
  message: message ?? refusals[error].message,
  requestId,
})
const refuse = (refused: Refused, requestId: string) =>
  json(refusals[refused.error].status, told(refused, requestId), requestId)
const json = (status: number, body: unknown, requestId: string) => closed(Response.json(body, { status }), requestId)

/** Nothing of the API may be kept by a cache between here and the browser, nor by the browser, nor shown as a page. */
function closed(response: Response, requestId: string): Response {
  const { headers } = response
  headers.set('cache-control', 'private, no-store')
  headers.set('x-request-id', requestId)
  if (response.status === 429) headers.set('retry-after', String(RETRY_AFTER_SECONDS))
  headers.set('content-security-policy', API_POLICY)
  for (const [name, value] of Object.entries(alwaysHeaders)) headers.set(name, value)
  return response
}
