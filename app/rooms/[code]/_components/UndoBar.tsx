'use client'
import { useEffect } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { Button } from '#ui/button'
import { count, percent } from '#ui/figures'
import { leaning } from './beliefWords'
import { DockFrame } from './Dock'
import { Problem } from './Problem'
import type { Judge } from './useJudge'
import { useUndoWindow } from './useUndoWindow'

/** The ten seconds in which a verdict can be taken back. */
export function UndoBar({ view, judge, refresh }: { view: DebateView; judge: Judge; refresh: () => Promise<void> }) {
  const seconds = useUndoWindow(view.own?.acts, refresh)
  useEffect(() => void import('./Reveal'), []) // there by the time it is shown
  if (view.own?.phase !== 'ruled') return null
  const { percentA } = view.own.verdict
  const lean = leaning(percentA)
  const shows = view.rules.feedback === 'verdict' || view.phase === 'closed' || view.own.after !== undefined
  return (
    <DockFrame>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 flex-1 basis-72">
          <b className="font-semibold" role="status">
            {lean ? `Your verdict: ${percent(lean.percent)} that ${lean.side} is right.` : 'Your verdict: 50 for each.'}
          </b>{' '}
          <span className="num text-ink-2">
            {seconds > 0 ? `You can take it back for ${count(seconds, 'second')}.` : 'It is final now.'}
          </span>
        </p>
        <Button disabled={seconds === 0} busy={judge.busy} onClick={() => void judge.act({ type: 'undo' })}>
          Take it back
        </Button>
        <Button tone="primary" busy={judge.busy} onClick={() => void judge.act({ type: 'settle' })}>
          {shows ? 'Show the answer now' : 'Make it final now'}
        </Button>
      </div>
      <Problem text={judge.problem} />
    </DockFrame>
  )
}
