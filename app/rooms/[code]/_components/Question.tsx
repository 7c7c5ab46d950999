'use client'
import type { Side } from '#lib/core/debate/protocol'
import { sides } from './sides'
import type { Answers } from './beliefWords'
import { useInSight } from './useInSight'

/** The question as the page's heading, above it how this judging works in one line. */
export const Question = ({ text, above }: { text: string; above: string }) => (
  <div className="mx-auto mb-5 max-w-[44rem] md:text-center">
    <p className="mb-1 text-small text-ink-2">{above}</p>
    <h1 className="text-[clamp(1.45rem,1.1rem+1.5vw,2.1rem)] leading-[1.2]" tabIndex={-1} id="question">
      {text}
    </h1>
  </div>
)

const Answer = ({ side, text, head }: { side: Side; text: string; head: string }) => (
  <div className={`side-${side} rounded-b-sheet border-t-3 border-side bg-sheet px-4 pt-3 pb-4 shadow-sheet`}>
    <p className="text-small font-semibold text-side-ink">{head}</p>
    <p className="mt-0.5 font-serif text-[1.1rem] leading-[1.35] font-medium">{text}</p>
  </div>
)

/** Both answers, equally wide and high. `sticky` keeps them in sight; on a narrow screen as one line each. */
export function AnswersInSight({
  answers,
  heads,
  sticky = false,
}: {
  answers: Answers
  heads: Record<Side, string>
  sticky?: boolean
}) {
  const [whole, inSight] = useInSight()
  return (
    <>
      <div
        ref={whole}
        className={`grid grid-cols-1 gap-3 md:grid-cols-2 md:gap-5 ${sticky ? 'z-10 bg-paper md:sticky md:top-11 md:pb-2' : ''}`}
      >
        {sides.map((side) => (
          <Answer key={side} side={side} text={answers[side]} head={heads[side]} />
        ))}
      </div>
      {sticky && !inSight && (
        <div
          aria-hidden
          className="fixed inset-x-0 top-11 z-10 border-b border-rule bg-paper px-4 py-1.5 text-small md:hidden"
        >
          {sides.map((side) => (
            <p key={side} className={`side-${side} truncate`}>
              <b className="font-semibold text-side-ink">{side}</b> <span className="font-serif">{answers[side]}</span>
            </p>
          ))}
        </div>
      )}
    </>
  )
}
