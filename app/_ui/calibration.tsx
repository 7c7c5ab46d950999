import type { ReliabilityBin } from '#lib/core/stats/calibration'
import { FEW } from '#lib/core/stats/sureness'
import { count, share } from './figures'

type Filled = Extract<ReliabilityBin, { accuracy: number }>
const filled = (bin: ReliabilityBin): bin is Filled => bin.n > 0

const HEIGHT = 250
const y = (fraction: number) => (1 - fraction) * HEIGHT
const x = (confidence: number) => `${((confidence - 0.5) * 200).toFixed(2)}%`
const bounds = ([low, high]: readonly [number, number]) => `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)}`
const ends = [0.5, 0.6, 0.7, 0.8, 0.9, 1]

/**
 * How often somebody was right, by how sure they were: a dot and its Wilson interval for each bin that holds beliefs.
 * Under ten beliefs nothing is drawn, since nothing could be seen in it.
 *
 * @param of what is counted, e.g. `verdict`
 */
export function Calibration({ bins, of, title }: { bins: readonly ReliabilityBin[]; of: string; title: string }) {
  const all = bins.filter(filled)
  const n = all.reduce((sum, bin) => sum + bin.n, 0)
  return (
    <figure className="max-w-136">
      <figcaption className="mb-4">
        <h3>{title}</h3>
        <p className="num mt-0.5 text-small text-ink-2">
          {n < FEW
            ? `Too few to say: the picture begins with ${FEW} ${of}s, and there ${n === 1 ? 'is' : 'are'} ${n}.`
            : `Share right by how sure you were, ${count(n, of)}; the whiskers are Wilson’s 95 % intervals. On the broken line one is right as often as one is sure.`}
        </p>
      </figcaption>
      {n >= FEW && <Picture bins={all} />}
      <details className="mt-3 text-small text-ink-2">
        <summary className="link w-fit py-1">Table</summary>
        <BinTable bins={all} />
      </details>
    </figure>
  )
}

/** Places are in per cent and heights in pixels, so that the type keeps its size when the picture shrinks. */
function Picture({ bins }: { bins: readonly Filled[] }) {
  const spoken = bins.map(
    ({ n, accuracy, meanConfidence }) => `${share(meanConfidence)} sure, ${share(accuracy)} right, n ${n}`,
  )
  return (
    <div className="pt-7 pr-4 pb-14 pl-11">
      <svg
        role="img"
        aria-label={`${spoken.join('; ')}. The table below has all figures.`}
        className="num block w-full overflow-visible text-tiny [&_text]:fill-ink-3"
        height={HEIGHT}
      >
        {[0, 0.5, 1].map((at) => (
          <g key={at}>
            <line x1="0" x2="100%" y1={y(at)} y2={y(at)} className="stroke-rule" />
            <text x="-8" y={y(at) + 4} textAnchor="end">
              {share(at)}
            </text>
          </g>
        ))}
        <text x="-44" y="-14">
          share right
        </text>
        <line x1="0" x2="100%" y1={y(0.5)} y2={y(1)} strokeDasharray="4 4" className="stroke-ink-3" />
        {bins.map(({ from, to, n, meanConfidence, accuracy, wilson95 }) => (
          <g key={from}>
            <line
              x1={x(meanConfidence)}
              x2={x(meanConfidence)}
              y1={y(wilson95[0])}
              y2={y(wilson95[1])}
              strokeWidth="2"
              className="stroke-accent"
            />
            <circle cx={x(meanConfidence)} cy={y(accuracy)} r="5" className="fill-accent" />
            <text x={x((from + to) / 2)} y={HEIGHT + 36} textAnchor="middle" className="fill-ink-2!">
              n {n}
            </text>
          </g>
        ))}
        {ends.map((at) => (
          <text key={at} x={x(at)} y={HEIGHT + 18} textAnchor="middle">
            {(at * 100).toFixed(0)}
          </text>
        ))}
        <text x="50%" y={HEIGHT + 54} textAnchor="middle">
          how sure you were, per cent
        </text>
      </svg>
    </div>
  )
}

const BinTable = ({ bins }: { bins: readonly Filled[] }) => (
  <table className="mt-1 w-full max-w-md text-right [&_td]:py-1 [&_td]:pl-3 [&_th]:py-1">
    <thead className="text-ink-3 [&_th]:pl-3 [&_th]:font-medium">
      <tr>
        <th className="pl-0! text-left">Sure</th>
        <th>n</th>
        <th>sure on average</th>
        <th>right</th>
        <th>95&nbsp;% interval</th>
      </tr>
    </thead>
    <tbody>
      {bins.map(({ from, to, n, meanConfidence, accuracy, wilson95 }) => (
        <tr key={from} className="border-t border-rule">
          <th scope="row" className="text-left font-normal whitespace-nowrap">
            {(from * 100).toFixed(0)}–{to === 1 ? '99' : (to * 100 - 1).toFixed(0)}&nbsp;%
          </th>
          <td>{n}</td>
          <td>{share(meanConfidence, 1)}</td>
          <td>{share(accuracy)}</td>
          <td>{bounds(wilson95)}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
