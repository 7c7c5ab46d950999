import type { RoomView } from '#lib/core/rooms/room'
import { count, namedYou, signed } from '#ui/figures'

/** Mean score over the room's debates, with how many they are. */
export function Scoreboard({ room, title = 'The room so far' }: { room: RoomView; title?: string }) {
  const rows = room.scoreboard
  if (rows.length === 0) return null
  const most = Math.max(...rows.map(({ debates }) => debates))
  return (
    <section className="section">
      <header>
        <h2>{title}</h2>
        <p className="mt-1 text-small text-ink-2">
          Mean score over {most === 1 ? 'one debate' : `up to ${count(most, 'debate')}`}, in bits; 0 is best, −1 is a
          coin flip. A tally, not a measure of skill.
        </p>
      </header>
      <table className="w-full max-w-lg text-[14.5px]">
        <thead className="text-[12.5px] text-ink-3">
          <tr className="border-b border-rule-2">
            <th className="w-8 pb-1.5">
              <span className="sr-only">Place</span>
            </th>
            <th className="pb-1.5 text-left font-medium">Judge</th>
            <th className="pb-1.5 text-right font-medium">mean score</th>
            <th className="pb-1.5 text-right font-medium">right</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, you, debates, meanLogScore, right, ties }, i) => (
            <tr key={i} className={`border-b border-rule last:border-0 ${you ? 'bg-sheet' : ''}`}>
              <td className="py-2 pr-3 text-right text-ink-2">{i + 1}</td>
              <th
                scope="row"
                className="py-2 text-left font-serif text-[1.04rem] font-semibold [overflow-wrap:anywhere]"
              >
                {namedYou(name, you)}
              </th>
              <td className="py-2 text-right font-semibold">{signed(meanLogScore)}</td>
              <td className="py-2 text-right whitespace-nowrap">
                {right} of {debates}
                {ties > 0 && <span className="text-ink-3">, {ties} at 50</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
