import { line } from 'd3-shape'
import { QUESTIONS, type Run } from '#lib/core/training/threeJudges'

const WIDTH = 640
const HEIGHT = 230
const [LEFT, RIGHT, TOP, BOTTOM] = [40, 520, 14, 196]

/** What the bold and the timid judge have lost more than the honest one, who is the line at 0. */
export function Extra({ run }: { run: Run }) {
  const extra = (['bold', 'timid'] as const).map((name) => ({
    name,
    lost: run[name].map((lost, i) => lost - (run.honest[i] ?? 0)),
  }))
  const all = extra.flatMap(({ lost }) => lost)
  const [low, high] = [Math.min(-5, ...all), Math.max(20, ...all)]
  const x = (i: number) => LEFT + (i / QUESTIONS) * (RIGHT - LEFT)
  const y = (bits: number) => BOTTOM - ((bits - low) / (high - low)) * (BOTTOM - TOP)
  const draw = line<number>(
    (_, i) => x(i),
    (bits) => y(bits),
  )
  const labels = apart([
    { name: 'honest', end: y(0) },
    ...extra.map(({ name, lost }) => ({ name, end: y(lost.at(-1) ?? 0) })),
  ])
  const ends = extra.map(({ name, lost }) => `the ${name} one ${(lost.at(-1) ?? 0).toFixed(1)}`).join(', ')
  return (
    <figure className="mt-5">
      <figcaption className="text-small text-ink-2">
        Bits lost more than the honest judge, question by question. Simulated: of what is believed with 60&nbsp;%, 60 in
        a hundred are right.
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`After ${QUESTIONS} questions, bits lost more than the honest judge: ${ends}.`}
        className="num mt-2 w-full overflow-visible text-[13px] max-md:text-[24px] [&_text]:fill-ink-2"
      >
        {[0, 10, 20, 30, 40]
          .filter((bits) => bits <= high)
          .map((bits) => (
            <g key={bits}>
              <line
                x1={LEFT}
                x2={RIGHT}
                y1={y(bits)}
                y2={y(bits)}
                className={bits === 0 ? 'stroke-accent' : 'stroke-rule'}
                strokeWidth={bits === 0 ? 2 : 1}
              />
              <text x={LEFT - 8} y={y(bits) + 5} textAnchor="end">
                {bits}
              </text>
            </g>
          ))}
        {extra.map(({ name, lost }) => (
          <path
            key={name}
            d={draw(lost) ?? ''}
            fill="none"
            strokeWidth="1.8"
            strokeDasharray={name === 'timid' ? '6 4' : undefined}
            className="stroke-ink"
          />
        ))}
        {labels.map(({ name, at }) => (
          <text
            key={name}
            x={RIGHT + 8}
            y={at + 5}
            className={name === 'honest' ? 'fill-accent! font-semibold' : 'fill-ink!'}
          >
            {name}
          </text>
        ))}
        <text x={LEFT} y={HEIGHT - 8}>
          first question
        </text>
        <text x={RIGHT} y={HEIGHT - 8} textAnchor="end">
          question {QUESTIONS}
        </text>
      </svg>
    </figure>
  )
}

const GAP = 27

/** Labels from the top down, each at least a line below the one before it. */
function apart(labels: readonly { name: string; end: number }[]): { name: string; at: number }[] {
  let above = -Infinity
  return [...labels]
    .sort((one, two) => one.end - two.end)
    .map(({ name, end }) => ({ name, at: (above = Math.max(end, above + GAP)) }))
}
