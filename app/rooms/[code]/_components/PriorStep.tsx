'use client'
import type { DebateView } from '#lib/core/debate/view'
import { Button } from '#ui/button'
import { BeliefControl } from './BeliefControl'
import { HowJudgingWorks } from './HowJudgingWorks'
import { Problem } from './Problem'
import { AnswersInSight, Question } from './Question'
import { answerHeads } from './ruleWords'
import type { Draft } from './useDraft'
import { useHandling } from './useHandling'
import type { Judge } from './useJudge'

/** Before anything is read: the question alone, and how likely each answer looks. */
export function PriorStep({ view, judge, draft }: { view: DebateView; judge: Judge; draft: Draft }) {
  const hand = useHandling(0)
  const { percentA } = draft
  const change = (next: number | null) => {
    if (next !== null) hand.touch(next)
    draft.change({ percentA: next })
  }
  const save = async () => {
    if (percentA === null) return
    const kept = await judge.act({ type: 'believe', afterRound: 0, percentA, handling: hand.read() })
    if (kept) draft.done()
  }
  return (
    <div className="mx-auto max-w-[46rem]">
      <Question text={view.question} above="Before you read anything" />
      <AnswersInSight answers={view.answers} heads={answerHeads(view.rules, true)} />
      <h2 className="mt-9 mb-3 text-[1.1rem]">From the question alone, which do you think is right?</h2>
      <BeliefControl percentA={percentA} onChange={change} answers={view.answers} />
      <div className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-rule pt-5">
        <Button
          tone="primary"
          size="large"
          disabled={percentA === null}
          busy={judge.busy}
          onClick={() => void save()}
          className="max-md:w-full"
        >
          Save and read the opening
        </Button>
        <span className="text-small text-ink-2">
          {percentA === null
            ? 'Set the figure first. No idea at all is 50, and that is an answer too.'
            : 'Nobody sees your figures before you have finished.'}
        </span>
      </div>
      <Problem text={judge.problem} />
      <HowJudgingWorks view={view} />
    </div>
  )
}
