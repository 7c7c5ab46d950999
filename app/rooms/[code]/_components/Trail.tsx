type Props = { beliefs: { afterRound: number; percentA: number }[]; now: number | null }

const WIDTH = 176
const named = (afterRound: number, short: boolean) =>
  afterRound === 0 ? 'before' : short ? `${afterRound}` : `round ${afterRound}`

/** The judge's own beliefs so far, A above, B below; the one being set is larger. */
export function Trail({ beliefs, now }: Props) {
  const points = [...beliefs.map(({ percentA }) => percentA), ...(now === null ? [] : [now])]
  const step = Math.min(59, 118 / Math.max(1, points.length - 1))
  const x = (i: number) => 34 + i * step
  const y = (percentA: number) => 6 + (1 - percentA / 100) * 40
  const spoken = beliefs.map(({ afterRound, percentA }) => `${percentA} ${named(afterRound, false)}`).join(', ')
  return (
    <svg
      viewBox={`0 0 ${WIDTH} 66`}
      role="img"
      aria-label={`Your belief in A so far, per cent: ${spoken || 'none yet'}`}
      className="h-[66px] w-44 overflow-visible [&_text]:fill-ink-3 [&_text]:text-tiny"
    >
      <text x="0" y="12">
        A
      </text>
      <text x="0" y="50">
        B
      </text>
      <line x1="14" x2={WIDTH} y1="26" y2="26" strokeDasharray="3 3" className="stroke-ink-3" />
      <polyline
        points={points.map((percentA, i) => `${x(i)},${y(percentA)}`).join(' ')}
        fill="none"
        strokeWidth="1.5"
        className="stroke-ink-3"
      />
      {beliefs.map(({ percentA, afterRound }, i) => (
        <g key={i}>
          <circle cx={x(i)} cy={y(percentA)} r="3.5" className="fill-ink-3" />
          <text x={x(i)} y="65" textAnchor="middle">
            {named(afterRound, points.length > 3)}
          </text>
        </g>
      ))}
      {now !== null && (
        <>
          <circle
            cx={x(beliefs.length)}
            cy={y(now)}
            r="5"
            className={now > 50 ? 'fill-a' : now < 50 ? 'fill-b' : 'fill-ink'}
          />
          <text x={x(beliefs.length)} y="65" textAnchor="middle">
            now
          </text>
        </>
      )}
    </svg>
  )
}
