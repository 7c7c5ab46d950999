import Link from 'next/link'
import type { ReactNode } from 'react'
import type { PanelResult } from '#lib/queries/panels'
import { count, percent, share, signed } from '#ui/figures'

const range = ([low, high]: readonly [number, number]) => `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)}`
const or = <T,>(value: T | null, words: (value: T) => string) => (value === null ? '–' : words(value))
const points = (fraction: number) => signed(fraction * 100, 1)

const columns = {
  n: 'Verdicts',
  right: 'Right',
  accuracy: 'Accuracy, 95\u00a0% interval',
  ties: 'Ties',
  invalid: 'Invalid',
  belief: 'Belief in the right answer',
  order: 'Order effect in points (size)',
  flipped: 'Choice flipped',
}

/** One line per judge and arm. Figures with their n and interval; what is invalid is never left out of sight. */
export function Results({ results, still }: { results: readonly PanelResult[]; still: boolean }) {
  if (results.length === 0)
    return (
      <p className="font-serif text-read text-ink-2">
        {still
          ? 'Nothing can be shown: no debate has been judged, or you are judging on these texts yourself.'
          : 'Nothing yet. The first verdicts will stand here.'}
      </p>
    )
  const arms = new Set(results.map(({ arm }) => arm)).size
  const rehearsals = results.reduce((sum, row) => sum + row.rehearsals, 0)
  const verdicts = results.reduce((sum, row) => sum + row.n + row.invalid, 0)
  const invalid = results.filter((row) => row.invalid > 0)
  return (
    <div className="min-w-0">
      <table className="block w-full text-left text-[14.5px] lg:table lg:[&_td]:py-2.5 lg:[&_td]:pr-4 lg:[&_td]:align-baseline lg:[&_th]:pr-4 lg:[&_th]:pb-1.5 lg:[&_th]:align-bottom lg:[&_tr>*:last-child]:pr-0">
        <thead className="sr-only text-tiny text-ink-3 lg:not-sr-only lg:table-header-group [&_th]:border-b [&_th]:border-rule-2 [&_th]:font-medium">
          <tr>
            <th>Judge</th>
            {arms > 1 && <th>Protocol</th>}
            {Object.values(columns).map((name) => (
              <th key={name} className="max-w-28 text-right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block lg:table-row-group lg:[&_td]:border-b lg:[&_td]:border-rule">
          {results.map((row) => (
            <Row key={`${row.revisionId} ${row.arm}`} row={row} withArm={arms > 1} />
          ))}
        </tbody>
      </table>
      <div className="mt-4 grid max-w-measure gap-2 text-small text-ink-2">
        {rehearsals > 0 && (
          <p>
            {rehearsals === verdicts
              ? 'All of it is a rehearsal'
              : `${rehearsals.toLocaleString('en')} of these are rehearsals`}
            : debates between built-in rule-based debaters. They say nothing about language models.
          </p>
        )}
        {invalid.map((row) => (
          <p key={`${row.revisionId} ${row.arm}`} className="num">
            {row.judge}
            {arms > 1 && `, ${row.arm}`}: with its {count(row.invalid, 'invalid judgment')} counted as wrong{' '}
            {or(row.accuracyInvalidWrong, (value) => share(value, 1))}, as half right{' '}
            {or(row.accuracyInvalidHalf, (value) => share(value, 1))}.
          </p>
        ))}
        <p>
          A verdict of exactly 50&nbsp;% is a tie and not right. Intervals take all verdicts as independent.{' '}
          <Link href="/how-it-works#panels" className="link">
            How this is computed
          </Link>
        </p>
      </div>
    </div>
  )
}

/** A figure; on a phone with its name before it, since the head is not shown there. */
const Figure = ({ of, children }: { of: keyof typeof columns; children: ReactNode }) => (
  <td className="flex justify-between gap-3 whitespace-nowrap lg:table-cell lg:text-right">
    <span aria-hidden className="text-small text-ink-3 lg:hidden">
      {columns[of]}
    </span>
    <span>{children}</span>
  </td>
)

const Row = ({ row, withArm }: { row: PanelResult; withArm: boolean }) => (
  <tr className="grid gap-y-0.5 border-b border-rule py-3 lg:table-row">
    <td className="block lg:table-cell">
      <span className="font-serif font-semibold wrap-anywhere">{row.judge}</span>{' '}
      <span className="text-tiny text-ink-3 lg:block">revision {row.number}</span>
    </td>
    {withArm && <td className="block lg:table-cell">{row.arm}</td>}
    <Figure of="n">{row.n.toLocaleString('en')}</Figure>
    <Figure of="right">{row.right.toLocaleString('en')}</Figure>
    <Figure of="accuracy">
      <b className="font-semibold">{or(row.accuracy, (value) => share(value, 1))}</b>{' '}
      <span className="text-ink-2">{or(row.wilson95, range)}</span>
    </Figure>
    <Figure of="ties">{row.ties.toLocaleString('en')}</Figure>
    <Figure of="invalid">{row.invalid.toLocaleString('en')}</Figure>
    <Figure of="belief">{or(row.beliefInRight, (value) => share(value, 1))}</Figure>
    <Figure of="order">
      {or(row.orderEffect, points)} <span className="text-ink-2">({or(row.orderEffectSize, points)})</span>
    </Figure>
    <Figure of="flipped">
      {row.n === 0 ? '–' : `${row.flipped.toLocaleString('en')} (${percent((100 * row.flipped) / row.n)})`}
    </Figure>
  </tr>
)
