import type { Metadata } from 'next'
import Link from 'next/link'
import { listDebaters } from '#lib/queries/debaters'
import { listProviders } from '#lib/services/providers'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { MakeDebater } from './_components/makeDebater'
import { Retire } from '../_components/retire'

export const metadata: Metadata = { title: 'Debaters' }

type Search = Promise<{ provider?: string | string[]; model?: string | string[] }>

export default async function DebatersPage({ searchParams }: { searchParams: Search }) {
  await requirePerson('administer', '/admin/debaters')
  const ends = await deps()
  const [debaters, providers, asked] = await Promise.all([listDebaters(ends.prisma), listProviders(ends), searchParams])
  const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value : '')
  return (
    <>
      <h1>Debaters</h1>
      <p className="mt-3 max-w-measure font-serif text-read text-ink-2">
        A debater is a model with its settings. Whatever is changed makes a new revision: debates keep the one they were
        run with. Judges see no names before their verdict.
      </p>
      <section className="section" aria-labelledby="known">
        <h2 id="known">In use</h2>
        <ul className="divide-y divide-rule">
          {debaters.map(({ id, name, kind, label, number, problem }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-1 py-2.5 first:pt-0">
              <div className="min-w-0">
                <h3 className="wrap-anywhere">{name}</h3>
                <p className="text-small wrap-anywhere text-ink-2">
                  {label} · <span className="num">revision {number}</span>
                </p>
                {problem && <p className="text-small text-warn">{problem}</p>}
              </div>
              {kind === 'model' && (
                <Retire route="debater.retire" id={id} name={name}>
                  It leaves the lists. Debates it took part in stay as they are, and making a debater of the same name
                  brings it back.
                </Retire>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className="section" id="new" aria-labelledby="make">
        <h2 id="make">Make a debater</h2>
        {providers.length > 0 ? (
          <MakeDebater
            key={`${text(asked.provider)} ${text(asked.model)}`}
            providers={providers.map(({ id, name }) => ({ id, name }))}
            provider={text(asked.provider)}
            model={text(asked.model)}
          />
        ) : (
          <p className="font-serif text-read text-ink-2">
            First <Link href="/admin/providers#add">add an endpoint</Link>: a model is reached through one.
          </p>
        )}
      </section>
    </>
  )
}
