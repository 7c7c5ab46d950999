import { ok } from '#lib/core/result'
import { createProvider, listProviders } from '#lib/services/providers'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const GET = route('providers.list', async () => ok(await listProviders(await deps())))
export const POST = route('provider.create', async ({ body }) => createProvider(await deps(), body))
