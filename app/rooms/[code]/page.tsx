import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import QRCode from 'qrcode'
import { deps, env } from '#server/deps'
import { person } from '#server/auth'
import { viewDebate } from '#lib/services/debates'
import { readDraft } from '#lib/services/judging'
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
    return <JoinForm code={door.value.code} roomName={door.value.name} knownAs={who?.role === 'guest' || !who ? '' : who.name} ended={door.value.state === 'ended'} />
  const room = await roomView(services, who, code)
  if (!room.ok) notFound()
  const { debateId, seat } = room.value
  const debate = debateId ? await viewDebate(services, who, debateId) : null
  const draft = debateId && seat === 'judge' ? await readDraft(services, who, debateId) : null
  return (
    <RoomScreen
      room={room.value}
      debate={debate?.ok ? debate.value : null}
      draft={draft?.ok ? draft.value : null}
      invitation={await invitationTo(room.value.code)}
    />
  )
}

/** The link as others can use it, and its QR code as one path of unit squares. */
async function invitationTo(code: string) {
  const asked = await headers()
  const origin = env().PUBLIC_URL ?? `${asked.get('x-forwarded-proto') ?? 'http'}://${asked.get('host') ?? 'localhost'}`
  const url = `${origin.replace(/\/$/, '')}/rooms/${code}`
  const { modules } = QRCode.create(url, { errorCorrectionLevel: 'M' })
  const dark = Array.from(modules.data, (on, i) => (on ? `M${i % modules.size} ${Math.floor(i / modules.size)}h1v1h-1z` : ''))
  return { url, qr: { size: modules.size, path: dark.join('') } }
}

const RemovedPage = () => (
  <main className="page max-w-2xl">
    <h1>You are no longer in this room.</h1>
    <p className="mt-3 font-serif text-read text-ink-2">The host took you out of it. What you judged so far is kept.</p>
  </main>
)
