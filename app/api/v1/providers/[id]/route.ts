import { editProvider } from '#lib/services/providers'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const PATCH = route('provider.edit', async ({ params, body }) => editProvider(await deps(), params.id, body))
