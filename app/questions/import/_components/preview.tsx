import type { ImportedQuestion } from '#lib/core/questions/importing'
import type { ImportReport } from '#lib/services/imports'
import { Button } from '#ui/button'
import { count } from '#ui/figures'

type Props = { report: ImportReport; set: string; name: string; onImport: () => void; onAgain: () => void }

/** What the dry run found: counts, faults, a few questions as judges see them; then the one thing to press. */
export function Preview({ report, set, name, onImport, onAgain }: Props) {
  const { good, added, bad } = report
  const known = good - added
  return (
    <div>
      <h2 aria-live="polite">
        {added > 0
          ? `${count(added, 'new question')} for “${set}”`
          : bad > 0 && good === 0
            ? 'No line of this file is good.'
            : `Nothing new for “${set}”`}
      </h2>
      <p className="num mt-1.5 max-w-2xl text-ink-2">
        <span className="wrap-anywhere">{name}</span>: {count(good, 'good question')}
        {known > 0 && `, ${known.toLocaleString('en')} of them already in the set or twice in the file`}
        {bad > 0 ? `, ${count(bad, 'bad line')}` : ', no bad line'}. Nothing is written yet.
      </p>
      <div className="mt-5 flex flex-wrap gap-3">
        {bad > 0 || added === 0 ? (
          <Button tone="primary" onClick={onAgain}>
            {bad > 0 ? 'Mend the file and choose it again' : 'Choose another file'}
          </Button>
        ) : (
          <Button tone="primary" onClick={onImport}>
            Import {count(added, 'question')}
          </Button>
        )}
        {bad > 0 && added > 0 && (
          <Button onClick={onImport}>
            Skip the {bad.toLocaleString('en')} bad and import {added.toLocaleString('en')}
          </Button>
        )}
        {bad === 0 && added > 0 && (
          <Button tone="quiet" onClick={onAgain}>
            Choose another file
          </Button>
        )}
      </div>
      {bad > 0 && <Faults report={report} />}
      {report.sample.length > 0 && (
        <section className="section" aria-labelledby="sample">
          <div>
            <h2 id="sample">As judges see them</h2>
            <p className="mt-1.5 text-small text-ink-2">
              The first {report.sample.length}. Judges do not see the passage; which answer is side A is drawn for each
              debate.
            </p>
          </div>
          <ol className="grid gap-7">
            {report.sample.map((question, at) => (
              <Sample key={at} question={question} />
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}

function Faults({ report: { faults, bad } }: { report: ImportReport }) {
  return (
    <section className="section" aria-labelledby="faults">
      <div>
        <h2 id="faults">What is wrong</h2>
        {bad > faults.length && (
          <p className="num mt-1.5 text-small text-ink-2">
            The first {faults.length} of {bad.toLocaleString('en')}.
          </p>
        )}
      </div>
      <table className="w-full text-left text-[14.5px]">
        <thead className="text-tiny text-ink-3 [&_th]:border-b [&_th]:border-rule-2 [&_th]:pb-1.5 [&_th]:font-medium">
          <tr>
            <th className="w-40">Where</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {faults.map(({ at, reason }, i) => (
            <tr key={i} className="border-b border-rule align-baseline last:border-b-0">
              <td className="py-1.5 pr-4 text-ink-2">{at}</td>
              <td className="py-1.5 wrap-anywhere">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Sample = ({ question: { question, answers, source } }: { question: ImportedQuestion }) => (
  <li className="border-b border-rule pb-6 last:border-b-0">
    <p className="font-serif text-[1.15rem] leading-snug font-semibold text-balance">{question}</p>
    <div className="mt-3 grid gap-4 sm:grid-cols-2">
      {(['A', 'B'] as const).map((side, at) => (
        <div key={side} className={`side-${side} border-t-[3px] border-side pt-2`}>
          <p className="text-small font-semibold text-side-ink">Side {side}</p>
          <p className="font-serif text-[1.04rem] leading-snug">{answers[at]}</p>
        </div>
      ))}
    </div>
    <details className="mt-3 text-small text-ink-2">
      <summary>
        The passage: {source.title}, {count(source.words, 'word')}
      </summary>
      <p className="mt-2 max-w-measure font-serif text-base leading-relaxed whitespace-pre-line">
        {source.text}
        {source.text.length >= 600 && ' …'}
      </p>
      {source.attribution && <p className="mt-2 wrap-anywhere text-ink-3">{source.attribution}</p>}
    </details>
  </li>
)
