import type { ReactNode } from 'react'
import type { RoomView } from '#lib/core/rooms/room'
import { count } from '#ui/figures'

const Row = ({ name, head, about }: { name: string; head: ReactNode; about: string }) => (
  <div className="grid grid-cols-[6.6rem_1fr] border-b border-rule py-2.5 last:border-0">
    <dt className="pt-0.5 text-small text-ink-3">{name}</dt>
    <dd>
      <b className="block font-serif text-[1.04rem] font-semibold">{head}</b>
      <span className="text-small text-ink-2">{about}</span>
    </dd>
  </div>
)

/** What this room will do, as far as everybody may know; debaters and set are on the host's page alone. */
export function RoomRules({ room: { rules, length, desk } }: { room: RoomView }) {
  return (
    <section className="border-t border-ink pt-3.5">
      <h2>In this room</h2>
      <dl className="mt-2">
        <Row
          name="Debates"
          head={desk?.setName ?? count(length, 'debate')}
          about={`${count(length, 'question')}, each with one right answer`}
        />
        <Row name="Protocol" head={rules.name} about={rules.about} />
        {desk && desk.debaters.length > 0 && (
          <Row
            name="Debaters"
            head={desk.debaters.map((name, i) => (
              <span key={i} className="block">
                {name}
              </span>
            ))}
            about="judges are not told who argues"
          />
        )}
        <Row
          name="Answer"
          head={rules.feedback === 'verdict' ? 'After one’s own verdict' : 'When the host closes the debate'}
          about="beliefs of others are seen only after one’s own verdict"
        />
      </dl>
    </section>
  )
}
