import { err, ok, unreachable, type Result } from '#lib/core/result'
import type { Quirks } from '#lib/core/debaters/config'
import type { CallFault, DebaterStore, Endpoint, EndpointProbe, ProbeAnswer, ProviderStore } from '#lib/ports'

type Ends = { providers: ProviderStore; debaters: Pick<DebaterStore, 'endpoint' | 'disable'>; probe: EndpointProbe }

export type ConnectionReport = {
  works: boolean
  sentence: string // what is wrong or how it went, in words
  model: string | null // the one that was tried
  models: string[] // what the endpoint says it offers
  firstTokenMs: number | null
  durationMs: number | null
  learnt: string[] // what was found out about its dialect and is now kept
}

const LIST_TIMEOUT_MS = 10_000
const ASK_TIMEOUT_MS = 60_000 // a local server may have to load the model first
const DIALECTS = 5 // tries to find the dialect

/**
 * Tests an endpoint as a debater would use it and says in words what is wrong. Finds out its dialect on the way and keeps
 * it; an endpoint that works is no longer switched off.
 *
 * @param model the one to try; without it, one that a debater of this endpoint has, or the first of a short list
 */
export async function testConnection(
  ends: Ends,
  id: string,
  model?: string,
): Promise<Result<ConnectionReport, 'not-found'>> {
  const endpoint = await ends.debaters.endpoint(id)
  if (!endpoint) return err('not-found')
  const listed = await ends.probe.models(endpoint, LIST_TIMEOUT_MS)
  const models = listed.ok ? listed.value : []
  const report = (sentence: string, more: Partial<ConnectionReport> = {}) =>
    ok({ works: false, sentence, model: null, models, firstTokenMs: null, durationMs: null, learnt: [], ...more })

  if (!listed.ok && !mayLackModelList(listed.error)) return report(faultInWords(listed.error, endpoint))
  const tried = model || (await modelInUse(ends, id)) || firstChatModel(models)
  if (!tried) {
    if (!listed.ok) return report((await betterBase(ends, endpoint)) ?? faultInWords(listed.error, endpoint))
    return report(
      models.length
        ? `The address and the key work, and ${models.length} models are offered. Name one to try it.`
        : 'The endpoint answers, but offers no models. Name one to try it.',
    )
  }

  const asked = await askInItsDialect(ends, endpoint, tried)
  if (!asked.answer.ok) {
    const fault = asked.answer.error
    const base = fault.status === 404 && !listed.ok ? await betterBase(ends, endpoint) : null
    const sentence = base ?? (isUnknownModel(fault) ? unknownModel(tried, models) : faultInWords(fault, endpoint))
    return report(sentence, { model: tried })
  }
  const { value: answer } = asked.answer
  const more = { model: tried, firstTokenMs: answer.firstTokenMs, durationMs: answer.durationMs }
  if (answer.finishReason === null)
    return report(
      `“${tried}” answered, but ended without saying that it was finished (no finish_reason): its speeches would not count.`,
      more,
    )
  if (asked.learnt.length) await ends.providers.changeProvider(id, { quirks: asked.quirks })
  if (endpoint.disabled !== null) await ends.debaters.disable(id, null)
  return report(worked(tried, answer), { ...more, works: true, learnt: asked.learnt })
}

function worked(model: string, { model: returned, durationMs, usage }: ProbeAnswer): string {
  const other = returned !== null && returned !== model ? ` It calls itself “${returned}”.` : ''
  const counts = usage ? '' : ' It reports no token counts, so they are estimated.'
  return `It works: “${model}” answered in ${(durationMs / 1_000).toFixed(1)} s.${other}${counts}`
}

/** Asks, and asks again in another dialect as long as it is a parameter of ours that is not taken. */
async function askInItsDialect({ probe }: Ends, endpoint: Endpoint, model: string) {
  let quirks = endpoint.quirks
  const learnt: string[] = []
  const tried = new Set<string>()
  for (let i = 0; ; i++) {
    tried.add(quirks.tokenLimitField)
    const answer = await probe.ask({ ...endpoint, quirks }, model, ASK_TIMEOUT_MS)
    const next = answer.ok || i >= DIALECTS ? null : otherDialect(quirks, answer.error, tried)
    if (!next) return { answer, quirks, learnt }
    quirks = next.quirks
    learnt.push(next.learnt)
  }
}

/** What to leave out or name otherwise, from what the endpoint says it does not take; null if it is nothing of that kind. */
function otherDialect(
  quirks: Quirks,
  { status, param, message }: CallFault,
  tried: ReadonlySet<string>,
): { quirks: Quirks; learnt: string } | null {
  if (status !== 400 && status !== 422) return null
  const names = (field: string) => (param ? param.includes(field) : message.includes(field))
  const silent = !param && !message // some say only "400": then each is tried in turn
  if (quirks.streamUsage && names('stream_options')) return withoutUsage(quirks)
  if (quirks.tokenLimitField !== 'none' && (silent || names(quirks.tokenLimitField))) {
    const field = (['max_completion_tokens', 'max_tokens'] as const).find((one) => !tried.has(one)) ?? 'none'
    return {
      quirks: { ...quirks, tokenLimitField: field },
      learnt: field === 'none' ? 'It takes no token limit.' : `Its token limit is called ${field}.`,
    }
  }
  return silent && quirks.streamUsage ? withoutUsage(quirks) : null
}

const withoutUsage = (quirks: Quirks) => ({
  quirks: { ...quirks, streamUsage: false },
  learnt: 'It does not report token counts in a stream.',
})

/** Not every endpoint lists its models; a wrong address says the same, which only a call can tell apart. */
const mayLackModelList = ({ kind, status }: CallFault) =>
  kind === 'garbage' || (kind === 'answered' && (status === 404 || status === 405 || status === 501))

/** Most base URLs end in /v1, and forgetting it is the most common mistake. */
async function betterBase({ probe }: Ends, endpoint: Endpoint): Promise<string | null> {
  if (/\/v\d+\w*$/.test(endpoint.baseUrl)) return null
  const baseUrl = `${endpoint.baseUrl}/v1`
  const found = await probe.models({ ...endpoint, baseUrl }, LIST_TIMEOUT_MS)
  return found.ok
    ? `Nothing of this API is found at ${endpoint.baseUrl}, but it answers at ${baseUrl}: set the base URL to that.`
    : null
}

const isUnknownModel = ({ status, code, message }: CallFault) =>
  code === 'model_not_found' ||
  ((status === 404 || status === 400) &&
    /model.{0,80}(not found|not exist|unknown|invalid)|(no such|unknown|invalid) model/i.test(message))

function unknownModel(model: string, models: readonly string[]): string {
  const some = models.slice(0, 8).map((name) => `“${name}”`)
  return `The endpoint answers, but knows no model “${model}”.${some.length ? ` It offers ${some.join(', ')}${models.length > some.length ? ' and more' : ''}.` : ''}`
}

async function modelInUse({ providers }: Ends, providerId: string): Promise<string | null> {
  const { config } =
    (await providers.debaters()).find(({ retired, revision }) => !retired && revision.providerId === providerId)
      ?.revision ?? {}
  return config?.kind === 'model' ? config.model : null
}

const SHORT_LIST = 20
/** A paid endpoint lists everything it sells; of those none is called unasked. */
const firstChatModel = (models: readonly string[]) =>
  models.length <= SHORT_LIST ? models.find(isChatModel) : undefined

/** Whether a model's name does not say that it is for something else than chat. */
export const isChatModel = (model: string) =>
  !/embed|rerank|whisper|tts|dall-e|moderation|transcribe|diffusion|\bbge\b|\bclip\b/i.test(model)

/** What a call ended in, as an administrator reads it. */
export function faultInWords(fault: CallFault, { baseUrl, key }: Pick<Endpoint, 'baseUrl' | 'key'>): string {
  const { host, hostname } = new URL(baseUrl)
  const said = fault.message ? ` It says: ${fault.message}` : ''
  switch (fault.kind) {
    case 'refused':
      return `Nothing listens at ${host}: the connection was refused. Is the server running, and is the port right?`
    case 'unreachable':
      return `${host} cannot be reached over the network.`
    case 'dns':
      return `The host name ${hostname} is not found. Is it spelt right, and is this machine online?`
    case 'tls':
      return `No secure connection to ${host} could be made (${fault.code ?? 'TLS'}). Its certificate is not accepted, or it speaks plain http.`
    case 'timeout':
      return `${host} did not answer in time. It may be busy, still loading the model, or behind a firewall.`
    case 'redirect':
      return `${host} sends callers on to another address, which is not followed. Set the base URL to where it leads.`
    case 'cut':
      return `${host} closed the connection in the middle of its answer.`
    case 'garbage':
      return `${host} answers, but not as an OpenAI-compatible API. Is the base URL right? Most end in /v1.`
    case 'too-large':
      return `${host} sent far more than was asked for.`
    case 'answered':
      return answeredInWords(fault, host, key, said)
    default:
      return unreachable(fault.kind)
  }
}

function answeredInWords(
  { status, quota, retryAfterMs = 0, param }: CallFault,
  host: string,
  key: string | null,
  said: string,
): string {
  if (quota) return `The key works, but its quota or credit is used up.${said}`
  if (status === 401)
    return key === null ? `${host} needs a key.${said}` : `${host} does not accept the key (401).${said}`
  if (status === 403) return `The key is known, but may not do this (403).${said}`
  if (status === 404) return `Nothing of this API is found at this address (404). Most base URLs end in /v1.${said}`
  if (status === 429)
    return `${host} asks to slow down (429)${retryAfterMs ? `: try again in ${Math.ceil(retryAfterMs / 1_000)} s` : ''}.${said}`
  if (status === 400 || status === 422)
    return `${host} did not take the request (${status}${param ? `, parameter ${param}` : ''}).${said}`
  return status === undefined
    ? `${host} reported an error.${said}`
    : `${host} failed (${status}). This is on its side; try again later.${said}`
}
