import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { Prisma } from '#lib/adapters/prisma/generated/client'
import { rules as schema, type Rules } from '#lib/core/debate/protocol'
import { changesBetween } from '#lib/core/protocols/changes'
import { inWords } from '#lib/core/protocols/words'

export type ProtocolLine = {
  id: string // the name as an address; with `number` it is what debates name
  name: string
  number: number // of the newest revision
  revisionId: string // the newest, to debate by
  rules: Rules
  words: string // the arrangement in one line
  debates: number // that used any of its revisions
}

/** Protocols in use with their newest revision, by name. */
export async function listProtocols(db: PrismaClient): Promise<ProtocolLine[]> {
  const rows = await db.protocol.findMany({
    where: { retiredAt: null },
    orderBy: { name: 'asc' },
    include: { revisions: { orderBy: { number: 'desc' }, take: 1 } },
  })
  const used = await usesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ id, name, revisions: [newest] }) => {
    if (!newest) return []
    const rules = schema.parse(newest.rules)
    const debates = used.filter((one) => one.id === id).reduce((sum, { n }) => sum + n, 0)
    return [{ id, name, number: newest.number, revisionId: newest.id, rules, words: lineOf(rules), debates }]
  })
}

export type ProtocolPage = {
  id: string
  name: string
  retired: boolean
  /** Newest first; `changes` since the one before, in words; [] of the first. */
  revisions: {
    id: string
    number: number
    rules: Rules
    words: string
    by: string | null
    createdAt: number
    debates: number
    changes: string[]
  }[]
}

/** One protocol with all its revisions; null if there is none. */
export async function protocolPage(db: PrismaClient, id: string): Promise<ProtocolPage | null> {
  const row = await db.protocol.findUnique({
    where: { id },
    include: { revisions: { orderBy: { number: 'asc' } } },
  })
  if (!row) return null
  const writers = row.revisions.flatMap(({ createdBy }) => createdBy ?? [])
  const [used, people] = await Promise.all([
    usesOf(db, [id]),
    db.user.findMany({ where: { id: { in: writers } }, select: { id: true, name: true } }),
  ])
  const revisions = row.revisions.map((revision) => ({ ...revision, rules: schema.parse(revision.rules) }))
  return {
    id,
    name: row.name,
    retired: row.retiredAt !== null,
    revisions: revisions
      .map(({ id: revisionId, number, rules, createdBy, createdAt }, i) => {
        const before = revisions[i - 1]
        return {
          id: revisionId,
          number,
          rules,
          words: lineOf(rules),
          by: people.find((person) => person.id === createdBy)?.name ?? null,
          createdAt: createdAt.getTime(),
          debates: used.find(({ version }) => version === number)?.n ?? 0,
          changes: before ? changesBetween(before.rules, rules) : [],
        }
      })
      .toReversed(),
  }
}

const lineOf = (rules: Rules) => inWords({ id: '', version: 1, ...rules })

/** How many debates used each revision: their first event names it. */
async function usesOf(db: PrismaClient, ids: readonly string[]): Promise<{ id: string; version: number; n: number }[]> {
  if (ids.length === 0) return []
  return db.$queryRaw`
    select "event" -> 'setup' -> 'protocol' ->> 'id' as id,
           ("event" -> 'setup' -> 'protocol' ->> 'version')::int as version,
           count(*)::int as n
    from "DebateEvent"
    where "seq" = 1 and "event" -> 'setup' -> 'protocol' ->> 'id' in (${Prisma.join(ids)})
    group by 1, 2`
}
