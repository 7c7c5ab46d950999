'use client'
import { lazy, Suspense } from 'react'
import type { RoomView } from '#lib/core/rooms/room'
import { count } from '#ui/figures'
import { CopyLink } from './CopyLink'
import { Places } from './debater/Places'
import { HostStart } from './HostStart'
import { RoomRules } from './RoomRules'
import type { Control } from './useControl'

const RemovePerson = lazy(() => import('./RemovePerson').then((m) => ({ default: m.RemovePerson })))

export type Invitation = { url: string; qr: { size: number; path: string } }

/** The code of the link as a drawing; black on white in every theme, or cameras do not read it. */
const QrCode = ({ url, qr }: Invitation) => (
  <svg
    viewBox={`-3 -3 ${qr.size + 6} ${qr.size + 6}`}
    role="img"
    aria-label={`QR code for ${url}`}
    shapeRendering="crispEdges"
    className="size-24 shrink-0 border border-ink md:size-37"
  >
    <rect x="-3" y="-3" width="100%" height="100%" fill="#fff" />
    <path d={qr.path} fill="#000" />
  </svg>
)

function People({ room, control }: { room: RoomView; control: Control }) {
  const judges = room.people.filter(({ seat }) => seat === 'judge')
  const watching = room.people.filter(({ seat }) => seat === 'spectator')
  const here = judges.filter((person) => person.here)
  const arguing = room.people.filter(({ seat }) => seat === 'debater') // shown to the host, and to themselves
  return (
    <section className="mt-6" aria-live="polite">
      <h2>
        {here.length === 0
          ? 'No judges yet'
          : `${count(here.length, 'judge')} ${here.length === 1 ? 'is' : 'are'} here`}{' '}
        {watching.length > 0 && (
          <span className="font-sans text-[14px] font-normal text-ink-2">and {watching.length} watching</span>
        )}
      </h2>
      {arguing.length + judges.length + watching.length === 0 ? (
        <p className="mt-2 text-ink-2">
          Give the code or the link to those who shall judge. They appear here as they come.
        </p>
      ) : (
        <ul className="mt-3 columns-2 gap-x-6 font-serif text-[1.08rem] leading-[1.75] md:columns-3">
          {[...arguing, ...judges, ...watching].map((person, i) => (
            <li key={i} className={`break-inside-avoid [overflow-wrap:anywhere] ${person.here ? '' : 'text-ink-3'}`}>
              {person.name}
              <span className="ml-1.5 font-sans text-tiny text-ink-3">
                {[
                  person.you && 'you',
                  person.seat === 'spectator' && 'watching',
                  person.seat === 'debater' && 'argues',
                  !person.here && 'away',
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="mt-4 text-small text-ink-2">
        Names last for this room; nobody needs an account.{' '}
        <Suspense>{room.desk && <RemovePerson desk={room.desk} control={control} />}</Suspense>
      </p>
    </section>
  )
}

/** Before the first debate: how to come in, who is here, what will be debated, and for the host the start. */
export function Lobby({ room, invitation, control }: { room: RoomView; invitation: Invitation; control: Control }) {
  return (
    <main className="page">
      <p className="text-small text-ink-2">
        {room.seat === 'host'
          ? 'You are the host'
          : room.seat === 'judge'
            ? `You are here as a judge, ${room.myName}`
            : room.seat === 'debater'
              ? `You are here to argue, ${room.myName}; for which answer is drawn by lot`
              : `You are here to watch, ${room.myName}`}
      </p>
      <h1 className="mb-6">{room.name}</h1>
      <div className="grid items-start gap-x-14 gap-y-8 lg:grid-cols-[minmax(0,1.25fr)_minmax(0,1fr)]">
        <div>
          <div className="flex items-center gap-4 border-b border-ink pb-6 md:gap-7">
            <QrCode {...invitation} />
            <div className="min-w-0">
              <p className="text-small text-ink-2">Join with the code</p>
              <p className="my-1.5 font-serif text-[clamp(1.7rem,1rem+4vw,4.2rem)] leading-none font-semibold tracking-[0.02em] whitespace-nowrap">
                {room.code}
              </p>
              <CopyLink url={invitation.url} />
            </div>
          </div>
          <People room={room} control={control} />
        </div>
        <aside>
          <RoomRules room={room} />
          {room.places && <Places room={room} places={room.places} />}
          {room.seat === 'host' ? (
            <HostStart room={room} control={control} />
          ) : (
            <p className="mt-5 border-t border-rule pt-4 font-serif text-read text-ink-2" role="status">
              The debate begins when the host starts it. Keep this page open.
            </p>
          )}
        </aside>
      </div>
    </main>
  )
}
