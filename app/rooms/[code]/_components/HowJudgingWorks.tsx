import type { ReactNode } from 'react'

const Point = ({ n, children }: { n: number; children: ReactNode }) => (
  <li className="grid grid-cols-[2rem_1fr] border-t border-rule py-3.5 font-serif text-[1.05rem] leading-[1.55]">
    <span aria-hidden className="text-[1.35rem] leading-[1.2] text-ink-3">
      {n}
    </span>
    <div>{children}</div>
  </li>
)

export const HowJudgingWorks = ({ rounds }: { rounds: number }) => (
  <section className="mt-12">
    <h2 className="mb-3 text-[1.1rem]">
      You will not see the story. Two debaters who have read it will tell you opposite things about it.
    </h2>
    <ol>
      <Point n={1}>
        <b>One answer is right,</b> and it is settled. One debater argues for it, the other against; who got which side
        was drawn by lot.
      </Point>
      <Point n={2}>
        <b>Quotes are checked for you.</b> One marked <Mark>✓ in the story</Mark> is there word for word; one marked{' '}
        <Mark bad>✕ not in the story</Mark> is not. That words are in the story does not make the argument right.
      </Point>
      <Point n={3}>
        <b>Say how likely each answer is</b> before you read, {rounds > 1 ? 'after each round, ' : ''}and at the end.
        Say what you believe: an honest figure scores best.
      </Point>
    </ol>
  </section>
)

const Mark = ({ bad = false, children }: { bad?: boolean; children: string }) => (
  <span className={`font-sans text-tiny font-semibold whitespace-nowrap ${bad ? 'text-bad' : 'text-ink-2'}`}>
    {children}
  </span>
)
