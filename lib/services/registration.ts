import { debaterConfig, quirks } from '#lib/core/debaters/config'
import { endpointUrl, urlRefusals } from '#lib/core/debaters/endpointUrl'
import type { DebaterStore, EndpointProbe, ProviderOrigin, ProviderStore } from '#lib/ports'
import { faultInWords, isChatModel } from './connection'
import { ensureBuiltIn } from './debaters'

type Ends = { providers: ProviderStore; debaters: Pick<DebaterStore, 'endpoint'>; probe: EndpointProbe }

/** From the settings OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL (several names with commas) and LOCAL_MODELS. */
export type RegistrationSettings = {
  key?: string | undefined
  baseUrl?: string | undefined
  model?: string | undefined
  lookForLocal: boolean
}

export const LOCAL_SERVERS = [
  { name: 'Ollama on this machine', baseUrl: 'http://127.0.0.1:11434/v1' },
  { name: 'vLLM on this machine', baseUrl: 'http://127.0.0.1:8000/v1' },
  { name: 'llama.cpp on this machine', baseUrl: 'http://127.0.0.1:8080/v1' },
  { name: 'LM Studio on this machine', baseUrl: 'http://127.0.0.1:1234/v1' },
] as const

const LOOK_MS = 300
const LIST_MS = 3_000
const MODELS_EACH = 20
const OPENAI = 'https://api.openai.com/v1'

/**
 * What the arena knows of debaters when it starts: the two built-in ones, the endpoint of the settings, and the model
 * servers of this machine. Called at every start, by any number of processes; what is there stays as it is, so what an
 * administrator changed or retired does not come back.
 *
 * @returns one sentence for each thing worth telling the operator
 */
export async function registerProviders(
  ends: Ends,
  settings: RegistrationSettings,
  servers: readonly { name: string; baseUrl: string }[] = LOCAL_SERVERS,
): Promise<string[]> {
  await ensureBuiltIn(ends)
  const fromSettings = await fromEnvironment(ends, settings)
  const local = settings.lookForLocal ? await detectLocal(ends, servers) : []
  return [...fromSettings, ...local]
}

/** The endpoint that the settings name, with a debater for each of its models. A changed setting changes it. */
export async function fromEnvironment(ends: Ends, { key, baseUrl, model }: RegistrationSettings): Promise<string[]> {
  if (!key && !baseUrl) return []
  const url = endpointUrl(baseUrl ?? OPENAI)
  if (!url.ok) return [`OPENAI_BASE_URL is not used. ${urlRefusals[url.error]}`]
  const host = new URL(url.value).host
  const id = await provider(ends, {
    name: url.value === OPENAI ? 'OpenAI' : host,
    baseUrl: url.value,
    key: key || null,
    origin: 'environment',
    concurrency: 4,
  })
  const named = (model ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean)
  // OpenAI lists everything it sells; which of it should argue is for an administrator to say.
  if (named.length === 0 && url.value === OPENAI)
    return ['OpenAI is connected. Set OPENAI_MODEL, or make debaters of its models on the page Admin.']
  if (named.length > 0) return [await debatersFor(ends, id, host, named)]
  const endpoint = { baseUrl: url.value, key: key || null, quirks: quirks.parse({}) }
  const found = await ends.probe.models(endpoint, LIST_MS)
  if (!found.ok) return [`The models of ${host} could not be listed. ${faultInWords(found.error, endpoint)}`]
  return [await debatersFor(ends, id, host, found.value)]
}

/** Model servers that answer on this machine right now, and a debater for each of their models. */
export async function detectLocal(
  ends: Ends,
  servers: readonly { name: string; baseUrl: string }[],
): Promise<string[]> {
  const looked = await Promise.all(
    servers.map(async (server) => ({
      ...server,
      found: await ends.probe.models({ baseUrl: server.baseUrl, key: null, quirks: quirks.parse({}) }, LOOK_MS),
    })),
  )
  const told: string[] = []
  for (const { name, baseUrl, found } of looked) {
    if (!found.ok || !found.value.some(isChatModel)) continue
    const known = (await ends.providers.providers()).some((one) => one.baseUrl === baseUrl && one.origin !== 'detected')
    if (known) continue // an administrator or the settings have it already
    const id = await provider(ends, { name, baseUrl, key: null, origin: 'detected', concurrency: 2 })
    told.push(await debatersFor(ends, id, name, found.value))
  }
  return told
}

type Wanted = { name: string; baseUrl: string; key: string | null; origin: ProviderOrigin; concurrency: number }

/** The provider of that origin, made or brought up to date. @returns its id */
async function provider({ providers, debaters }: Ends, wanted: Wanted): Promise<string> {
  for (let i = 1; ; i++) {
    const all = await providers.providers()
    const known = all.find(
      ({ origin, baseUrl }) => origin === wanted.origin && (origin === 'environment' || baseUrl === wanted.baseUrl),
    )
    if (known) {
      const { baseUrl, key } = (await debaters.endpoint(known.id)) ?? { baseUrl: '', key: null }
      if (baseUrl !== wanted.baseUrl || key !== wanted.key)
        await providers.changeProvider(known.id, { baseUrl: wanted.baseUrl, key: wanted.key, disabled: null })
      return known.id
    }
    // A name that is taken is another's, or another process was faster: then the next look finds its row.
    const id = await providers.addProvider({
      ...wanted,
      name: i < 3 ? wanted.name : `${wanted.name} (${i - 1})`,
      quirks: quirks.parse({}),
    })
    if (id) return id
    if (i > 9) throw new Error(`no free name for the provider ${wanted.name}`)
  }
}

/** A debater for each chat model that has never had one. @returns what to tell the operator */
async function debatersFor(ends: Ends, providerId: string, from: string, models: readonly string[]): Promise<string> {
  const usable = models.filter(isChatModel)
  const used = usable.slice(0, MODELS_EACH)
  for (const model of used) await debaterFor(ends, providerId, from, model)
  const more = usable.length > used.length ? ` (the first ${used.length} of ${usable.length})` : ''
  return `${from}: ${used.join(', ')}${more}.`
}

async function debaterFor({ providers }: Ends, providerId: string, from: string, model: string): Promise<void> {
  const config = debaterConfig.parse({ kind: 'model', model })
  for (const name of namesFor(model, from)) {
    // Looked at before each try: a name may be taken because another process has just made this very debater.
    const has = (await providers.debaters()).some(
      ({ revision: { providerId: of, config: its } }) =>
        of === providerId && its.kind === 'model' && its.model === model,
    )
    if (has || (await providers.addDebater({ name, providerId, config }))) return
  }
}

const NAME_MAX = 40

/** The model's own name, with where it is from, and with a number: the first that is free is taken. */
function* namesFor(model: string, from: string): Generator<string> {
  const short = [...(model.length > NAME_MAX ? (model.split('/').at(-1) ?? model) : model)]
  const ending = (end: string) =>
    short
      .slice(0, NAME_MAX - end.length)
      .join('')
      .trim() + end
  yield ending('')
  yield ending(` (${from.split(' ')[0]?.slice(0, 20)})`)
  for (let i = 2; i < 100; i++) yield ending(` ${i}`)
}
