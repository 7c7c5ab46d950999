'use client'
import { useState } from 'react'
import { atStart, believe, goOn, isOver, steps } from '#lib/core/training/course'
import { Certainty } from './Certainty'
import { End } from './End'
import { Honesty } from './Honesty'
import { Intro } from './Intro'
import { QuestionStep } from './QuestionStep'
import { useProgress } from './useProgress'

/** The course, one thing at a time. It always opens with what it is about, also for somebody who is halfway through. */
export function Course() {
  const [progress, keep] = useProgress()
  const [begun, setBegun] = useState(false)
  const on = steps[progress.step]
  const next = () => keep(goOn(progress))
  const again = () => {
    keep(atStart)
    setBegun(true)
  }
  if (!begun) return <Intro progress={progress} onBegin={() => setBegun(true)} onAgain={again} />
  if (!on || isOver(progress)) return <End progress={progress} onAgain={again} />
  switch (on.kind) {
    case 'question':
      return (
        <QuestionStep
          key={on.question.id}
          question={on.question}
          number={on.number}
          given={progress.beliefs[on.question.id] ?? null}
          onBelieve={(percentA) => keep(believe(progress, percentA))}
          onNext={next}
        />
      )
    case 'certainty':
      return <Certainty onNext={next} />
    case 'honesty':
      return <Honesty onNext={next} />
  }
}
