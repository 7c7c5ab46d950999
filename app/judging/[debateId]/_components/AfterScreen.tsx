'use client'
import { lazy, Suspense } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { DraftContent } from '#lib/http/contract'
import { JudgeScreen } from '../../../rooms/[code]/_components/JudgeScreen'
import { DebateBar } from '../../../rooms/[code]/_components/RoomBar'
import { builtInWords } from '../../../rooms/[code]/_components/ruleWords'
import { NextOne } from '../../_components/Begin'
import { Clock } from './Clock'
import { useFinished } from './useFinished'

const Reveal = lazy(() => import('../../../rooms/[code]/_components/Reveal').then((m) => ({ default: m.Reveal })))

type Props = {
  view: DebateView
  draft: DraftContent | null
  servedAt: number // ms since 1970, the server's clock
}

/** A finished debate before a judge who was not there: the same screen as in a room, without the room. */
export function AfterScreen({ view: initial, draft, servedAt }: Props) {
  const debate = useFinished(initial)
  const view = asJudged(debate.view ?? initial)
  const mode = view.own?.after?.mode ?? 'stepped'
  const revealed = view.rightSide !== undefined
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
            <Reveal debateId={view.id}>
              <NextOne mode={mode} />
            </Reveal>
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
