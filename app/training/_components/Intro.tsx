'use client'
import { atStart, isOver, steps, type Progress } from '#lib/core/training/course'
import { trainingQuestions } from '#lib/core/training/questions'
import { Button } from '#ui/button'
import { count } from '#ui/figures'

type Props = { progress: Progress; onBegin: () => void; onAgain: () => void }

/** What the course is, and the way into it: from the start, or from where this browser left it. */
export function Intro({ progress, onBegin, onAgain }: Props) {
  const halfway = progress !== atStart && (progress.step > 0 || Object.keys(progress.beliefs).length > 0)
  return (
    <>
      <h1>How sure are you?</h1>
      <div className="mt-4 grid max-w-measure gap-4 font-serif text-read text-ink-2">
        <p>
          A judge here says how likely each answer is, and is paid for figures that fit: being sure and right pays,
          being sure and wrong costs much more. Few people can do this at once. It can be practised.
        </p>
        <p>
          You get {count(trainingQuestions.length, 'question')} of general knowledge, with two answers each. Say how
          likely you find them, see which is right and what your figure cost. Don’t look anything up: not knowing is
          part of it. At the end you see whether you are as often right as you are sure.
        </p>
      </div>
      <div className="mt-7 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button tone="primary" size="large" onClick={onBegin} className="max-sm:w-full">
          {isOver(progress) ? 'See how it went' : halfway ? goOnWords(progress) : 'Begin'}
        </Button>
        {halfway && (
          <Button tone="quiet" onClick={onAgain}>
            Start again
          </Button>
        )}
      </div>
      <p className="mt-3 text-small text-ink-2">
        No sign-in. What you answer stays in this browser: nobody else sees it, and it counts for nothing.
      </p>
    </>
  )
}

function goOnWords({ step }: Progress): string {
  const on = steps.slice(step).find((one) => one.kind === 'question')
  return on ? `Go on with question ${on.number}` : 'Go on'
}
