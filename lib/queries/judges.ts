import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { BUILT_IN_JUDGE_LABEL, judgeConfig, type JudgeConfig } from '#lib/core/judges/config'

export type JudgeLine = {
  id: string
  name: string
  revisionId: string // the newest, to judge with
  number: number
  kind: JudgeConfig['kind']
  label: string // what it is, in words
  problem: string | null // why it cannot judge now
  priced: boolean // what it costs is known; what is built in costs nothing
  before: { number: number; label: string; createdAt: number }[] // older revisions, newest first
}

/** Judges in use that are not people, with all their revisions: built-in ones first, then by name. */
export async function listJudges(db: PrismaClient): Promise<JudgeLine[]> {
  const rows = await db.judge.findMany({
    where: { retiredAt: null },
    orderBy: { name: 'asc' },
    include: {
      revisions: { orderBy: { number: 'desc' }, include: { provider: { select: { name: true, disabled: true } } } },
    },
  })
  const lines = rows.flatMap(({ id, name, revisions: [newest, ...before] }): JudgeLine[] => {
    if (!newest) return []
    const config = judgeConfig.parse(newest.config)
    const { provider } = newest
    return [
      {
        id,
        name,
        revisionId: newest.id,
        number: newest.number,
        kind: config.kind,
        label: labelOf(config, provider?.name ?? null),
        problem: provider?.disabled ? `${provider.name} is switched off: ${provider.disabled}` : null,
        priced: config.kind === 'builtin' || config.price !== null,
        before: before.map((old) => ({
          number: old.number,
          label: labelOf(judgeConfig.parse(old.config), old.provider?.name ?? null),
          createdAt: old.createdAt.getTime(),
        })),
      },
    ]
  })
  return lines.sort((x, y) => Number(x.kind === 'model') - Number(y.kind === 'model'))
}

const forms = {
  auto: 'by token probabilities where it gives them',
  logprobs: 'by token probabilities alone',
  structured: 'by a written verdict',
} as const

/** What a judge is, in words. */
export function labelOf(config: JudgeConfig, provider: string | null): string {
  if (config.kind === 'builtin') return BUILT_IN_JUDGE_LABEL
  const { model, answer, temperature } = config
  const at = provider === null ? model : `${model} at ${provider}`
  return `${at}, ${forms[answer]}, temperature ${temperature ?? 'of its own'}`
}
