import Link from 'next/link'
import type { ReactNode } from 'react'
import type { PanelResult } from '#lib/queries/panels'
import { count, percent, share, signed } from '#ui/figures'

const range = ([low, high]: readonly [number, number]) => `${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)}`
const or = <T,>(value: T | null, words: (value: T) => string) => (value === null ? '–' : words(value))
const points = (fraction: number) => signed(fraction * 100, 1)

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
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Results by judge">
        <table className="w-full min-w-[46rem] text-left text-[14.5px] [&_td]:py-2.5 [&_td]:pr-4 [&_td]:align-baseline [&_th]:pr-4 [&_th]:pb-1.5 [&_th]:align-bottom [&_tr>*:last-child]:pr-0">
          <thead className="text-tiny text-ink-3 [&_th]:border-b [&_th]:border-rule-2 [&_th]:font-medium">
            <tr>
              <th>Judge</th>
              {arms > 1 && <th>Protocol</th>}
              <Th>Verdicts</Th>
              <Th>Right</Th>
              <Th>Accuracy, 95&nbsp;% interval</Th>
              <Th>Ties</Th>
              <Th>Invalid</Th>
              <Th>Belief in the right answer</Th>
              <Th>Order effect, points (size)</Th>
              <Th>Choice flipped</Th>
            </tr>
          </thead>
          <tbody className="[&_td]:border-b [&_td]:border-rule">
            {results.map((row) => (
              <Row key={`${row.revisionId} ${row.arm}`} row={row} withArm={arms > 1} />
            ))}
          </tbody>
        </table>
      </div>
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

const Th = ({ children }: { children: ReactNode }) => <th className="max-w-28 text-right">{children}</th>

const Row = ({ row, withArm }: { row: PanelResult; withArm: boolean }) => (
  <tr className="[&>td]:text-right [&>td:first-child]:text-left">
    <td>
      <span className="font-serif font-semibold wrap-anywhere">{row.judge}</span>{' '}
      <span className="block text-tiny text-ink-3">revision {row.number}</span>
    </td>
    {withArm && <td className="text-left!">{row.arm}</td>}
    <td>{row.n.toLocaleString('en')}</td>
    <td>{row.right.toLocaleString('en')}</td>
    <td className="whitespace-nowrap">
      <b className="font-semibold">{or(row.accuracy, (value) => share(value, 1))}</b>{' '}
      <span className="text-ink-2">{or(row.wilson95, range)}</span>
    </td>
    <td>{row.ties.toLocaleString('en')}</td>
    <td>{row.invalid.toLocaleString('en')}</td>
    <td>{or(row.beliefInRight, (value) => share(value, 1))}</td>
    <td className="whitespace-nowrap">
      {or(row.orderEffect, points)} <span className="text-ink-2">({or(row.orderEffectSize, points)})</span>
    </td>
    <td>{row.n === 0 ? '–' : `${row.flipped.toLocaleString('en')}, ${percent((100 * row.flipped) / row.n)}`}</td>
  </tr>
)
