import { listModels } from '#lib/services/providers'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const GET = route('provider.models', async ({ params }) => listModels(await deps(), params.id))
