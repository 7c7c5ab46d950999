import type { Metadata } from 'next'
import Link from 'next/link'
import { requirePerson } from '#server/auth'
import { ProtocolForm } from '../_components/protocolForm'
import { startingPoint } from '../_components/startingPoints'

export const metadata: Metadata = { title: 'New protocol' }

export default async function NewProtocol({ searchParams }: { searchParams: Promise<{ from?: string | string[] }> }) {
  await requirePerson('host', '/protocols/new')
  const { from } = await searchParams
  return (
    <main className="page">
      <p className="mb-3 text-small text-ink-2">
        <Link href="/protocols">Protocols</Link>
      </p>
      <h1>New protocol</h1>
      <ProtocolForm from={startingPoint(typeof from === 'string' ? from : 'debate').id} />
    </main>
  )
}
