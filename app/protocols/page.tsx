import type { Metadata } from 'next'
import Link from 'next/link'
import { listProtocols } from '#lib/queries/protocols'
import { presets } from '#lib/core/protocols/presets'
import { inWords } from '#lib/core/protocols/words'
import { buttonClasses } from '#ui/button'
import { count } from '#ui/figures'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'

export const metadata: Metadata = { title: 'Protocols' }

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export default async function Protocols() {
  await requirePerson('host', '/protocols')
  const { prisma } = await deps()
  const protocols = await listProtocols(prisma)
  return (
    <main className="page">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h1>Protocols</h1>
        <Link href="/protocols/new" className={buttonClasses({ tone: 'primary' })}>
          New protocol
        </Link>
      </div>
      <p className="mt-3 max-w-measure font-serif text-read text-ink-2">
        A protocol is the rules of a debate: who speaks, how often and how long, and what judges do in between. A change
        makes a new revision; debates keep the one they were run by.
      </p>
      <section className="section" aria-labelledby="own">
        <h2 id="own">Made here</h2>
        {protocols.length > 0 ? (
          <ul className="divide-y divide-rule">
            {protocols.map(({ id, name, number, words, debates }) => (
              <li key={id} className="py-2.5 first:pt-0">
                <h3>
                  <Link href={`/protocols/${id}`} className="wrap-anywhere no-underline! hover:underline!">
                    {name}
                  </Link>
                </h3>
                <p className="text-small text-ink-2">{upper(words)}.</p>
                <p className="num text-small text-ink-3">
                  revision {number} · {debates === 0 ? 'not used yet' : `used by ${count(debates, 'debate')}`}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <p className="font-serif text-read text-ink-2">
            None yet. <Link href="/protocols/new">Make one</Link>, from one of our arms or from rules that were
            published; rooms can be opened without any.
          </p>
        )}
      </section>
      <section className="section" aria-labelledby="published">
        <h2 id="published">Published</h2>
        <ul className="divide-y divide-rule">
          {presets.map(({ id, name, source, about, rules }) => (
            <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-1 py-2.5 first:pt-0">
              <div className="min-w-0 max-w-measure">
                <h3>{name}</h3>
                <p className="text-small text-ink-2">{about}</p>
                <p className="num text-small text-ink-3">
                  {source} · {inWords({ id, version: 1, ...rules })}
                </p>
              </div>
              <Link
                href={`/protocols/new?from=${id}`}
                aria-label={`Copy and change: ${name}`}
                className={buttonClasses({ size: 'small' })}
              >
                Copy and change
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}
