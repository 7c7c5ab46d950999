import { faults } from '#lib/core/debate/faults'
import type { Protocol, Rules } from '#lib/core/debate/protocol'
import type { Person } from '#lib/core/people/can'
import type { Choice } from '#lib/core/protocols/arm'
import { buildArm } from '#lib/core/protocols/arms'
import { kindOf } from '#lib/core/protocols/kind'
import { isReserved, protocolOf, slugOf } from '#lib/core/protocols/stored'
import { err, ok, type Result } from '#lib/core/result'
import type { ProtocolRevision, ProtocolStore } from '#lib/ports/protocols'

export type ProtocolEnds = { protocols: ProtocolStore }
export type ProtocolRefusal = 'protocol-name' | 'protocol-reserved' | 'protocol-taken' | 'protocol-moved-on'
/** Rules that cannot work, with the reasons in sentences. */
export type Unworkable = { error: 'unworkable-rules'; message: string }

/** Why rules are refused, as one text; null if they work. */
function unworkable(rules: Rules): Unworkable | null {
  const why = faults(rules)
  return why.length === 0 ? null : { error: 'unworkable-rules', message: why.join(' ') }
}

/** What judges are told of an arrangement follows from what it is, so its kind is not the writer's to choose. */
const named = (rules: Rules): Rules => ({ ...rules, kind: kindOf(rules) })

/** A new protocol; one that was retired under that name goes on with the next number. */
export async function createProtocol(
  { protocols }: ProtocolEnds,
  { id: createdBy }: Pick<Person, 'id'>,
  given: { name: string; rules: Rules },
): Promise<Result<ProtocolRevision, ProtocolRefusal | Unworkable>> {
  const fault = unworkable(given.rules)
  if (fault) return err(fault)
  const name = given.name.normalize('NFC').replace(/\s+/g, ' ').trim()
  const protocolId = slugOf(name)
  if (protocolId === null) return err('protocol-name')
  if (isReserved(protocolId)) return err('protocol-reserved')
  const rules = named(given.rules)
  const known = (await protocols.protocols()).find((one) => one.protocolId === protocolId || one.name === name)
  if (known && (!known.retired || known.protocolId !== protocolId)) return err('protocol-taken')
  const made = known
    ? await protocols.append(protocolId, known.number, { rules, createdBy })
    : await protocols.create({ protocolId, name, rules, createdBy })
  return made ? ok(made) : err('protocol-taken')
}

/**
 * A change makes a new revision; without one, the newest stays as it is.
 *
 * @param given.from the number of the revision that was changed: of two who change it at once, the second is told
 */
export async function reviseProtocol(
  { protocols }: ProtocolEnds,
  { id: createdBy }: Pick<Person, 'id'>,
  protocolId: string,
  given: { from: number; rules: Rules },
): Promise<Result<ProtocolRevision, 'not-found' | ProtocolRefusal | Unworkable>> {
  const known = (await protocols.protocols()).find((one) => one.protocolId === protocolId && !one.retired)
  if (!known) return err('not-found')
  const fault = unworkable(given.rules)
  if (fault) return err(fault)
  const rules = named(given.rules)
  if (canonical(known.rules) === canonical(rules)) {
    const { retired: _, ...same } = known
    return ok(same)
  }
  const made = await protocols.append(protocolId, given.from, { rules, createdBy })
  return made ? ok(made) : err('protocol-moved-on')
}

/** Takes it out of the lists; debates that used it keep it. */
export const retireProtocol = async (
  { protocols }: ProtocolEnds,
  protocolId: string,
): Promise<Result<null, 'not-found'>> => ((await protocols.retire(protocolId)) ? ok(null) : err('not-found'))

/** What a host chooses: an arm with what it takes, or a stored revision. */
export type ProtocolChoice = (Choice & { arm: string }) | { protocolRevisionId: string }

/** The protocol of a choice; null if there is no such arm, or no such revision in use. */
export async function chosenProtocol({ protocols }: ProtocolEnds, choice: ProtocolChoice): Promise<Protocol | null> {
  if (!('protocolRevisionId' in choice)) return buildArm(choice)
  const revision = await protocols.revision(choice.protocolRevisionId)
  return revision && protocolOf(revision)
}

/** The same text for the same rules, in whatever order the database gives their fields. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
