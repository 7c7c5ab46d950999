'use client'
import type { DebateView } from '#lib/core/debate/view'
import { Button } from '#ui/button'
import { DockFrame } from './Dock'
import { Problem } from './Problem'
import type { Judge } from './useJudge'
import { useUndoWindow } from './useUndoWindow'

/** The ten seconds in which the wish for another round can be taken back; nothing is written before they are over. */
export function AskingBar({ view, judge, refresh }: { view: DebateView; judge: Judge; refresh: () => Promise<void> }) {
  const seconds = useUndoWindow(view.own?.acts, refresh)
  const goOn = view.own?.goOn
  if (!goOn) return null
  const next = goOn.afterRound + 1
  return (
    <DockFrame>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="num">
          <b className="font-semibold">
            {seconds > 0 ? `Round ${next} is asked for in ${seconds} s.` : `Round ${next} is being asked for.`}
          </b>{' '}
          <span className="text-ink-2">
            {goOn.text === '' ? 'Nothing is asked with it.' : 'Your question goes with it.'}
          </span>
        </p>
        <Button disabled={seconds === 0} busy={judge.busy} onClick={() => void judge.act({ type: 'undo' })}>
          Take it back
        </Button>
      </div>
      <Problem text={judge.problem} />
    </DockFrame>
  )
}
