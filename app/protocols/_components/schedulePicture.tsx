import type { Rules } from '#lib/core/debate/protocol'
import { scheduleOf, type Schedule, type ScheduleRow } from '#lib/core/protocols/schedule'

type Rounds = Extract<ScheduleRow, { kind: 'rounds' }>

/** The course of a debate from top to bottom: rounds with who speaks in them, and what the judge does in between. */
export function SchedulePicture({ rules }: { rules: Rules }) {
  const { columns, rows } = scheduleOf(rules)
  return (
    <ol className="grid gap-2" aria-label="Schedule">
      {rows.map((row, i) => (
        <li key={i}>
          {row.kind === 'rounds' ? (
            <RoundBox row={row} columns={columns} />
          ) : row.kind === 'choice' ? (
            <p className="px-1 py-0.5 text-small text-ink-2">{row.does}</p>
          ) : (
            <p className="flex gap-2 px-1 py-0.5 text-small text-ink-2">
              <span className="font-semibold text-accent">Judge</span>
              <span>{sentence(row.does)}</span>
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}

const sentence = (does: readonly string[]) => `${does.join('; ')}.`

function RoundBox({ row, columns }: { row: Rounds; columns: Schedule['columns'] }) {
  const name = row.from === row.to ? `Round ${row.from}` : `Rounds ${row.from} to ${row.to}`
  return (
    <div
      className={`rounded-[9px] border bg-sheet px-3 pt-1.5 pb-2.5 ${row.sure ? 'border-rule-2' : 'border-dashed border-rule-2'}`}
    >
      <p className="num flex justify-between gap-3 text-tiny text-ink-3">
        <span className="font-semibold text-ink-2">{name}</span>
        {!row.sure && <span>if the judge goes on</span>}
      </p>
      <div className="mt-1 grid gap-1">
        {row.turns.map((turn, i) => (
          <div key={i} className={columns.length === 2 ? 'grid grid-cols-2 gap-1' : 'grid gap-1'}>
            {columns.map(({ side, name: who }) =>
              turn.sides.includes(side) ? (
                <span
                  key={side}
                  className={`side-${side} rounded-[5px] bg-side-soft px-2 py-0.5 text-small text-side-ink`}
                >
                  {who}: <span className="whitespace-nowrap">{turn.label}</span>
                </span>
              ) : (
                <span key={side} aria-hidden />
              ),
            )}
          </div>
        ))}
      </div>
      {columns.length === 2 && (
        <p className="mt-1 text-tiny text-ink-3">
          {row.turns.length === 1 && row.turns[0]?.sides.length === 2 ? 'at once' : 'one after the other'}
        </p>
      )}
    </div>
  )
}
