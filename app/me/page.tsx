import type { Metadata } from 'next'
import Link from 'next/link'
import { ownRecord } from '#lib/queries/ownRecord'
import { buttonClasses } from '#ui/button'
import { requirePerson } from '#server/auth'
import { deps } from '#server/deps'
import { History } from './_components/History'
import { HowComputed } from './_components/HowComputed'
import { RecordPart } from './_components/RecordPart'
import { leftOutWords, recordTitle } from './_components/recordWords'

export const metadata: Metadata = { title: 'Your record' }

/** How one has judged so far, of all whose outcome one may know. */
export default async function Me() {
  const who = await requirePerson('take-part', '/me')
  const { summary, judgments, next } = await ownRecord((await deps()).prisma, who.id)
  const { live = null, late = null } = summary ?? {}
  const main = live ?? late
  const leftOut = summary ? leftOutWords(summary.leftOut) : []
  return (
    <main className="page">
      <p className="mb-2 text-small text-ink-2">Your record. Only you see this page.</p>
      <h1 className="max-w-3xl">
        {main ? (live && late ? bothTitle(live, late) : `${recordTitle(main)}.`) : 'Nothing to show yet.'}
      </h1>
      {!main && judgments.length === 0 && <Empty waiting={leftOut.length > 0} />}
      {live && (
        <RecordPart
          part={live}
          id="live"
          name="While it was on"
          about="Verdicts on debates that you were there for. Those given afterwards are never counted along with them."
        />
      )}
      {late && (
        <RecordPart
          part={late}
          id="late"
          name="Afterwards"
          about="Verdicts on finished debates, beside others who judged them afterwards."
        />
      )}
      {(judgments.length > 0 || leftOut.length > 0) && (
        <section className="section" aria-labelledby="history">
          <div>
            <h2 id="history">Your verdicts</h2>
            <p className="mt-1.5 text-small text-ink-2">Newest first. Scores in bits, without the cost of rounds.</p>
          </div>
          <div>
            {judgments.length > 0 && <History judgments={judgments} next={next} />}
            {leftOut.length > 0 && (
              <ul className="num mt-5 grid max-w-measure gap-1 text-small text-ink-2">
                {leftOut.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            )}
          </div>
        </section>
      )}
      {main && <HowComputed />}
      <p className="mt-10 text-ink-2">
        {main ? 'To get a feel for what figures are worth' : 'Meanwhile'}, there is a{' '}
        <Link href="/training">short training in judging</Link>.
      </p>
    </main>
  )
}

type Counts = Parameters<typeof recordTitle>[0]
const bothTitle = (live: Counts, late: Counts) =>
  `${recordTitle(live)}; of those given afterwards, in ${late.right} of ${late.n}.`

const Empty = ({ waiting }: { waiting: boolean }) => (
  <div className="mt-3 max-w-measure">
    <p className="font-serif text-read text-ink-2">
      {waiting
        ? 'Your verdicts appear here as soon as you may know which answer is right.'
        : 'Give a verdict on a debate, and it appears here once you may know which answer is right: with its score, how well your figures fit, and how others did on the same debates.'}
    </p>
    <Link href="/" className={buttonClasses({ tone: 'primary', className: 'mt-5' })}>
      Judge a debate
    </Link>
  </div>
)
