import Link from 'next/link'
import type { Learnt } from '#lib/queries/learnt'
import { count, share } from '#ui/figures'

const range = ([low, high]: readonly [number, number]) => `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}`
const percentAt = (fraction: number) => `${(fraction * 100).toFixed(2)}%`

/** Dot and whisker on a scale from 0 to 100 %, with chance at 50. */
function Strip({ learnt, accent }: { learnt: Learnt & { wilson95: [number, number] }; accent: boolean }) {
  const { right, judgments, wilson95 } = learnt
  const tone = accent ? 'stroke-accent fill-accent' : 'stroke-ink-2 fill-ink-2'
  return (
    <svg
      role="img"
      aria-label={`${share(right / judgments, 1)}, 95 % interval ${range(wilson95)}`}
      className="block h-7 w-full overflow-visible"
    >
      {[0, 1].map((at) => (
        <line key={at} x1={percentAt(at)} x2={percentAt(at)} y1="0" y2="28" className="stroke-rule" />
      ))}
      <line x1="50%" x2="50%" y1="0" y2="28" className="stroke-ink-3" />
      <line x1={percentAt(wilson95[0])} x2={percentAt(wilson95[1])} y1="14" y2="14" strokeWidth="2" className={tone} />
      <circle cx={percentAt(right / judgments)} cy="14" r="5" className={tone} />
    </svg>
  )
}

function Row({ name, about, learnt, accent }: { name: string; about: string; learnt: Learnt; accent: boolean }) {
  const { judgments, right, wilson95 } = learnt
  if (!wilson95) return null
  return (
    <tr className="grid grid-cols-[1fr_auto] gap-x-4 border-b border-rule py-2.5 last:border-b-0 sm:table-row sm:[&>td]:border-b sm:[&>td]:border-rule sm:[&>td]:py-2.5 sm:[&>td]:pr-4 sm:last:[&>td]:border-b-0">
      <td>
        <span className="font-serif text-[1.04rem] font-semibold">{name}</span>{' '}
        <span className="block text-tiny text-ink-3">{about}</span>
      </td>
      <td className="text-right font-semibold whitespace-nowrap">{share(right / judgments, 1)}</td>
      <td className="whitespace-nowrap text-ink-2 sm:text-right">{range(wilson95)}</td>
      <td className="text-right whitespace-nowrap text-ink-2">n {judgments.toLocaleString('en')}</td>
      <td className="col-span-2 sm:w-[38%] sm:pr-0! sm:align-middle">
        <Strip learnt={{ ...learnt, wilson95 }} accent={accent} />
      </td>
    </tr>
  )
}

function Finding({ models, builtIn }: { models: Learnt; builtIn: Learnt }) {
  const text = 'font-serif text-[clamp(1.2rem,1rem+0.8vw,1.5rem)] leading-[1.4] text-pretty'
  const of = (learnt: Learnt) =>
    `${count(learnt.judgments, 'verdict')} by ${count(learnt.judges, 'judge')} on ${count(learnt.debates, 'debate')}`
  if (models.wilson95)
    return (
      <>
        <p className={text}>
          Where a language model argued, judges were right in{' '}
          <b className="font-semibold">{share(models.right / models.judgments, 1)}</b> of their verdicts{' '}
          <span className="num whitespace-nowrap">(95&nbsp;% interval {range(models.wilson95)})</span>.
        </p>
        <p className="mt-2 text-small text-ink-2">{of(models)}. Coin flips would be right in half.</p>
      </>
    )
  if (builtIn.wilson95)
    return (
      <>
        <p className={text}>Nothing yet about language models: so far there have only been rehearsals.</p>
        <p className="mt-2 text-small text-ink-2">
          {of(builtIn)}, all between built-in rule-based debaters. They rehearse the arena; what judges make of them
          says nothing about language models. The first debate that a language model argues and people judge to its end
          will stand here.
        </p>
      </>
    )
  return (
    <>
      <p className={text}>Nothing yet. The first verdict that is given here will be counted here.</p>
      <p className="mt-2 text-small text-ink-2">
        Judge a debate, and the rehearsals have begun. A result about language models needs debates that they argue: an
        administrator connects models, a host opens a room, judges come.
      </p>
    </>
  )
}

/** What the verdicts given so far say, rehearsals apart; n, interval and formula with every figure. */
export function LearntSoFar({ models, builtIn }: { models: Learnt; builtIn: Learnt }) {
  const undecided = models.undecided + builtIn.undecided
  return (
    <div>
      <Finding models={models} builtIn={builtIn} />
      {(models.wilson95 ?? builtIn.wilson95) && (
        <>
          <table className="mt-6 block w-full text-left text-[14.5px] sm:table">
            <thead className="block text-tiny text-ink-3 sm:table-header-group [&_th]:font-medium sm:[&_th]:border-b sm:[&_th]:border-rule-2 sm:[&_th]:pr-4 sm:[&_th]:pb-1.5">
              <tr className="block sm:table-row">
                <th className="hidden sm:table-cell">Judges read</th>
                <th className="hidden text-right sm:table-cell">right</th>
                <th className="hidden text-right sm:table-cell">95&nbsp;% interval</th>
                <th className="hidden text-right sm:table-cell">verdicts</th>
                <th className="block sm:table-cell sm:pr-0!">
                  <span className="flex justify-between">
                    <span>0&nbsp;%</span>
                    <span>50&nbsp;%, chance</span>
                    <span>100&nbsp;%</span>
                  </span>
                </th>
              </tr>
            </thead>
            <tbody className="block sm:table-row-group">
              <Row name="With a language model" about="on one side or on both" learnt={models} accent />
              <Row
                name="Rehearsals"
                about="built-in rule-based debaters, not language models"
                learnt={builtIn}
                accent={false}
              />
            </tbody>
          </table>
          <p className="mt-4 text-small text-ink-2">
            Final verdicts of debates that are over; one of exactly 50&nbsp;% counts as not right
            {undecided > 0 && ` (${undecided.toLocaleString('en')} so far)`}. Wilson’s interval, as if all verdicts were
            independent, so it is too narrow where a judge or a question returns.{' '}
            <Link href="/how-it-works#figures">How this is computed</Link>
          </p>
        </>
      )}
    </div>
  )
}
