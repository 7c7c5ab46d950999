import type { RevealView } from '#lib/core/debate/reveal'
import { namedYou, percent } from '#ui/figures'
import { leaning } from './beliefWords'

/** What the judges gave as their reasons, in their own words. */
export function Reasons({ reveal }: { reveal: RevealView }) {
  const given = reveal.judges.filter(({ reason }) => reason.trim() !== '')
  if (given.length === 0) return null
  return (
    <section className="section">
      <header>
        <h2>Why they said so</h2>
        <p className="num mt-1 text-small text-ink-2">
          The reasons of {given.length === 1 ? 'one judge' : `${given.length} judges`}.
        </p>
      </header>
      <ul className="max-w-measure">
        {given.map(({ name, you, percentA, reason }, i) => {
          const lean = leaning(percentA)
          return (
            <li key={i} className="border-b border-rule py-3 first:pt-0 last:border-0">
              <p className="num text-small text-ink-2">
                <b className="font-semibold text-ink">{namedYou(name, you)}</b>,{' '}
                {lean ? `${percent(lean.percent)} ${lean.side}` : '50 for each'}
              </p>
              <p className="prose-serif [overflow-wrap:anywhere] whitespace-pre-line">{reason}</p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
