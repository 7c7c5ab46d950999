import { ok } from '#lib/core/result'
import { listProtocols } from '#lib/queries/protocols'
import { createProtocol } from '#lib/services/protocols'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const GET = route('protocols.list', async () => ok(await listProtocols((await deps()).prisma)))
export const POST = route('protocol.create', async ({ person, body }) => {
  const made = await createProtocol(await deps(), person, body)
  return made.ok ? ok({ id: made.value.protocolId, revisionId: made.value.id, number: made.value.number }) : made
})
