import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { BUILT_IN_LABEL, debaterConfig, PERSON_LABEL, type DebaterConfig } from '#lib/core/debaters/config'

export type DebaterLine = {
  id: string
  name: string
  revisionId: string // the newest, to debate with
  number: number
  kind: DebaterConfig['kind']
  model: string | null
  provider: string | null
  problem: string | null // why it cannot speak now
  label: string // what it is, in words; not for judges before their verdict
  config: DebaterConfig
}

const order: readonly DebaterConfig['kind'][] = ['builtin', 'model', 'person']
const labels: Partial<Record<DebaterConfig['kind'], string>> = { builtin: BUILT_IN_LABEL, person: PERSON_LABEL }

/** Debaters in use with their newest revision, built-in ones first, then models by name, then people. For hosts: judges must not learn it. */
export async function listDebaters(db: PrismaClient): Promise<DebaterLine[]> {
  const rows = await db.debater.findMany({
    where: { retiredAt: null },
    orderBy: { name: 'asc' },
    include: {
      revisions: {
        orderBy: { number: 'desc' },
        take: 1,
        include: { provider: { select: { name: true, disabled: true } } },
      },
    },
  })
  const lines = rows.flatMap(({ id, name, revisions: [revision] }): DebaterLine[] => {
    if (!revision) return []
    const config = debaterConfig.parse(revision.config)
    const model = config.kind === 'model' ? config.model : null
    const provider = revision.provider?.name ?? null
    return [
      {
        id,
        name,
        revisionId: revision.id,
        number: revision.number,
        kind: config.kind,
        model,
        provider,
        problem: revision.provider?.disabled
          ? `${revision.provider.name} is switched off: ${revision.provider.disabled}`
          : null,
        label: labels[config.kind] ?? `${model} at ${provider}`,
        config,
      },
    ]
  })
  return lines.sort((x, y) => order.indexOf(x.kind) - order.indexOf(y.kind))
}
