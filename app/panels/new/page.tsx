import type { Metadata } from 'next'
import Link from 'next/link'
import { judgeableChoices } from '#lib/queries/judgeable'
import { listJudges } from '#lib/queries/judges'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { NewPanel } from './_components/newPanel'

export const metadata: Metadata = { title: 'New panel' }

export default async function NewPanelPage() {
  await requirePerson('host', '/panels/new')
  const { prisma } = await deps()
  const [choices, judges] = await Promise.all([judgeableChoices(prisma), listJudges(prisma)])
  const nothing = choices.sets.length === 0
  return (
    <main className="page max-w-5xl">
      <h1>New panel</h1>
      {nothing || judges.length === 0 ? (
        <p className="mt-3 max-w-measure font-serif text-read text-ink-2">
          {nothing ? (
            <>
              There is no finished debate yet. <Link href="/rooms/new">Open a room</Link> and close its debates, or run
              a whole set from the command line.
            </>
          ) : (
            'There is no judge yet: an administrator can add one.'
          )}
        </p>
      ) : (
        <NewPanel
          choices={choices}
          judges={judges.map(({ revisionId, name, number, label, problem }) => ({
            revisionId,
            name,
            number,
            label,
            problem,
          }))}
        />
      )}
    </main>
  )
}
