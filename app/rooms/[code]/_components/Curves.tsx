import { line } from 'd3-shape'
import type { JudgedHow, RevealView } from '#lib/core/debate/reveal'
import { count, namedYou } from '#ui/figures'
import { curveTitle } from './revealWords'

const WIDTH = 620
const HEIGHT = 274
const [TOP, BOTTOM, LEFT, RIGHT] = [16, 246, 24, 596]
const y = (percentA: number) => BOTTOM - (percentA / 100) * (BOTTOM - TOP)

type Point = { afterRound: number; percentA: number }
type Curve = { name: string; you: boolean; how: JudgedHow; points: Point[] }

const curvesOf = ({ judges }: RevealView): Curve[] =>
  judges.map(({ name, you, how, rounds, trail, percentA }) => ({
    name,
    you,
    how,
    // A belief on the last round that was read gives way to the verdict on the same.
    points: [...trail.filter(({ afterRound }) => afterRound < rounds), { afterRound: rounds, percentA }],
  }))
const momentWords = (round: number, rounds: number) =>
  round === rounds ? 'verdict' : round === 0 ? 'before' : rounds > 4 ? `${round}` : `after round ${round}`

/** Belief in A of every judge from the prior to the verdict; the own curve heavy, the same in a table below. */
export function Curves({ reveal }: { reveal: RevealView }) {
  const { rounds, rightSide } = reveal
  const x = (round: number) => LEFT + (rounds === 0 ? 0.5 : round / rounds) * (RIGHT - LEFT) // one moment stands in the middle
  const draw = line<Point>(
    (point) => x(point.afterRound),
    (point) => y(point.percentA),
  )
  const curves = curvesOf(reveal)
  const own = curves.find(({ you }) => you)
  const others = curves.filter(({ you }) => !you)
  const moments = Array.from({ length: rounds + 1 }, (_, i) => i)
  const [mine, theirs] = rounds === 0 ? ['heavy dot', 'light ones'] : ['heavy line', 'thin ones']
  const drawn = own
    ? `You in the ${mine}${others.length > 0 ? `; ${count(others.length, 'other judge')} in ${theirs}` : ''}.`
    : `${count(others.length, 'judge')}.`
  return (
    <figure>
      <figcaption className="mb-3">
        <h2 className="text-[1.16rem]">{curveTitle(reveal)}</h2>
        <p className="num text-small text-ink-2">
          Belief in A, per cent. {drawn} {numbers(curves)}
        </p>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${curveTitle(reveal)}. ${own ? `Your belief in A: ${own.points.map(({ percentA }) => percentA).join(', ')} per cent.` : ''} The table below has all figures.`}
        className="num w-full overflow-visible text-tiny max-md:text-[21px] [&_text]:fill-ink-2"
      >
        {[0, 100].map((at) => (
          <line key={at} x1="0" x2={WIDTH} y1={y(at)} y2={y(at)} className="stroke-rule" />
        ))}
        <line x1="0" x2={WIDTH} y1={y(50)} y2={y(50)} strokeDasharray="3 3" className="stroke-ink-3" />
        {others.map(({ points }, i) =>
          rounds === 0 ? (
            <circle key={i} cx={x(0)} cy={y(points[0]?.percentA ?? 50)} r="3.5" className="fill-ink-3 opacity-60" />
          ) : (
            <path key={i} d={draw(points) ?? ''} fill="none" className="stroke-ink-3 opacity-60" />
          ),
        )}
        {own && (
          <path
            d={draw(own.points) ?? ''}
            fill="none"
            strokeWidth="2.5"
            strokeLinecap="round"
            strokeLinejoin="round"
            className="stroke-ink"
          />
        )}
        {own?.points.map(({ afterRound, percentA }) => (
          <g key={afterRound}>
            <circle cx={x(afterRound)} cy={y(percentA)} r="4.5" className="fill-ink" />
            <text
              x={x(afterRound) + (rounds === 0 ? 12 : 0)}
              y={rounds === 0 ? y(percentA) + 4 : percentA > 88 ? y(percentA) + 20 : y(percentA) - 11}
              textAnchor={rounds === 0 ? 'start' : 'middle'}
              strokeWidth="4"
              strokeLinejoin="round"
              paintOrder="stroke"
              className="fill-ink! stroke-paper font-semibold"
            >
              {percentA}
            </text>
          </g>
        ))}
        <text
          x="0"
          y="11"
          className="fill-a-ink! font-semibold"
        >{`sure of A${rightSide === 'A' ? ', the right answer' : ''}`}</text>
        <text
          x="0"
          y={BOTTOM - 6}
          className="fill-b-ink! font-semibold"
        >{`sure of B${rightSide === 'B' ? ', the right answer' : ''}`}</text>
        {moments.map((round) => (
          <text
            key={round}
            x={x(round)}
            y={HEIGHT - 8}
            textAnchor={rounds === 0 ? 'middle' : round === 0 ? 'start' : round === rounds ? 'end' : 'middle'}
            dx={rounds === 0 ? 0 : round === 0 ? -LEFT : round === rounds ? WIDTH - RIGHT : 0}
          >
            {momentWords(round, rounds)}
          </text>
        ))}
      </svg>
      <details className="mt-2 text-small text-ink-2">
        <summary className="link w-fit">Table</summary>
        <BeliefTable {...{ curves, moments, rounds }} />
      </details>
    </figure>
  )
}

/** How many curves there are; those of two ways of judging apart. */
function numbers(curves: readonly Curve[]): string {
  const live = curves.filter(({ how }) => how === 'live').length
  return live === curves.length ? `n = ${live}.` : `n = ${live} who were there, ${curves.length - live} afterwards.`
}
const howWords: Record<JudgedHow, string> = { live: '', stepped: ', afterwards', timed: ', afterwards, timed' }

const BeliefTable = ({ curves, moments, rounds }: { curves: Curve[]; moments: number[]; rounds: number }) => (
  <div className="overflow-x-auto">
    <table className="mt-2 w-full">
      <thead className="text-left text-ink-3">
        <tr>
          <th className="py-1 font-medium">Judge</th>
          {moments.map((round) => (
            <th key={round} className="py-1 pl-3 text-right font-medium">
              {momentWords(round, rounds)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {curves.map(({ name, you, how, points }, i) => (
          <tr key={i} className="border-t border-rule">
            <th scope="row" className="py-1 text-left font-normal">
              {namedYou(name, you)}
              {howWords[how]}
            </th>
            {moments.map((round) => (
              <td key={round} className="py-1 pl-3 text-right">
                {points.find(({ afterRound }) => afterRound === round)?.percentA ?? '–'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
