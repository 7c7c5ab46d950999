import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { protocolPage, type ProtocolPage } from '#lib/queries/protocols'
import { buttonClasses } from '#ui/button'
import { count } from '#ui/figures'
import { Notice } from '#ui/notice'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { ProtocolForm } from '../_components/protocolForm'
import { RetireProtocol } from './_components/retireProtocol'

export const metadata: Metadata = { title: 'Protocol' }

export default async function ProtocolShown({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  await requirePerson('host', `/protocols/${encodeURIComponent(id)}`)
  const found = await protocolPage((await deps()).prisma, id)
  const newest = found?.revisions[0]
  if (!found || !newest) notFound()
  return (
    <main className="page">
      <p className="mb-3 text-small text-ink-2">
        <Link href="/protocols">Protocols</Link>
      </p>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h1 className="wrap-anywhere">{found.name}</h1>
        {!found.retired && (
          <div className="flex flex-wrap items-center gap-2">
            <RetireProtocol id={found.id} name={found.name} />
            <Link href={`/rooms/new?protocol=${newest.id}`} className={buttonClasses()}>
              Open a room by it
            </Link>
          </div>
        )}
      </div>
      <p className="num mt-2 text-small text-ink-3">
        In data: {found.id}, version {newest.number}
      </p>
      {found.retired ? (
        <div className="mt-5 max-w-3xl">
          <Notice title="Retired">
            No new debate is run by it; those that were keep it. A new protocol of this name takes it back into use.
          </Notice>
        </div>
      ) : (
        <ProtocolForm key={newest.number} stored={{ id: found.id, number: newest.number, rules: newest.rules }} />
      )}
      <section className="section" aria-labelledby="revisions">
        <h2 id="revisions">Revisions</h2>
        <ol className="divide-y divide-rule">
          {found.revisions.map((revision) => (
            <Revision key={revision.id} revision={revision} />
          ))}
        </ol>
      </section>
    </main>
  )
}

const Revision = ({ revision }: { revision: ProtocolPage['revisions'][number] }) => {
  const day = new Date(revision.createdAt).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return (
    <li className="py-2.5 first:pt-0">
      <h3 className="num">Revision {revision.number}</h3>
      <p className="num text-small text-ink-3">
        {[
          day,
          revision.by && `by ${revision.by}`,
          revision.debates === 0 ? 'not used' : `used by ${count(revision.debates, 'debate')}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {revision.changes.length > 0 ? (
        <ul className="num mt-1 text-small text-ink-2">
          {revision.changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      ) : (
        <p className="num mt-1 text-small text-ink-2">{revision.words}</p>
      )}
    </li>
  )
}
