import type { Metadata } from 'next'
import Link from 'next/link'
import { listJudges, type JudgeLine } from '#lib/queries/judges'
import { listProviders } from '#lib/services/providers'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { MakeJudge } from './_components/makeJudge'
import { Retire } from '../_components/retire'

export const metadata: Metadata = { title: 'Judges' }

export default async function JudgesPage() {
  await requirePerson('administer', '/admin/judges')
  const ends = await deps()
  const [judges, providers] = await Promise.all([listJudges(ends.prisma), listProviders(ends)])
  return (
    <>
      <h1>Judges</h1>
      <p className="mt-3 max-w-measure font-serif text-read text-ink-2">
        Judges that are not people. They read finished debates as people do, are asked for the same beliefs, and are
        always counted apart. To have them judge, <Link href="/panels/new">start a panel</Link>.
      </p>
      <section className="section" aria-labelledby="known">
        <h2 id="known">In use</h2>
        <ul className="divide-y divide-rule">
          {judges.map((judge) => (
            <Line key={judge.id} judge={judge} />
          ))}
        </ul>
      </section>
      <section className="section" id="new" aria-labelledby="make">
        <h2 id="make">Make a judge</h2>
        {providers.length > 0 ? (
          <MakeJudge providers={providers.map(({ id, name }) => ({ id, name }))} />
        ) : (
          <p className="font-serif text-read text-ink-2">
            First <Link href="/admin/providers#add">add an endpoint</Link>: a model is reached through one. The judge
            that is built in needs none.
          </p>
        )}
      </section>
    </>
  )
}

const Line = ({ judge: { id, name, kind, label, number, problem, priced, before } }: { judge: JudgeLine }) => (
  <li className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-1 py-2.5 first:pt-0">
    <div className="min-w-0">
      <h3 className="wrap-anywhere">{name}</h3>
      <p className="text-small wrap-anywhere text-ink-2">
        {label} · <span className="num">revision {number}</span>
      </p>
      {!priced && <p className="text-small text-ink-3">Its price is not known, so its cost cannot be estimated.</p>}
      {problem && <p className="text-small text-warn">{problem}</p>}
      {before.length > 0 && (
        <details className="text-small text-ink-2">
          <summary>Earlier revisions</summary>
          <ul className="mt-1 grid gap-0.5">
            {before.map((old) => (
              <li key={old.number} className="wrap-anywhere">
                <span className="num">
                  {old.number}, {new Date(old.createdAt).toISOString().slice(0, 10)}:
                </span>{' '}
                {old.label}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
    {kind === 'model' && (
      <Retire route="judge.retire" id={id} name={name}>
        It leaves the lists. Its judgments stay as they are, and making a judge of the same name brings it back.
      </Retire>
    )}
  </li>
)
