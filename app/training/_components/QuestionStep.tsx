'use client'
import { useEffect, useRef, useState } from 'react'
import { outcomeOf } from '#lib/core/judging/ownRecord'
import { trainingQuestions, type TrainingQuestion } from '#lib/core/training/questions'
import { Button } from '#ui/button'
import { BeliefControl } from '../../rooms/[code]/_components/BeliefControl'
import { AnswersInSight } from '../../rooms/[code]/_components/Question'
import { Heading } from './Heading'
import { paidWords } from './paidWords'

type Props = {
  question: TrainingQuestion
  number: number // from 1
  given: number | null // the belief that A is right, once it stands
  onBelieve: (percentA: number) => void
  onNext: () => void
}

const heads = { A: 'A', B: 'B' }
const lead = { right: 'Yes, ', wrong: 'No, ', tie: '' }

/** One question: a belief, set as in a debate; then the right answer, and what the belief cost. */
export function QuestionStep({ question, number, given, onBelieve, onNext }: Props) {
  const { text, answers } = question
  const [percentA, setPercentA] = useState(given)
  const last = number === trainingQuestions.length
  return (
    <>
      <Heading above={`Question ${number} of ${trainingQuestions.length}`}>{text}</Heading>
      <div className="mt-5">
        <AnswersInSight answers={answers} heads={heads} />
      </div>
      <div className="mt-7">
        <BeliefControl
          percentA={given ?? percentA}
          onChange={setPercentA}
          answers={answers}
          disabled={given !== null}
        />
      </div>
      <div className="mt-5 border-t border-rule pt-5">
        {given === null ? (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button
              tone="primary"
              size="large"
              disabled={percentA === null}
              onClick={() => percentA !== null && onBelieve(percentA)}
              className="max-md:w-full"
            >
              See the answer
            </Button>
            <span className="text-small text-ink-2">
              {percentA === null
                ? 'Set the figure first. No idea at all is 50.'
                : 'Once you see it, the figure stands.'}
            </span>
          </div>
        ) : (
          <>
            <Answer question={question} percentA={given} moved={percentA !== null} />
            <Button tone="primary" size="large" onClick={onNext} className="mt-5 max-md:w-full">
              {last ? 'See how it went' : 'Go on'}
            </Button>
          </>
        )}
      </div>
    </>
  )
}

/** The focus comes here, not to the button below, so that a key held down does not skip it. */
function Answer({ question, percentA, moved }: { question: TrainingQuestion; percentA: number; moved: boolean }) {
  const { answers, right, why, source } = question
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (moved) heading.current?.focus()
  }, [moved])
  return (
    <div className="max-w-measure">
      <h2 ref={heading} tabIndex={-1}>
        {lead[outcomeOf({ percentA, rightSide: right })]}
        {right} is right: {answers[right]}.
      </h2>
      <p className="num mt-2 font-serif text-[1.12rem] leading-normal text-pretty">
        {paidWords(right === 'A' ? percentA : 100 - percentA)}
      </p>
      <p className="mt-2 text-ink-2">{why}</p>
      <p className="mt-1 text-small text-ink-3">Source: {source}.</p>
      <Formula />
    </div>
  )
}

const Formula = () => (
  <details className="mt-2 text-small text-ink-2">
    <summary className="link w-fit py-1">What is a bit, and how is it counted?</summary>
    <p className="num mt-1">
      A bit is what a fair coin costs: who says 50 loses one, whatever comes. Believing <i>p</i> in what turns out right
      loses −log<sub>2</sub> <i>p</i> bits: nothing at 100&nbsp;%, one at 50, two at 25, three at 12.5, and so on
      without end. Figures go from 1 to 99, so that no error costs more than 6.64.
    </p>
  </details>
)
