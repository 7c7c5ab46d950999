'use client'
import { useEffect, useRef } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { Guards } from '#lib/core/judging/judgment'
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
  /** Counted here, and sent with the verdict. */
  guards: Guards
  onClose: () => void
  onYes: () => void
}

/** Says the verdict as a sentence before it counts, as a figure alone is entered backwards more often than one thinks. */
export function ConfirmVerdict({ view, percentA, judge, guards, onClose, onYes }: Props) {
  const lean = leaning(percentA)
  const said = guardsOf(view, percentA)
  const turned = said.some(({ reversed }) => reversed)
  const counted = useRef(false)
  useEffect(() => {
    if (!turned || counted.current) return
    counted.current = true
    guards.reversedShown += 1
  }, [turned, guards])
  const change = () => {
    guards.changed += 1
    onClose()
  }
  return (
    <Dialog open onOpenChange={change} title="Is this what you believe?">
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
      {said.map(({ title, text }) => (
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
        <Button tone="quiet" onClick={change}>
          Change it
        </Button>
      </DialogActions>
      <Problem text={judge.problem} />
    </Dialog>
  )
}
