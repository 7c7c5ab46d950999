import { ok } from '#lib/core/result'
import { judgeableDebates, judgedAlready } from '#lib/queries/judgeable'
import { listPanels } from '#lib/queries/panels'
import { panelOutlook } from '#lib/services/panelEstimate'
import { startPanel } from '#lib/services/panels'
import { deps } from '#server/deps'
import { route } from '#server/route'

export const GET = route('panels.list', async () => ok(await listPanels((await deps()).prisma)))
export const POST = route('panel.start', async ({ person, body: { name, judges, debates, dryRun } }) => {
  const ends = await deps()
  const debateIds = await judgeableDebates(ends.prisma, debates)
  const estimate = await panelOutlook(ends, debateIds, judges, await judgedAlready(ends.prisma, debateIds, judges))
  if (!estimate.ok) return estimate
  if (dryRun) return ok({ id: null, estimate: estimate.value })
  const started = await startPanel(ends, person.id, { name, debateIds, revisionIds: judges })
  return started.ok ? ok({ id: started.value.id, estimate: estimate.value }) : started
})
