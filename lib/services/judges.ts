import { judgeConfig, type JudgeConfig } from '#lib/core/judges/config'
import { err, ok, type Result } from '#lib/core/result'
import type { ProviderStore } from '#lib/ports'
import type { JudgeRevision, JudgeStore } from '#lib/ports/judges'

export type JudgeEnds = { providers: ProviderStore; judges: JudgeStore }

/** A neutral name, as the built-in debaters have. */
export const BUILT_IN_JUDGE = 'Rowan'

export type NewJudgeRefusal = 'no-such-provider' | 'no-provider-needed' | 'built-in-name'

/** A new judge, or a new revision of the one by that name. Nothing new is made if nothing would change. */
export async function createJudge(
  { providers, judges }: JudgeEnds,
  { name, providerId, config }: { name: string; providerId: string | null; config: JudgeConfig },
): Promise<Result<JudgeRevision, NewJudgeRefusal>> {
  if (config.kind === 'builtin') {
    if (providerId !== null) return err('no-provider-needed')
  } else {
    if (name === BUILT_IN_JUDGE) return err('built-in-name')
    if (!(await providers.providers()).some(({ id }) => id === providerId)) return err('no-such-provider')
  }
  const known = (await judges.judges()).find((judge) => judge.name === name)
  const same = known && known.providerId === providerId && JSON.stringify(known.config) === JSON.stringify(config)
  return ok(same ? known : await judges.addRevision({ name, providerId, config }))
}

/** Takes a judge out of the lists; its judgments keep it. The built-in one stays. */
export async function retireJudge(
  { judges }: JudgeEnds,
  judgeId: string,
): Promise<Result<null, 'not-found' | 'built-in-name'>> {
  const judge = (await judges.judges()).find((one) => one.judgeId === judgeId)
  if (judge?.name === BUILT_IN_JUDGE) return err('built-in-name')
  return (await judges.retire(judgeId)) ? ok(null) : err('not-found')
}

/** Makes the built-in judge if it is not there. */
export async function ensureBuiltInJudge({ judges }: Pick<JudgeEnds, 'judges'>): Promise<void> {
  if ((await judges.judges()).some(({ name }) => name === BUILT_IN_JUDGE)) return
  await judges.addRevision({ name: BUILT_IN_JUDGE, providerId: null, config: judgeConfig.parse({ kind: 'builtin' }) })
}
