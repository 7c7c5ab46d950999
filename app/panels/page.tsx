import type { Metadata } from 'next'
import Link from 'next/link'
import { listPanels, type PanelLine } from '#lib/queries/panels'
import { buttonClasses } from '#ui/button'
import { count } from '#ui/figures'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { standing, when } from './_components/panelWords'

export const metadata: Metadata = { title: 'Panels' }

export default async function PanelsPage() {
  await requirePerson('host', '/panels')
  const panels = await listPanels((await deps()).prisma)
  return (
    <main className="page max-w-5xl">
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-4">
        <div className="max-w-xl">
          <h1>Panels</h1>
          <p className="mt-3 font-serif text-read text-ink-2">
            Judges that are not people, set to judge finished debates: a whole set, a run, or a room.
          </p>
        </div>
        <Link href="/panels/new" className={buttonClasses({ tone: 'primary' })}>
          New panel
        </Link>
      </div>
      {panels.length > 0 ? (
        <ul className="mt-7 divide-y divide-rule border-t border-ink">
          {panels.map((panel) => (
            <Line key={panel.id} panel={panel} />
          ))}
        </ul>
      ) : (
        <p className="mt-7 border-t border-ink pt-4 font-serif text-read text-ink-2">
          There has been none yet. The built-in judge can sit on one without a key and without cost, so that you see how
          it goes.
        </p>
      )}
    </main>
  )
}

const Line = ({ panel }: { panel: PanelLine }) => (
  <li className="grid gap-x-5 gap-y-0.5 py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
    <Link
      href={`/panels/${panel.id}`}
      className="font-serif text-[1.04rem] font-semibold wrap-anywhere no-underline! hover:underline!"
    >
      {panel.name}
    </Link>
    <span className="num text-small text-ink-2 first-letter:uppercase sm:text-right">{standing(panel)}</span>
    <span className="num text-small text-ink-3 sm:col-span-2">
      {count(panel.judges, 'judge')}, {count(panel.debates, 'debate')} · {when(panel.createdAt)}
      {panel.by ? ` by ${panel.by}` : ' from the command line'}
    </span>
  </li>
)
