import { debaterConfig, quirks } from '#lib/core/debaters/config'
import type { DebaterRow, DebaterStore, Endpoint, NewDebater, ProviderRow, ProviderStore, Revision } from '#lib/ports'
import type { SecretBox } from '../secrets'
import { Prisma, type PrismaClient } from './generated/client'
import type { DebaterRevisionModel, ProviderModel } from './generated/models'

/** Debaters and endpoints in the tables Debater, DebaterRevision and Provider; keys sealed with their row's id. */
export function prismaDebaters(db: PrismaClient, secrets: SecretBox): DebaterStore & ProviderStore {
  const sealed = (id: string, key: string | null) =>
    key === null
      ? { keyCipher: null, keyLast4: null }
      : { keyCipher: secrets.seal(key, owned(id)), keyLast4: last4(key) }

  return {
    async revision(id) {
      const row = await db.debaterRevision.findUnique({
        where: { id },
        include: { debater: { select: { name: true } } },
      })
      return row && revisionOf(row, row.debater.name)
    },
    async endpoint(id) {
      const row = await db.provider.findUnique({ where: { id } })
      if (!row) return null
      const { keyLast4: _, origin: __, ...endpoint } = rowOf(row)
      return { ...endpoint, ...opened(row, secrets) }
    },
    async disable(id, why) {
      await db.provider.updateMany({ where: { id }, data: { disabled: why } })
    },

    async providers() {
      return (await db.provider.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(rowOf)
    },
    async addProvider({ key, caps, ...provider }) {
      const id = crypto.randomUUID()
      return unlessTaken(async () => {
        await db.provider.create({ data: { id, ...provider, ...capColumns(caps), ...sealed(id, key) } })
        return id
      })
    },
    async changeProvider(id, { key, caps, ...change }) {
      const { count } = await db.provider.updateMany({
        where: { id },
        data: { ...change, ...capColumns(caps), ...(key !== undefined && sealed(id, key)) },
      })
      return count === 1
    },

    async debaters() {
      const rows = await db.debater.findMany({
        include: { revisions: { orderBy: { number: 'desc' }, take: 1 } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      })
      return rows.flatMap(({ id, name, retiredAt, revisions: [row] }): DebaterRow[] => {
        if (!row) return []
        const { debaterId: _, name: __, ...revision } = revisionOf(row, name)
        return [{ id, name, retired: retiredAt !== null, revision }]
      })
    },
    addDebater: ({ name, ...rest }) =>
      unlessTaken(async () => {
        const debater = await db.debater.create({
          data: { name, revisions: { create: revisionData(1, rest) } },
          include: { revisions: true },
        })
        return revisionOf(debater.revisions[0]!, name)
      }),
    async addRevision({ name, ...rest }) {
      for (let race = 0; race < RACES; race++) {
        const added = await unlessTaken(() =>
          db.$transaction(async (tx) => {
            const { id } = await tx.debater.upsert({ where: { name }, create: { name }, update: { retiredAt: null } })
            const last = await tx.debaterRevision.aggregate({ where: { debaterId: id }, _max: { number: true } })
            const data = { debaterId: id, ...revisionData((last._max.number ?? 0) + 1, rest) }
            return revisionOf(await tx.debaterRevision.create({ data }), name)
          }),
        )
        if (added) return added
      }
      throw new Error(`debater ${name}: lost ${RACES} races in a row`)
    },
    async retireDebater(id) {
      const { count } = await db.debater.updateMany({ where: { id, retiredAt: null }, data: { retiredAt: new Date() } })
      return count === 1
    },
  }
}

const RACES = 5
const owned = (row: string) => ({ owner: 'provider', row })

/** Enough to tell one's keys apart; nothing of a key so short that four characters are much of it. */
const last4 = (key: string) => (key.length >= 12 ? key.slice(-4) : '')

const revisionData = (number: number, { providerId, config }: Omit<NewDebater, 'name'>) => ({
  number,
  providerId,
  kind: config.kind,
  config,
})

const revisionOf = ({ id, debaterId, number, config, providerId }: DebaterRevisionModel, name: string): Revision => ({
  id,
  debaterId,
  name,
  number,
  providerId,
  config: debaterConfig.parse(config),
})

const capColumns = (caps: Endpoint['caps']) => caps && { capPerDebate: caps.perDebate, capPerDay: caps.perDay }

const rowOf = ({
  id,
  name,
  baseUrl,
  keyLast4,
  quirks: dialect,
  concurrency,
  disabled,
  origin,
  capPerDebate,
  capPerDay,
}: ProviderModel): ProviderRow => ({
  id,
  name,
  baseUrl,
  keyLast4,
  concurrency,
  disabled,
  quirks: quirks.parse(dialect),
  caps: { perDebate: capPerDebate, perDay: capPerDay },
  origin: origin === 'environment' || origin === 'detected' ? origin : 'person',
})

/** The key; an endpoint whose key cannot be opened is switched off, since calling it without would blame the endpoint. */
function opened({ id, keyCipher, disabled }: ProviderModel, secrets: SecretBox): Pick<Endpoint, 'key' | 'disabled'> {
  if (keyCipher === null) return { key: null, disabled }
  try {
    return { key: secrets.open(keyCipher, owned(id)), disabled }
  } catch {
    return { key: null, disabled: 'its key was stored with another AUTH_SECRET; enter it again.' }
  }
}

/** null if a unique name or number was taken by another. */
async function unlessTaken<T>(write: () => Promise<T>): Promise<T | null> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return null
    throw error
  }
}
