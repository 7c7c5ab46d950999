'use client'
import type { DebateView } from '#lib/core/debate/view'
import { Button } from '#ui/button'
import { Dialog, DialogActions } from '#ui/dialog'
import { percent } from '#ui/figures'
import { Notice } from '#ui/notice'
import { leaning } from './beliefWords'
import { guardsOf } from './guards'
import { Problem } from './Problem'
import type { Judge } from './useJudge'

type Props = {
  view: DebateView
  percentA: number
  judge: Judge
  open: boolean
  onOpenChange: (open: boolean) => void
  onYes: () => void
}

/** Says the verdict as a sentence before it counts, as a figure alone is entered backwards more often than one thinks. */
export function ConfirmVerdict({ view, percentA, judge, open, onOpenChange, onYes }: Props) {
  const lean = leaning(percentA)
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Is this what you believe?">
      <p className="font-serif text-[1.15rem] leading-normal">
        {lean ? (
          <span className={`side-${lean.side}`}>
            You say <b className="num whitespace-nowrap">{percent(lean.percent)}</b> that{' '}
            <b className="text-side-ink">
              {lean.side} is right: {view.answers[lean.side]}
            </b>
          </span>
        ) : (
          'You say that both are equally likely.'
        )}
      </p>
      {guardsOf(view, percentA).map(({ title, text }) => (
        <div key={title} className="mt-3">
          <Notice tone="warn" title={title}>
            <p>{text}</p>
          </Notice>
        </div>
      ))}
      <DialogActions>
        <Button tone="primary" busy={judge.busy} onClick={onYes}>
          {lean ? `Yes, ${percent(lean.percent)} for ${lean.side}` : 'Yes, 50 for each'}
        </Button>
        <Button tone="quiet" onClick={() => onOpenChange(false)}>
          Change it
        </Button>
      </DialogActions>
      <Problem text={judge.problem} />
    </Dialog>
  )
}
