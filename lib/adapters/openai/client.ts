import OpenAI from 'openai'
import type { Endpoint } from '#lib/ports'

/** One line of an answer, or one error body, may be this long: a speech of 256 KB sent whole fits, with its escapes. */
const MAX_LINE_BYTES = 1024 * 1024
/** A whole answer: about 60 bytes of event per token of the largest speech. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/** The endpoint sent more than a speech can be. */
export class TooLarge extends Error {}

/** What has been received, to tell a stream that ended from one that never was one. */
export type Received = { bytes: number }

/**
 * A client for one endpoint that does nothing on its own: no retries, no redirects, no log, nothing from the environment.
 *
 * @param timeoutMs until the headers arrive; the caller's own timers watch the body
 */
export function clientFor(
  endpoint: Pick<Endpoint, 'baseUrl' | 'key'>,
  timeoutMs: number,
  received: Received = { bytes: 0 },
): OpenAI {
  return new OpenAI({
    baseURL: endpoint.baseUrl.replace(/\/+$/, ''),
    apiKey: endpoint.key ?? 'none', // the package insists on one; the header is taken off below
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    ...(endpoint.key === null && { defaultHeaders: { Authorization: null } }),
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off', // at 'error' it prints what it could not parse, which may be a speech
    fetchOptions: { redirect: 'error' },
    fetch: async (url, init) => bounded(await fetch(url, init), received),
  })
}

/** The same response, whose body fails with TooLarge past the limits instead of filling the memory. */
function bounded(response: Response, received: Received): Response {
  if (!response.body) return response
  let line = 0
  const body = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        received.bytes += chunk.length
        const newline = chunk.lastIndexOf(10)
        line = newline < 0 ? line + chunk.length : chunk.length - newline - 1
        if (line > MAX_LINE_BYTES || received.bytes > MAX_ANSWER_BYTES) throw new TooLarge()
        controller.enqueue(chunk)
      },
    }),
  )
  const { status, statusText, headers } = response
  return new Response(body, { status, statusText, headers })
}
