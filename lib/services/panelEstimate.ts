import { replay } from '#lib/core/debate/debate'
import { estimatePanel, promptTokens, type PanelEstimate } from '#lib/core/judges/estimate'
import { err, ok, type Result } from '#lib/core/result'
import type { Deps } from '#lib/ports'
import type { JudgeStore } from '#lib/ports/judges'
import type { PanelRefusal } from './panels'

const READ = 60 // debates; the others are taken to be like them

export type PanelOutlook = PanelEstimate & {
  debates: number
  judges: number
  already: number // tasks that were done in an earlier panel, and are taken over as they are
  read: number // debates that the estimate was made from
}

/**
 * What a panel would take, before it is started.
 *
 * @param already how many of the debates each judge has judged, by revision
 */
export async function panelOutlook(
  deps: Pick<Deps, 'debates' | 'questions'> & { judges: JudgeStore },
  debateIds: readonly string[],
  revisionIds: readonly string[],
  already: ReadonlyMap<string, number>,
): Promise<Result<PanelOutlook, Extract<PanelRefusal, 'unknown-judge'>>> {
  const found = await Promise.all([...new Set(revisionIds)].map((id) => deps.judges.revision(id)))
  const judges = found.filter((judge) => judge !== null)
  if (judges.length < found.length) return err('unknown-judge')
  const models = judges.some(({ config }) => config.kind === 'model')
  const read: number[][] = []
  for (const id of models ? spread(debateIds, READ) : []) {
    const debate = replay(await deps.debates.read(id))
    if (!debate) continue
    const { protocol, sourceId } = debate.setup
    const source = protocol.judgeSeesSource ? ((await deps.questions.source(sourceId))?.text ?? null) : null
    read.push(promptTokens(debate, source))
  }
  const done = (id: string) => already.get(id) ?? 0
  const planned = judges.map(({ id, config }) => ({ config, debates: debateIds.length - done(id) }))
  return ok({
    ...estimatePanel(planned, read),
    debates: debateIds.length,
    judges: judges.length,
    already: judges.reduce((sum, { id }) => sum + done(id), 0),
    read: read.length,
  })
}

/** At most so many of them, evenly spread. */
const spread = <T>(all: readonly T[], most: number): T[] => {
  const step = Math.max(1, all.length / most)
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * step)]).filter(
    (one): one is T => one !== undefined,
  )
}
