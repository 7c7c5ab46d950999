'use client'
import Link from 'next/link'
import { outcomeOf } from '#lib/core/judging/ownRecord'
import { logScore } from '#lib/core/judging/scoring'
import { reliabilityTable } from '#lib/core/stats/calibration'
import { sureness } from '#lib/core/stats/sureness'
import { settled, type Progress } from '#lib/core/training/course'
import { Calibration } from '#ui/calibration'
import { Button } from '#ui/button'
import { surenessTitle, surenessWords } from '#ui/surenessWords'
import { JudgeNow } from '../../_landing/judgeNow'
import { Heading } from './Heading'

/** One's own calibration over the practice questions, in words and in a picture, and the way on to a debate. */
export function End({ progress, onAgain }: { progress: Progress; onAgain: () => void }) {
  const beliefs = settled(progress)
  const found = sureness(beliefs)
  if (!found) return null
  const count = (wanted: string) => beliefs.filter((belief) => outcomeOf(belief) === wanted).length
  const ties = count('tie')
  const lost = -beliefs.reduce((sum, { percentA, rightSide }) => sum + logScore(percentA, rightSide), 0)
  return (
    <>
      <Heading above="How it went">{surenessTitle(found)}.</Heading>
      <div className="num mt-4 grid max-w-measure gap-3 font-serif text-read text-ink-2">
        <p>
          {surenessWords(found)} {advice(found.tells)}
        </p>
        <p>
          {count('right')} of {beliefs.length} right{ties > 0 && `, ${ties} left at 50`}. You lost {lost.toFixed(1)}{' '}
          bits in all, {(lost / beliefs.length).toFixed(2)} a question; saying 50 each time would have lost{' '}
          {beliefs.length}.
          {lost > beliefs.length && ' A few figures that were too sure cost more than all the right ones brought.'}
        </p>
      </div>
      <div className="mt-8">
        <Calibration
          bins={reliabilityTable(beliefs).filter(({ n }) => n > 0)}
          of="answer"
          title="How sure, and how often right"
        />
      </div>
      <div className="mt-8 border-t border-ink pt-5">
        <h2>Now a debate</h2>
        <p className="mt-1.5 mb-5 max-w-measure text-ink-2">
          Two debaters argue for the two answers, and your figure may change with every round. The debaters are built-in
          and rule-based, not language models. About seven minutes.
        </p>
        <JudgeNow />
      </div>
      <p className="mt-6 flex flex-wrap items-baseline gap-x-5 gap-y-2 text-small text-ink-2">
        <Link href="/how-it-works#scores" className="link">
          How scores are computed
        </Link>
        <Button tone="quiet" size="small" onClick={onAgain}>
          Start again: the questions are the same
        </Button>
      </p>
    </>
  )
}

function advice(tells: 'over' | 'under' | 'neither'): string {
  if (tells === 'over') return 'Next time, go a step nearer to 50 wherever you cannot say how you know.'
  if (tells === 'under') return 'Next time, trust yourself a step further from 50 where you can say how you know.'
  return 'Keep on saying just what you believe.'
}
