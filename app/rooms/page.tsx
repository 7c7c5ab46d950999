import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { can } from '#lib/core/people/can'
import { readCode } from '#lib/core/rooms/code'
import { ownRooms, type OwnRoom } from '#lib/queries/ownRooms'
import { openRooms, roomDoor } from '#lib/services/rooms'
import { buttonClasses } from '#ui/button'
import { person } from '#server/auth'
import { deps } from '#server/deps'
import { JoinByCode } from '../_landing/joinByCode'
import { OpenRoomsTable } from '../_landing/openRoomsTable'

export const metadata: Metadata = { title: 'Rooms' }

export default async function Rooms({ searchParams }: { searchParams: Promise<{ code?: string | string[] }> }) {
  const { code } = await searchParams
  const ends = await deps()
  const typed = typeof code === 'string' && code.trim() ? readCode(code).slice(0, 40) : undefined
  const who = await person()
  const door = typed ? await roomDoor(ends, who, typed) : null
  if (door?.ok) redirect(`/rooms/${door.value.code}`)
  const host = can(who, 'host') ? who : null
  const [rooms, own] = await Promise.all([openRooms(ends), host ? ownRooms(ends.prisma, host.id) : []])
  return (
    <main className="page">
      <div className="flex flex-wrap items-end justify-between gap-x-10 gap-y-5">
        <div className="max-w-xl">
          <h1>Rooms</h1>
          <p className="mt-3 font-serif text-read text-ink-2">
            In a room several people judge the same debates, each for themselves, and compare afterwards.
          </p>
        </div>
        <JoinByCode missing={typed} />
      </div>

      <section className="section" aria-labelledby="open">
        <h2 id="open">Open now</h2>
        {rooms.length > 0 ? (
          <OpenRoomsTable rooms={rooms} />
        ) : (
          <p className="font-serif text-read text-ink-2">
            No room is open to all just now. With a code you can join one that is not listed; or{' '}
            <Link href="/">judge a debate alone</Link>.
          </p>
        )}
      </section>

      {host && (
        <section className="section" aria-labelledby="own">
          <div>
            <h2 id="own">Your rooms</h2>
            <Link href="/rooms/new" className={buttonClasses({ tone: 'primary', className: 'mt-4' })}>
              New room
            </Link>
          </div>
          {own.length > 0 ? (
            <ul className="divide-y divide-rule">
              {own.map((room) => (
                <li
                  key={room.code}
                  className="flex flex-wrap items-baseline justify-between gap-x-5 gap-y-0.5 py-2.5 first:pt-0"
                >
                  <span>
                    <Link
                      href={`/rooms/${room.code}`}
                      className="font-serif text-[1.04rem] font-semibold wrap-anywhere"
                    >
                      {room.name}
                    </Link>{' '}
                    <span className="num text-tiny text-ink-3">{room.code}</span>
                  </span>
                  <span className="num text-small text-ink-2">{standing(room)}</span>
                </li>
              ))}
            </ul>
          ) : (
            <p className="font-serif text-read text-ink-2">
              You have not opened a room yet. It takes two clicks: everything is filled in already.
            </p>
          )}
        </section>
      )}
    </main>
  )
}

const standing = ({ state, position, length, createdAt }: OwnRoom) => {
  const day = new Date(createdAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' })
  return state === 'gathering'
    ? 'open, not started'
    : state === 'debating'
      ? `question ${position} of ${length}`
      : `ended · opened ${day}`
}
