'use client'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { RoomView } from '#lib/core/rooms/room'
import type { DraftContent } from '#lib/http/contract'
import { JudgeScreen } from './JudgeScreen'
import { Onward } from './Onward'
import { AnswersInSight, Question } from './Question'
import { RoomBar } from './RoomBar'
import { answerHeads, builtInWords } from './ruleWords'
import { Scoreboard } from './Scoreboard'
import { Stopped } from './Stopped'
import { Transcript } from './Transcript'
import type { Control } from './useControl'
import { useDebate } from './useDebate'
import type { Line } from './useSocket'

// Not for everybody, or not yet: fetched when it is needed.
const HostDesk = lazy(() => import('./HostDesk').then((m) => ({ default: m.HostDesk })))
const DebaterScreen = lazy(() => import('./debater/DebaterScreen').then((m) => ({ default: m.DebaterScreen })))
const Reveal = lazy(() => import('./Reveal').then((m) => ({ default: m.Reveal })))
const Surveyed = lazy(() => import('./Surveyed').then((m) => ({ default: m.Surveyed })))

type Props = {
  room: RoomView
  debateId: string
  initial: DebateView | null
  draft: DraftContent | null
  line: Line | null
  online: boolean
  control: Control
  next: boolean // the room has moved on to another debate
  onNext: () => void
}

/** One debate, as each kind of eyes sees it. */
export function DebateScreen({ room, debateId, initial, draft, line, online, control, next, onNext }: Props) {
  const debate = useDebate(debateId, initial, line)
  const { view } = debate
  const revealed = view?.rightSide !== undefined
  const host = room.seat === 'host'
  useEffect(() => {
    if (next && (!revealed || host)) onNext() // a reveal is left by its reader, everything else by the room
  }, [next, revealed, host, onNext])
  if (!view)
    return (
      <Page {...{ room, view, online }}>
        <p role="status" className="min-h-[60vh] pt-12 text-center text-ink-2">
          The debate is being opened.
        </p>
      </Page>
    )
  const desk = room.desk && <HostDesk room={room} desk={room.desk} view={view} control={control} />
  const through = revealed || (view.own?.phase === 'final' && view.phase === 'completed')
  const asks = room.rules.survey !== 'off' && through
  const content = (survey?: ReactNode, answered = false) => {
    if (revealed)
      return (
        <Reveal {...{ debateId, survey }} version={`${room.version} ${answered}`} below={<Scoreboard room={room} />}>
          <Onward {...{ room, next, onNext }} />
        </Reveal>
      )
    if (view.phase === 'cancelled' || view.phase === 'failed') return <Stopped view={view} room={room} />
    if (room.seat === 'judge') return <JudgeScreen room={room} debate={debate} view={view} draft={draft} />
    // Who has a debater's seat but came after the start watches, and is not given the story.
    if (room.seat === 'debater' && view.source !== undefined) return <DebaterScreen view={view} debate={debate} />
    return <Onlooker view={view} debate={debate} host={host} />
  }
  return (
    <Page {...{ room, view, online }}>
      <Suspense>
        {desk}
        {asks ? (
          <Surveyed {...{ debateId, revealed }} says={view.answers}>
            {content}
          </Surveyed>
        ) : (
          content()
        )}
      </Suspense>
    </Page>
  )
}

function Page({
  room,
  view,
  online,
  children,
}: {
  room: RoomView
  view: DebateView | null
  online: boolean
  children: ReactNode
}) {
  return (
    <>
      <RoomBar room={room} view={view} online={online} />
      <main className="page">
        {view?.allBuiltIn && <p className="mb-1 text-small text-ink-3 md:text-center">{builtInWords(view.rules)}</p>}
        {children}
      </main>
    </>
  )
}

function Onlooker({ view, debate, host }: { view: DebateView; debate: ReturnType<typeof useDebate>; host: boolean }) {
  const { rules } = view
  return (
    <>
      <Question
        text={view.question}
        above={
          host && rules.rounds > 0
            ? 'As your judges read it, with every round at once.'
            : `${host ? '' : 'You are watching. '}Judges are told: “${rules.told}”`
        }
      />
      <AnswersInSight answers={view.answers} heads={answerHeads(rules, false)} sticky />
      <Transcript view={view} live={debate.live} writing={debate.writing} seen={debate.seen} judging={false} />
      {view.phase === 'completed' && (
        <p role="status" className="mt-10 text-center text-ink-2">
          {rules.rounds > 0 && 'All rounds are in. '}The judges are deciding; the answer is shown when the host closes
          the debate.
        </p>
      )}
    </>
  )
}
