import Link from 'next/link'
import type { openRooms } from '#lib/services/rooms'
import { count } from '#ui/figures'

type OpenRoom = Awaited<ReturnType<typeof openRooms>>[number]

const now = ({ state, people, position, length }: OpenRoom) =>
  `${state === 'gathering' ? `people are gathering for ${count(length, 'question')}` : `question ${position} of ${length}`} · ${people === 0 ? 'nobody has joined yet' : `${count(people, 'person', 'people')} joined`}`

export function OpenRoomsTable({ rooms }: { rooms: readonly OpenRoom[] }) {
  return (
    <table className="w-full text-left text-[14.5px]">
      <thead className="sr-only sm:not-sr-only sm:table-header-group [&_th]:border-b [&_th]:border-rule-2 [&_th]:pb-1.5 [&_th]:text-tiny [&_th]:font-medium [&_th]:text-ink-3">
        <tr>
          <th>Room</th>
          <th>Now</th>
          <th>
            <span className="sr-only">Join</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rooms.map((room) => (
          <tr
            key={room.code}
            className="grid grid-cols-[1fr_auto] gap-x-4 border-b border-rule py-2.5 last:border-b-0 sm:table-row sm:[&>td]:border-b sm:[&>td]:border-rule sm:[&>td]:py-2.5 sm:[&>td]:pr-4 sm:last:[&>td]:border-b-0"
          >
            <td>
              <span className="font-serif text-[1.04rem] font-semibold wrap-anywhere">{room.name}</span>{' '}
              <span className="num text-tiny whitespace-nowrap text-ink-3">{room.code}</span>
            </td>
            <td className="order-last col-span-2 text-ink-2 sm:order-none">{now(room)}</td>
            <td className="text-right sm:pr-0!">
              <Link href={`/rooms/${room.code}`} aria-label={`Join ${room.name}`}>
                join
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
