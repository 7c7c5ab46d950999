import { err, ok, type Result } from '#lib/core/result'
import { debaterConfig, type DebaterConfig } from '#lib/core/debaters/config'
import { templates } from '#lib/core/debaters/prompt'
import type { ProviderStore, Revision } from '#lib/ports'

export type DebaterEnds = { providers: ProviderStore }

/** Neutral names: they say neither that they are rule-based nor who is the better. */
export const BUILT_IN_NAMES = ['Ash', 'Birch'] as const

export const PERSON_NAME = 'A person'

export type DebaterRefusal =
  'no-preference' | 'no-such-provider' | 'no-provider-needed' | 'no-such-template' | 'built-in-name'

/** A new debater, or a new revision of the one by that name. Nothing new is made if nothing would change. */
export async function createDebater(
  { providers }: DebaterEnds,
  { name, providerId, config }: { name: string; providerId: string | null; config: DebaterConfig },
): Promise<Result<Revision, DebaterRefusal>> {
  if (config.kind === 'person') return err('built-in-name') // there is one for all of them
  if (config.kind === 'builtin') {
    if (providerId !== null) return err('no-provider-needed')
  } else {
    if (isBuiltInName(name)) return err('built-in-name')
    if (!templates[config.template]) return err('no-such-template')
    if ((config.bestOf > 1 || config.critiques > 1) && config.preference === null) return err('no-preference')
    if (!(await providers.providers()).some(({ id }) => id === providerId)) return err('no-such-provider')
  }
  const known = (await providers.debaters()).find((debater) => debater.name === name)
  const same =
    known && !known.retired && known.revision.providerId === providerId && equal(known.revision.config, config)
  return ok(
    same ? { ...known.revision, debaterId: known.id, name } : await providers.addRevision({ name, providerId, config }),
  )
}

/** Takes a debater out of the lists; debates that used it keep it. The built-in ones stay: the demo needs them. */
export async function retireDebater(
  { providers }: DebaterEnds,
  id: string,
): Promise<Result<null, 'not-found' | 'built-in-name'>> {
  if ((await providers.debaters()).some((debater) => debater.id === id && isBuiltInName(debater.name)))
    return err('built-in-name')
  return (await providers.retireDebater(id)) ? ok(null) : err('not-found')
}

/** Makes the two built-in debaters if they are not there. Any number of processes may call it at once. */
export async function ensureBuiltIn({ providers }: DebaterEnds): Promise<void> {
  const known = new Set((await providers.debaters()).map(({ name }) => name))
  for (const name of BUILT_IN_NAMES) {
    if (!known.has(name))
      await providers.addDebater({ name, providerId: null, config: debaterConfig.parse({ kind: 'builtin' }) })
  }
}

/** Makes the debater that stands for whoever takes the seat, if it is not there. Any number of processes may call it. */
export async function ensurePerson({ providers }: DebaterEnds): Promise<void> {
  if (!(await providers.debaters()).some(({ name }) => name === PERSON_NAME))
    await providers.addDebater({ name: PERSON_NAME, providerId: null, config: { kind: 'person' } })
}

const isBuiltInName = (name: string) => [...BUILT_IN_NAMES, PERSON_NAME].some((taken) => taken === name)

/** Configurations come through one schema, which orders their fields. */
const equal = (one: DebaterConfig, another: DebaterConfig) =>
  JSON.stringify(debaterConfig.parse(one)) === JSON.stringify(debaterConfig.parse(another))
