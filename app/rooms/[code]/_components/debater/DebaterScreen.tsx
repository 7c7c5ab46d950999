'use client'
import { useRef } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { Notice } from '#ui/notice'
import { AnswersInSight, Question } from '../Question'
import { DECIDING } from '../waitingWords'
import { answerHeads } from '../ruleWords'
import { Transcript } from '../Transcript'
import type { useDebate } from '../useDebate'
import { Editor } from './Editor'
import { asQuote, insertAt, type Passage } from './passage'
import { SourcePanel } from './SourcePanel'
import { useDesk, type Desk } from './useDesk'
import { useTurnNotice } from './useTurnNotice'
import { useWeighed } from './useWeighed'

/** The debater's way: the story beside what is written, the debate so far above both. */
export function DebaterScreen({ view, debate }: { view: DebateView; debate: ReturnType<typeof useDebate> }) {
  const hand = useDesk(view.id, view.seq)
  const { desk } = hand
  const writing = desk !== null && desk.open !== null && desk.handedIn === null && view.phase === 'running'
  const notice = useTurnNotice(writing ? (desk.open?.turn ?? null) : null, view.question)
  return (
    <>
      <Question
        text={view.question}
        above={desk ? `You argue for side ${desk.side}. Convince the judges, who cannot read the story.` : ' '}
      />
      <AnswersInSight answers={view.answers} heads={heads(view, desk)} sticky />
      {notice.asking && (
        <p className="mt-3 text-small text-ink-2">
          <button type="button" className="link" onClick={() => void notice.ask()}>
            Tell me when it is my turn
          </button>
          , also while I look at something else.
        </p>
      )}
      <Transcript view={view} live={debate.live} writing={debate.writing} seen={debate.seen} judging={false} />
      {desk && view.source !== undefined && (
        <Desktop {...{ view, hand, desk, writing }} source={view.source} key={desk.open?.turn ?? 'still'} />
      )}
    </>
  )
}

const heads = ({ rules }: DebateView, desk: Desk | null) => {
  const plain = answerHeads(rules, false)
  return desk ? { ...plain, [desk.side]: `${plain[desk.side]}, which you argue for` } : plain
}

function Desktop({
  view,
  hand,
  desk,
  writing,
  source,
}: {
  view: DebateView
  hand: ReturnType<typeof useDesk>
  desk: Desk
  writing: boolean
  source: string
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const caret = useRef<Passage>(null)
  const weighed = useWeighed(hand.text, view, desk)
  const quote = (passage: Passage) => {
    const end = hand.text.length
    const made = insertAt(hand.text, caret.current ?? { start: end, end }, asQuote(source, passage))
    hand.change(made.text)
    caret.current = { start: made.caret, end: made.caret }
    if (!matchMedia('(pointer: fine)').matches) return // a phone’s keyboard would come up over the story
    requestAnimationFrame(() => {
      field.current?.focus({ preventScroll: true })
      field.current?.setSelectionRange(made.caret, made.caret)
    })
  }
  return (
    <div className="mt-10 grid items-start gap-x-12 gap-y-10 border-t border-ink pt-6 lg:grid-cols-2">
      <div>{writing ? <Editor {...{ hand, desk, weighed, caret, field }} /> : <Waiting view={view} desk={desk} />}</div>
      <div className="max-lg:order-first lg:sticky lg:top-32">
        <SourcePanel title={desk.sourceTitle} text={source} onQuote={writing ? quote : null} />
      </div>
    </div>
  )
}

function Waiting({ view, desk }: { view: DebateView; desk: Desk }) {
  if (view.phase === 'completed')
    return (
      <Notice title="All rounds are in.">
        <p>The judges are deciding. The answer is shown when the host closes the debate.</p>
      </Notice>
    )
  if (desk.handedIn !== null)
    return (
      <>
        <Notice title="Your speech is in.">
          <p>It is shown once every side of this turn has spoken. Until then nobody is told anything of it.</p>
        </Notice>
        <p dir="auto" className="mt-4 font-serif text-read whitespace-pre-line text-ink-2 [overflow-wrap:anywhere]">
          {desk.handedIn}
        </p>
      </>
    )
  return (
    <Notice title="It is not your turn yet.">
      <p>
        {view.hold === 'judge' ? DECIDING : 'You can read the story meanwhile. This page says when it is your turn.'}
      </p>
    </Notice>
  )
}
