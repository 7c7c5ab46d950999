'use client'
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { RoomView } from '#lib/core/rooms/room'
import type { DraftContent } from '#lib/http/contract'
import { Button } from '#ui/button'
import { Notice } from '#ui/notice'
import { Dock, DockFrame } from './Dock'
import { stepOf } from './judgeStep'
import { PriorStep } from './PriorStep'
import { AnswersInSight, Question } from './Question'
import { answerHeads } from './ruleWords'
import { Transcript } from './Transcript'
import { UndoBar } from './UndoBar'
import type { useDebate } from './useDebate'
import { useDraft } from './useDraft'
import { useJudge } from './useJudge'
import { VerdictStep } from './VerdictStep'

// Not in every arrangement: fetched where it is needed.
const DecideStep = lazy(() => import('./DecideStep').then((m) => ({ default: m.DecideStep })))
const AskingBar = lazy(() => import('./AskingBar').then((m) => ({ default: m.AskingBar })))
const SourceText = lazy(() => import('./SourceText').then((m) => ({ default: m.SourceText })))

type Props = {
  room?: Pick<RoomView, 'position' | 'length'> // none where the debate is judged afterwards
  debate: ReturnType<typeof useDebate>
  view: DebateView
  draft: DraftContent | null
}

/** The judge's way: prior, a belief after each round, the verdict, its undo window; for one who leads, going on or ending. */
export function JudgeScreen({ room, debate, view, draft: initial }: Props) {
  const { accept, refresh } = debate
  const judge = useJudge(view, accept, refresh)
  const { at, step } = stepOf(view)
  const draft = useDraft(view.id, step, initial)
  const led = view.rules.end.judge
  const early = useEarlyVerdict(at === 'belief' && view.own?.after?.mode === 'stepped')
  useEffect(() => {
    if (led) void refresh() // who leads is in no broadcast
  }, [led, view.seq, refresh])
  if (room && view.phase === 'closed' && at !== 'final') return <Late view={view} room={room} />
  if (at === 'prior') return <PriorStep {...{ view, judge, draft }} />
  const deciding = { view, step, judge, draft }
  return (
    <div className="pb-[var(--dock,16rem)] md:pb-[var(--dock,11rem)]">
      <Question text={view.question} above={view.rules.told} />
      <AnswersInSight answers={view.answers} heads={answerHeads(view.rules, false)} sticky />
      <Suspense>
        <Read source={view.source}>
          <Transcript
            view={view}
            live={debate.live}
            writing={debate.writing}
            seen={debate.seen}
            judging
            lifted={at === 'belief'}
          />
          {at === 'verdict' && <VerdictStep {...deciding} />}
          {early.on && <VerdictStep {...deciding} onBack={early.goBack} />}
          {at === 'decide' && <DecideStep key={step} {...deciding} />}
        </Read>
        {at === 'asking' && <AskingBar {...{ view, judge, refresh }} />}
      </Suspense>
      {at === 'verdict' && (view.rules.rounds > 0 || view.source !== undefined) && (
        <ToStep words={toVerdict(view)} button="To your verdict ↓" />
      )}
      {at === 'decide' && (
        <ToStep words={`Round ${step} is in. Read to the end, then go on or end.`} button="To your decision ↓" />
      )}
      {at === 'belief' && !early.on && <Dock key={step} {...deciding} onStop={early.stop} />}
      {at === 'ruled' && <UndoBar {...{ view, judge, refresh }} />}
      {at === 'final' && (
        <div className="mx-auto mt-10 max-w-xl">
          <Notice title="Your verdict is final.">
            <p>
              The answer is shown when the host closes the debate. You can leave this page open; it appears here by
              itself.
            </p>
          </Notice>
        </div>
      )}
    </div>
  )
}

/** The verdict before the last round, open to whoever steps through a finished debate. */
function useEarlyVerdict(may: boolean) {
  const [wanted, setWanted] = useState(false)
  const on = may && wanted
  const pressed = useRef(false)
  useEffect(() => {
    if (!pressed.current || !on) return
    const heading = document.getElementById('verdict')
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'start' })
  }, [on])
  const turn = (to: boolean) => {
    pressed.current = true
    setWanted(to)
  }
  return { on, stop: may ? () => turn(true) : undefined, goBack: () => turn(false) }
}

const toVerdict = ({ rules }: DebateView) =>
  `${rules.rounds > 0 ? 'All rounds are in. ' : ''}Read to the end, then say how likely each answer is.`

/** What is read and what is said about it, one below the other; a source stands beside it where there is room. */
const Read = ({ source, children }: { source: string | undefined; children: ReactNode }) =>
  source === undefined ? (
    children
  ) : (
    <div className="mt-8 grid items-start gap-x-10 gap-y-2 lg:grid-cols-[minmax(0,1fr)_25rem]">
      <SourceText text={source} />
      <div className="lg:sticky lg:top-40">{children}</div>
    </div>
  )

const DECISION = '#decide, #verdict'

/** A way down to where this judge has to decide, while it is out of sight. */
function ToStep({ words, button }: { words: string; button: string }) {
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    // What it leads to may be fetched after this, and a decision may become a verdict: then it is looked for again.
    const watcher = new IntersectionObserver((entries) => setInSight(entries.at(-1)?.isIntersecting ?? false))
    let watched: Element | null = null
    const look = () => {
      const heading = document.querySelector(DECISION)
      if (heading === watched) return
      watcher.disconnect()
      watched = heading
      if (heading) watcher.observe(heading)
    }
    look()
    const changes = new MutationObserver(look)
    changes.observe(document.body, { childList: true, subtree: true })
    return () => {
      watcher.disconnect()
      changes.disconnect()
    }
  }, [])
  const go = () => {
    const heading = document.querySelector<HTMLElement>(DECISION)
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }
  return (
    <div hidden={inSight}>
      <DockFrame>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-ink-2">{words}</p>
          <Button onClick={go}>{button}</Button>
        </div>
      </DockFrame>
    </div>
  )
}

const Late = ({ view, room }: { view: DebateView; room: Pick<RoomView, 'position' | 'length'> }) => (
  <div className="mx-auto max-w-xl">
    <Question text={view.question} above="This debate is closed" />
    <Notice title="Judging is over.">
      <p>
        The host closed the debate before your verdict was in.{' '}
        {room.position < room.length ? 'The next debate appears here by itself.' : 'It was the last of this room.'}
      </p>
    </Notice>
  </div>
)
