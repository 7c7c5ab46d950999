import 'server-only'
import { can, type Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import { panelHead, panelResults, type PanelPage } from '#lib/queries/panels'
import { textsBeingJudged } from '#lib/services/judgingAfter'
import { deps } from './deps'

/** All that a panel's page shows to this person; what follows from the answer key to researchers alone. */
export async function panelPage(person: Person, id: string): Promise<Result<PanelPage, 'not-found'>> {
  const ends = await deps()
  const shut = await textsBeingJudged(ends, person)
  const [progress, head, results] = await Promise.all([
    ends.panels.progress(id),
    panelHead(ends.prisma, id),
    can(person, 'read-sources') ? panelResults(ends.prisma, id, shut) : [],
  ])
  return progress && head ? ok({ ...head, progress, results }) : err('not-found')
}
