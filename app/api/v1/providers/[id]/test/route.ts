import { testConnection } from '#lib/services/connection'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const POST = route('provider.test', async ({ params, body }) =>
  testConnection(await deps(), params.id, body.model),
)
