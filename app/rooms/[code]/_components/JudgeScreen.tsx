'use client'
import { useEffect, useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { RoomView } from '#lib/core/rooms/room'
import type { DraftContent } from '#lib/http/contract'
import { Button } from '#ui/button'
import { Notice } from '#ui/notice'
import { Dock, DockFrame } from './Dock'
import { PriorStep } from './PriorStep'
import { AnswersInSight, Question } from './Question'
import { Transcript } from './Transcript'
import { UndoBar } from './UndoBar'
import type { useDebate } from './useDebate'
import { useDraft } from './useDraft'
import { stepOf, useJudge } from './useJudge'
import { VerdictStep } from './VerdictStep'

type Props = { room: RoomView; debate: ReturnType<typeof useDebate>; view: DebateView; draft: DraftContent | null }

/** The judge's way: prior, a belief after each round, the verdict, its undo window. */
export function JudgeScreen({ room, debate, view, draft: initial }: Props) {
  const judge = useJudge(view, debate.accept, debate.refresh)
  const { step, verdict, ruled, final } = stepOf(view)
  const draft = useDraft(view.id, step, initial)
  if (view.phase === 'closed' && !final) return <Late view={view} room={room} />
  if (step === 0 && !ruled && !final) return <PriorStep {...{ view, judge, draft }} />
  const deciding = verdict && view.phase === 'completed' && !ruled && !final
  const reading = !verdict && !ruled && !final
  return (
    <div className="pb-[var(--dock,16rem)] md:pb-[var(--dock,11rem)]">
      <Question
        text={view.question}
        above="You cannot see the story. Both debaters can. One of them is arguing for the wrong answer."
      />
      <AnswersInSight answers={view.answers} sticky />
      <Transcript view={view} live={debate.live} writing={debate.writing} seen={debate.seen} judging lifted={reading} />
      {deciding && <VerdictStep {...{ view, step, judge, draft }} />}
      {deciding && <ToVerdict />}
      {reading && <Dock key={step} {...{ view, step, judge, draft }} />}
      {ruled && <UndoBar view={view} judge={judge} refresh={debate.refresh} />}
      {final && (
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

/** A way down to the verdict while it is out of sight. */
function ToVerdict() {
  const [inSight, setInSight] = useState(false)
  useEffect(() => {
    const heading = document.getElementById('verdict')
    if (!heading) return
    const watcher = new IntersectionObserver(([entry]) => setInSight(entry?.isIntersecting ?? false))
    watcher.observe(heading)
    return () => watcher.disconnect()
  }, [])
  const go = () => {
    const heading = document.getElementById('verdict')
    heading?.scrollIntoView({ block: 'start' })
    heading?.focus({ preventScroll: true })
  }
  return (
    <div hidden={inSight}>
      <DockFrame>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-ink-2">All rounds are in. Read to the end, then say how likely each answer is.</p>
          <Button onClick={go}>To your verdict ↓</Button>
        </div>
      </DockFrame>
    </div>
  )
}

const Late = ({ view, room }: { view: DebateView; room: RoomView }) => (
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
