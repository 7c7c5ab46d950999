import { err, ok, type Result } from '#lib/core/result'
import { quirks as quirksSchema, type QuirksChange } from '#lib/core/debaters/config'
import type { Caps } from '#lib/core/debaters/caps'
import { endpointUrl, sameServer, type UrlRefusal } from '#lib/core/debaters/endpointUrl'
import type { DebaterStore, EndpointProbe, ProviderRow, ProviderStore } from '#lib/ports'
import { faultInWords } from './connection'

export type ProviderEnds = {
  providers: ProviderStore
  debaters: Pick<DebaterStore, 'endpoint' | 'disable'>
  probe: EndpointProbe
}

export type ProviderRefusal = UrlRefusal | 'name-taken' | 'key-needed'

type Given = { baseUrl: string; key: string | null; concurrency: number; quirks: QuirksChange; caps: Caps }
type Change = { [K in keyof Given]?: Given[K] | undefined }

/** Adds an endpoint. An empty key is none. */
export async function createProvider(
  { providers }: ProviderEnds,
  {
    name,
    baseUrl,
    key,
    concurrency,
    quirks,
    caps,
  }: Omit<Given, 'quirks' | 'caps'> & { name: string; quirks?: QuirksChange | undefined; caps?: Caps | undefined },
): Promise<Result<{ id: string }, ProviderRefusal>> {
  const url = endpointUrl(baseUrl)
  if (!url.ok) return url
  const id = await providers.addProvider({
    name,
    concurrency,
    baseUrl: url.value,
    key: key || null,
    quirks: quirksSchema.parse(quirks ?? {}),
    origin: 'person',
    ...(caps && { caps }),
  })
  return id ? ok({ id }) : err('name-taken')
}

/**
 * Changes an endpoint; what is not given stays, and a new address or key ends its being switched off.
 *
 * A key that is not given stays, too, but only for the server it was given for: else whoever may edit could read any key
 * by sending it to a server of their own.
 */
export async function editProvider(
  { providers }: ProviderEnds,
  id: string,
  change: Change,
): Promise<Result<{ id: string }, ProviderRefusal | 'not-found'>> {
  const now = (await providers.providers()).find((provider) => provider.id === id)
  if (!now) return err('not-found')
  const { baseUrl, key, concurrency, quirks, caps } = change
  const url = baseUrl === undefined ? undefined : endpointUrl(baseUrl)
  if (url && !url.ok) return url
  if (url && key === undefined && now.keyLast4 !== null && !sameServer(url.value, now.baseUrl)) return err('key-needed')
  const changed = await providers.changeProvider(id, {
    ...(url && { baseUrl: url.value }),
    ...(key !== undefined && { key: key || null }),
    ...(concurrency !== undefined && { concurrency }),
    ...(caps && { caps }),
    ...(quirks && { quirks: quirksSchema.parse({ ...now.quirks, ...quirks }) }),
    ...((url || key !== undefined) && { disabled: null }),
  })
  return changed ? ok({ id }) : err('not-found')
}

/** Endpoints without their keys. */
export const listProviders = ({ providers }: ProviderEnds): Promise<ProviderRow[]> => providers.providers()

const MODELS_TIMEOUT_MS = 10_000

/** The names of the models an endpoint offers, or what is wrong in one sentence. */
export async function listModels(
  { debaters, probe }: ProviderEnds,
  id: string,
): Promise<Result<{ models: string[]; problem: string | null }, 'not-found'>> {
  const endpoint = await debaters.endpoint(id)
  if (!endpoint) return err('not-found')
  const found = await probe.models(endpoint, MODELS_TIMEOUT_MS)
  return ok(
    found.ok ? { models: found.value, problem: null } : { models: [], problem: faultInWords(found.error, endpoint) },
  )
}
