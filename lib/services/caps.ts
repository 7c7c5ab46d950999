import { dayOf, overCap } from '#lib/core/debaters/caps'
import { costMicros, estimateTokens } from '#lib/core/debaters/price'
import type { DebaterConfig } from '#lib/core/debaters/config'
import type { Deps } from '#lib/ports'

type Paid = Pick<Extract<DebaterConfig, { kind: 'model' }>, 'price' | 'maxTokens'>

/**
 * Whether the next call of a debate passes a cap of its provider: the reason in a sentence, or null.
 *
 * @param prompt what will be sent, for the worst case
 */
export async function capFor(
  { debaters, attempts, now }: Pick<Deps, 'debaters' | 'attempts' | 'now'>,
  providerId: string | null,
  debateId: string,
  { price, maxTokens }: Paid,
  prompt: string,
): Promise<string | null> {
  const endpoint = providerId === null ? null : await debaters.endpoint(providerId)
  const caps = endpoint?.caps
  if (!endpoint || !caps || (caps.perDebate === null && caps.perDay === null)) return null
  const spent = await attempts.spent(endpoint.id, debateId, dayOf(now()))
  return overCap(endpoint.name, caps, spent, costMicros(price, estimateTokens(prompt), maxTokens))
}
