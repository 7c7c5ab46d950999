import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import QRCode from 'qrcode'
import { person } from '#server/auth'
import { deps, env } from '#server/deps'
import type { Person } from '#lib/core/people/can'
import { draft } from '#lib/http/contract'
import { networkAddresses } from '#lib/server/addresses'
import { audienceOf } from '#lib/services/audience'
import { viewDebate } from '#lib/services/debates'
import { draftOf } from '#lib/services/drafts'
import { roomDoor, roomView } from '#lib/services/rooms'
import { JoinForm } from './_components/JoinForm'
import { RoomScreen } from './_components/RoomScreen'

type Props = { params: Promise<{ code: string }> }

export const metadata: Metadata = { title: 'Room', robots: { index: false } }

/** A room: the way in for visitors, the room itself for its members. Only views of the role leave the server. */
export default async function RoomPage({ params }: Props) {
  const { code } = await params
  const who = await person()
  const services = await deps()
  const door = await roomDoor(services, who, code)
  if (!door.ok && door.error === 'removed') return <RemovedPage />
  if (!door.ok) notFound()
  if (!who || !door.value.seat)
    return (
      <JoinForm
        code={door.value.code}
        roomName={door.value.name}
        knownAs={who?.role === 'guest' || !who ? '' : who.name}
        ended={door.value.state === 'ended'}
        places={door.value.places}
        account={who !== null && who.role !== 'guest'}
      />
    )
  const room = await roomView(services, who, code)
  if (!room.ok) notFound()
  const { debateId, code: name } = room.value
  const shown = debateId ? await debateFor(who, debateId) : { debate: null, draft: null }
  return <RoomScreen room={room.value} {...shown} invitation={await invitationTo(name)} />
}

async function debateFor(who: Person, debateId: string) {
  const services = await deps()
  const seen = await audienceOf(services, who, debateId)
  const debate = seen && (await viewDebate(services, seen.audience, debateId, who.id))
  const kept = await draftOf(services, who, debateId)
  return { debate, draft: kept.ok ? draft.nullable().catch(null).parse(kept.value) : null }
}

/** The link as others can use it, and its QR code as one path of unit squares. */
async function invitationTo(code: string) {
  const url = `${await origin()}/rooms/${code}`
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' })
  const dark = Array.from(modules.data, (on, i) =>
    on ? `M${i % modules.size} ${Math.floor(i / modules.size)}h1v1h-1z` : '',
  )
  return { url, qr: { size: modules.size, path: dark.join('') } }
}

/** A host who sits at the machine itself is shown the network's address: another's phone cannot reach localhost. */
async function origin(): Promise<string> {
  const { PUBLIC_URL, HOST } = env()
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/$/, '')
  const host = (await headers()).get('host') ?? 'localhost'
  const { hostname, port } = new URL(`http://${host}`)
  const own = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return (own && networkAddresses(HOST, Number(port || 80))[0]) || `http://${host}`
}

const RemovedPage = () => (
  <main className="page max-w-2xl">
    <h1>You are no longer in this room.</h1>
    <p className="mt-3 font-serif text-read text-ink-2">The host took you out of it. What you judged so far is kept.</p>
  </main>
)
