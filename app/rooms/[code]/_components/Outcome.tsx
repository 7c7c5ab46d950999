import type { ReactNode } from 'react'
import type { RevealView } from '#lib/core/debate/reveal'
import { sides } from './sides'
import { headline } from './revealWords'

/** Right and wrong by words and ink, not by colour; who argued, now that it may be known. */
export function Outcome({ reveal }: { reveal: RevealView }) {
  const spoken = sides.some((side) => reveal.debaters[side] !== null)
  return (
    <>
      <div className="mx-auto mb-7 max-w-[46rem] md:text-center">
        <p className="text-small text-ink-2">{reveal.question}</p>
        <h1 id="outcome" tabIndex={-1} className="mt-1">
          {headline(reveal)}
        </h1>
      </div>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2 md:gap-5">
        {sides.map((side) => {
          const right = side === reveal.rightSide
          const debater = reveal.debaters[side]
          return (
            <div
              key={side}
              className={`side-${side} flex flex-col rounded-b-sheet border-t-3 border-side bg-sheet px-4 pt-3 pb-4 shadow-sheet`}
            >
              <p className="flex justify-between gap-3 text-small">
                <span className="font-semibold text-side-ink">
                  {spoken ? 'Side' : 'Answer'} {side}
                </span>
                <span className={right ? 'font-semibold' : 'text-ink-2'}>
                  {right ? '✓ the right answer' : 'not the right answer'}
                </span>
              </p>
              <p
                className={`mt-0.5 mb-3 font-serif text-[1.1rem] leading-[1.35] font-medium ${right ? '' : 'text-ink-2'}`}
              >
                {reveal.answers[side]}
              </p>
              {debater === 'hidden' ? (
                <Whom>who argued for it is told once your answers are in</Whom>
              ) : debater ? (
                <Whom>
                  argued by <b className="font-serif text-base font-semibold text-ink">{debater.name}</b>, revision{' '}
                  {debater.revision} · {debater.label}
                  {reveal.chose === side && ', who was free to choose'}
                </Whom>
              ) : spoken ? (
                <Whom>nobody argued for it</Whom>
              ) : null}
            </div>
          )
        })}
      </div>
    </>
  )
}

const Whom = ({ children }: { children: ReactNode }) => (
  <p className="mt-auto border-t border-rule pt-2.5 text-[13.5px] text-ink-2">{children}</p>
)
