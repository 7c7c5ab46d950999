'use client'
import { lazy, Suspense, type ReactNode } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { DraftContent } from '#lib/http/contract'
import { JudgeScreen } from '../../../rooms/[code]/_components/JudgeScreen'
import { DebateBar } from '../../../rooms/[code]/_components/RoomBar'
import { builtInWords } from '../../../rooms/[code]/_components/ruleWords'
import { NextOne } from '../../_components/Begin'
import { Clock } from './Clock'
import { useFinished } from './useFinished'

const Reveal = lazy(() => import('../../../rooms/[code]/_components/Reveal').then((m) => ({ default: m.Reveal })))
const Surveyed = lazy(() => import('../../../rooms/[code]/_components/Surveyed').then((m) => ({ default: m.Surveyed })))

type Props = {
  view: DebateView
  draft: DraftContent | null
  servedAt: number // ms since 1970, the server's clock
  surveyed: boolean // its room asks those who have judged
}

/** A finished debate before a judge who was not there: the same screen as in a room, without the room. */
export function AfterScreen({ view: initial, draft, servedAt, surveyed }: Props) {
  const debate = useFinished(initial)
  const view = asJudged(debate.view ?? initial)
  const mode = view.own?.after?.mode ?? 'stepped'
  const revealed = view.rightSide !== undefined
  const told = (survey?: ReactNode, answered = false) => (
    <Reveal debateId={view.id} survey={survey} version={`${answered}`}>
      <NextOne mode={mode} />
    </Reveal>
  )
  return (
    <>
      <DebateBar
        view={view}
        name={<span className="font-semibold whitespace-nowrap text-ink max-sm:hidden">A finished debate</span>}
      >
        {mode === 'timed' && <Clock view={view} servedAt={servedAt} />}
      </DebateBar>
      <main className="page">
        {view.allBuiltIn && !revealed && (
          <p className="mb-1 text-small text-ink-3 md:text-center">{builtInWords(view.rules)}</p>
        )}
        <Suspense>
          {revealed ? (
            surveyed ? (
              <Surveyed debateId={view.id} says={view.answers} revealed>
                {told}
              </Surveyed>
            ) : (
              told()
            )
          ) : (
            <JudgeScreen debate={debate} view={view} draft={draft} />
          )}
        </Suspense>
      </main>
    </>
  )
}

/** Closed is what it is for those who were there; to this judge it is a debate whose rounds are all in. */
const asJudged = (view: DebateView): DebateView =>
  view.phase === 'closed' && view.own?.phase !== 'final' ? { ...view, phase: 'completed' } : view
