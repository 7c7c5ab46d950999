import { retireProtocol } from '#lib/services/protocols'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const POST = route('protocol.retire', async ({ params }) => retireProtocol(await deps(), params.id))
