import type { Field } from '#lib/core/judging/ownRecord'
import { signed } from '#ui/figures'
import { fieldTitle, fieldWords } from './recordWords'

/** One's own score less that of the others on the same debates: dot and whisker about the line where both are even. */
export function FieldStrip({ field }: { field: Field }) {
  return (
    <figure className="max-w-136">
      <figcaption className="mb-3">
        <h3>{fieldTitle(field)}</h3>
        <p className="num mt-0.5 text-small text-ink-2">{fieldWords(field)}</p>
      </figcaption>
      {field.interval95 && field.debates > 2 && <Strip difference={field.difference} interval={field.interval95} />}
    </figure>
  )
}

const WIDEST = 6.64 // bits: nobody can be further apart

function Strip({ difference, interval: [low, high] }: { difference: number; interval: readonly [number, number] }) {
  const reach = [0.5, 1, 2, 4].find((bits) => Math.max(-low, high) <= bits) ?? WIDEST
  const x = (bits: number) => `${(50 + (Math.max(-reach, Math.min(reach, bits)) / reach) * 50).toFixed(2)}%`
  return (
    <div className="px-6 pb-10">
      <svg
        role="img"
        aria-label={`Difference ${signed(difference)} bits, 95 % interval ${signed(low)} to ${signed(high)}`}
        className="num block h-9 w-full overflow-visible text-tiny [&_text]:fill-ink-3"
      >
        <line x1="0" x2="100%" y1="36" y2="36" className="stroke-rule-2" />
        <line x1="50%" x2="50%" y1="0" y2="36" className="stroke-ink-3" />
        <line x1={x(low)} x2={x(high)} y1="16" y2="16" strokeWidth="2" className="stroke-accent" />
        <circle cx={x(difference)} cy="16" r="5" className="fill-accent" />
        {[-reach, 0, reach].map((bits) => (
          <text key={bits} x={x(bits)} y="52" textAnchor="middle">
            {bits > 0 ? `+${bits}` : signed(bits, Number.isInteger(bits) ? 0 : reach === WIDEST ? 2 : 1)}
          </text>
        ))}
        <text x="0" y="68" dx="-24">
          bits worse than others
        </text>
        <text x="100%" y="68" dx="24" textAnchor="end">
          bits better
        </text>
      </svg>
    </div>
  )
}
