import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import type { CallFault } from '#lib/ports'
import { TooLarge } from './client'

/**
 * What went wrong with a call, from whatever the client threw or an error object inside a stream.
 *
 * @param now ms since 1970, for a Retry-After that is a date
 * @param key cut from every message, should the endpoint repeat it
 */
export function faultOf(error: unknown, now: number, key: string | null): CallFault {
  if (error instanceof TooLarge) return { kind: 'too-large', message: '' }
  if (error instanceof SyntaxError) return { kind: 'garbage', message: '' }
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError)
    return { kind: 'timeout', message: '' }
  if (error instanceof APIError && !(error instanceof APIConnectionError)) return answered(error, now, key)
  return network(error)
}

/** The fault an error object stands for that came inside a stream with status 200; null if the chunk is none. */
export function faultInside(chunk: unknown, now: number, key: string | null): CallFault | null {
  if (!isRecord(chunk)) return null
  const isError = chunk['object'] === 'error' || chunk['type'] === 'error' || Boolean(chunk['error'])
  return isError ? bodyFault(undefined, chunk['error'] || chunk, undefined, now, key) : null
}

/** Plain words without the key, tokens, addresses of the page they came from and control characters. At most 200 characters. */
export function withoutSecrets(text: string, key: string | null): string {
  const cut = key ? text.replaceAll(key, '[key]') : text
  const plain = cut
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 [key]')
    .replace(/\b(?:sk|pk|rk|gsk|key|xai|hf|AIza)[-_]?[\w*-]{8,}/g, '[key]')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
  return plain.length > 200 ? `${plain.slice(0, 199).trimEnd()}…` : plain
}

const answered = (error: APIError, now: number, key: string | null): CallFault =>
  bodyFault(error.status, error.error, error.headers, now, key)

const QUOTA = new Set([
  'insufficient_quota',
  'billing_not_active',
  'billing_hard_limit_reached',
  'quota_exceeded',
  'insufficient_balance',
])
const QUOTA_WORDS = /\binsufficient[_ ](?:\w+[_ ])?(?:quota|credits?|balance|funds)\b/i
const CONTEXT = /context[_ ]length|maximum context|context window|too many tokens|prompt is too long/i
const STATUS_OF: Record<string, number> = {
  invalid_api_key: 401,
  authentication_error: 401,
  permission_error: 403,
  permission_denied: 403,
  rate_limit_exceeded: 429,
  rate_limit_error: 429,
  insufficient_quota: 429,
  model_not_found: 404,
  not_found_error: 404,
  invalid_request_error: 400,
  context_length_exceeded: 400,
  server_error: 500,
  api_error: 500,
  overloaded_error: 529,
}

function bodyFault(
  sent: number | undefined,
  body: unknown,
  headers: Headers | undefined,
  now: number,
  key: string | null,
): CallFault {
  const of = isRecord(body) ? body : {}
  const said = typeof body === 'string' ? body : typeof of['message'] === 'string' ? of['message'] : ''
  const names = [of['code'], of['type']].filter((name) => typeof name === 'string')
  const status =
    sent ?? numeric(of['code']) ?? numeric(of['status']) ?? names.map((name) => STATUS_OF[name]).find(Boolean)
  const quota = status === 402 || names.some((name) => QUOTA.has(name)) || QUOTA_WORDS.test(said)
  const retryAfterMs = waitOf(headers, now)
  return {
    kind: 'answered',
    message: /^\s*</.test(said) ? '' : withoutSecrets(said, key), // an HTML page says nothing a reader can use
    ...(status !== undefined && { status }),
    ...(names[0] !== undefined && { code: names[0] }),
    ...(typeof of['param'] === 'string' && { param: of['param'] }),
    ...(quota && { quota }),
    ...((names.includes('context_length_exceeded') || CONTEXT.test(said)) && { contextTooLong: true }),
    ...(retryAfterMs > 0 && { retryAfterMs }),
  }
}

/** How long the endpoint asks to wait, ms; 0 if it does not say. A time already over is 0. */
function waitOf(headers: Headers | undefined, now: number): number {
  const ms = Number.parseFloat(headers?.get('retry-after-ms') ?? '')
  if (ms >= 0) return Math.ceil(ms)
  const after = headers?.get('retry-after') ?? ''
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(after) ? Number(after) * 1_000 : Date.parse(after) - now
  return seconds > 0 ? Math.ceil(seconds) : 0
}

/** What the network said; the codes of Node, OpenSSL and undici, wherever in the chain of causes they stand. */
function network(error: unknown): CallFault {
  const chain: Error[] = []
  for (let at = error; at instanceof Error && chain.length < 6; at = at.cause) chain.push(at)
  if (chain.some((at) => at instanceof TooLarge)) return { kind: 'too-large', message: '' }
  const codes = chain.flatMap((at) => ('code' in at && typeof at.code === 'string' ? [at.code] : []))
  const has = (pattern: RegExp) => codes.some((code) => pattern.test(code))
  const code = codes.at(-1)
  const about = { message: '', ...(code !== undefined && { code }) }
  if (has(/^ECONNREFUSED$/)) return { kind: 'refused', ...about }
  if (has(/^(ENOTFOUND|EAI_\w+)$/)) return { kind: 'dns', ...about }
  if (has(/^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/))
    return { kind: 'tls', ...about }
  if (has(/^(ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/)) return { kind: 'timeout', ...about }
  if (has(/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/)) return { kind: 'unreachable', ...about }
  if (chain.some((at) => /redirect/i.test(at.message))) return { kind: 'redirect', ...about }
  // Before the headers came nothing was begun that could have been cut.
  return { kind: error instanceof APIConnectionError ? 'unreachable' : 'cut', ...about }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const numeric = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && number >= 400 && number < 600 ? number : undefined
}
