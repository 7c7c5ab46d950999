import { ok } from '#lib/core/result'
import { reviseProtocol } from '#lib/services/protocols'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const POST = route('protocol.revise', async ({ person, params, body }) => {
  const made = await reviseProtocol(await deps(), person, params.id, body)
  return made.ok ? ok({ id: made.value.protocolId, revisionId: made.value.id, number: made.value.number }) : made
})
