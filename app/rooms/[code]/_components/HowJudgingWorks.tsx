import type { ReactNode } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { sidesInWords } from './ruleWords'

const Point = ({ n, children }: { n: number; children: ReactNode }) => (
  <li className="grid grid-cols-[2rem_1fr] border-t border-rule py-3.5 font-serif text-[1.05rem] leading-[1.55]">
    <span aria-hidden className="text-[1.35rem] leading-[1.2] text-ink-3">
      {n}
    </span>
    <div>{children}</div>
  </li>
)

/** What a judge has to know before the first belief, of any arrangement with speakers. */
export const HowJudgingWorks = ({ view: { rules, presiding } }: { view: DebateView }) => (
  <section className="mt-12">
    <h2 className="mb-3 text-[1.1rem]">{rules.told}</h2>
    <ol>
      <Point n={1}>
        <b>One answer is right,</b> and it is settled. {sidesInWords(rules)}
      </Point>
      <Point n={2}>
        <b>Quotes are checked for you.</b> One marked <Mark>✓ in the story</Mark> is there word for word; one marked{' '}
        <Mark bad>✕ not in the story</Mark> is not. That words are in the story does not make the argument right.
      </Point>
      <Point n={3}>
        <b>Say how likely each answer is</b> before you read,{' '}
        {rules.everyRound && rules.rounds > 1 ? 'after each round, ' : ''}and at the end. Say what you believe: an
        honest figure scores best.
      </Point>
      {rules.end.judge && (
        <Point n={4}>
          <b>{presiding ? 'You lead this debate.' : 'One judge leads.'}</b> After each round{' '}
          {presiding ? 'you decide' : 'that judge decides'} whether there is another
          {rules.comment.comment === 'off' ? '' : ', and may ask something first'}.
        </Point>
      )}
    </ol>
  </section>
)

const Mark = ({ bad = false, children }: { bad?: boolean; children: string }) => (
  <span className={`font-sans text-tiny font-semibold whitespace-nowrap ${bad ? 'text-bad' : 'text-ink-2'}`}>
    {children}
  </span>
)
