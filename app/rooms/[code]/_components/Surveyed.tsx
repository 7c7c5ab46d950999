'use client'
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import type { Side } from '#lib/core/debate/protocol'
import { itemsFor, type SurveyContext } from '#lib/core/surveys/items'
import { call } from '#lib/http/call'
import { Button } from '#ui/button'
import { Problem } from './Problem'
import { SurveyItems } from './SurveyItems'
import { keepSurveyDraft, readSurveyDraft, type Answers, type SurveyDraft } from './surveyDraft'

/** What is asked of this person; `undefined` until it is known, null for nothing. */
function useAsked(debateId: string) {
  const [asked, setAsked] = useState<{ context: SurveyContext; answered: boolean } | null>()
  const [problem, setProblem] = useState<string | null>(null)
  const load = useCallback(async () => {
    const reply = await call('survey.get', { params: { id: debateId } })
    setProblem(reply.ok ? null : reply.error.message)
    if (reply.ok) setAsked(reply.value)
  }, [debateId])
  useEffect(() => void load(), [load])
  const sent = useCallback(() => setAsked((now) => now && { ...now, answered: true }), [])
  return { asked, problem, load, sent }
}

/** The draft as it stands on this device, changed in one place. */
function useKept(debateId: string) {
  const [draft, setDraft] = useState<SurveyDraft>(
    () => readSurveyDraft(debateId) ?? { startedAt: Date.now(), answers: {}, before: 'open', outcomeKnown: false },
  )
  const change = useCallback(
    (part: Partial<SurveyDraft>) =>
      setDraft((now) => {
        const next = { ...now, ...part }
        keepSurveyDraft(debateId, next)
        return next
      }),
    [debateId],
  )
  return { draft, change }
}

type Props = {
  debateId: string
  says: Record<Side, string> // which answer each side argued for
  /** Whether the outcome may be shown by now. */
  revealed: boolean
  /** What follows, with what is asked below the outcome; `answered` once who argued may be fetched. */
  children: (part: ReactNode, answered: boolean) => ReactNode
}

/** The exit survey around what it comes before and after: items, the outcome, the last items, and then who argued. */
export function Surveyed({ debateId, says, revealed, children }: Props) {
  const { asked, problem, load, sent } = useAsked(debateId)
  const { draft, change } = useKept(debateId)
  const before = asked ? itemsFor({ ...asked.context, outcomeShown: false }) : []
  const open = asked?.answered === false && draft.before === 'open' && before.length > 0
  const known = revealed && asked?.answered === false && draft.before === 'skipped' && !draft.outcomeKnown
  useEffect(() => {
    if (known) change({ outcomeKnown: true })
  }, [known, change])
  if (asked === undefined)
    return (
      <div className="min-h-[60vh] pt-12 text-center text-ink-2">
        {problem === null ? <p role="status">One moment.</p> : <Again problem={problem} onAgain={() => void load()} />}
      </div>
    )
  if (asked === null) return children(null, false)
  const answer = (part: Answers) => change({ answers: { ...draft.answers, ...part } })
  if (open)
    return (
      <Before context={asked.context} says={says}>
        <SurveyItems
          items={before}
          answers={draft.answers}
          onChange={answer}
          button={revealed ? 'Go on to the answer' : 'Keep my answers'}
          onDone={() => change({ before: 'done' })}
          onSkip={() => change({ before: 'skipped' })}
        />
      </Before>
    )
  return children(
    revealed && <After key={debateId} {...{ debateId, draft, sent, answer }} asked={asked} />,
    asked.answered,
  )
}

const Again = ({ problem, onAgain }: { problem: string; onAgain: () => void }) => (
  <>
    <p className="mb-3">{problem} Your verdict is kept.</p>
    <Button onClick={onAgain}>Try again</Button>
  </>
)

type BeforeProps = Pick<Props, 'says'> & { context: SurveyContext; children: ReactNode }
function Before({ context: { role, speakers }, says, children }: BeforeProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    window.scrollTo({ top: 0 })
    heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <section aria-labelledby="survey" className="mx-auto max-w-[46rem]">
      <h1 id="survey" ref={heading} tabIndex={-1}>
        Before the answer is shown
      </h1>
      <p className="mt-2 mb-6 font-serif text-read text-ink-2">
        How was it to {role === 'debater' ? 'argue in' : 'judge'} this debate? Nobody in the room sees what you say
        here. Who argued is told at the end.
      </p>
      {speakers.map((side) => (
        <p key={side} className={`side-${side} mb-2`}>
          <b className="text-side-ink">Side {side}</b> {says[side]}
        </p>
      ))}
      {children}
    </section>
  )
}

type AfterProps = {
  debateId: string
  asked: { context: SurveyContext; answered: boolean }
  draft: SurveyDraft
  answer: (part: Answers) => void
  sent: () => void
}

/** Below the outcome: the last items; all of them for those who left out the first; and the thanks. */
function After({ debateId, asked: { context, answered }, draft, answer, sent }: AfterProps) {
  const [closed, setClosed] = useState(draft.before === 'skipped')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [thanked, setThanked] = useState(false)
  const send = async () => {
    setBusy(true)
    setProblem(null)
    const asked = new Set<string>(itemsFor(context).map(({ id }) => id))
    const reply = await call('survey.answer', {
      params: { id: debateId },
      body: {
        answers: Object.fromEntries(Object.entries(draft.answers).filter(([id]) => asked.has(id))),
        outcomeKnown: draft.outcomeKnown,
        tookMs: Math.max(0, Math.round(Date.now() - draft.startedAt)),
      },
    })
    setBusy(false)
    if (!reply.ok && reply.error.error !== 'survey-answered') return setProblem(reply.error.message)
    keepSurveyDraft(debateId, null)
    setThanked(true)
    sent()
  }
  if (answered)
    return thanked ? (
      <p role="status" className="mt-6 text-center font-serif text-read">
        Thank you. Above it now says who argued.
      </p>
    ) : null
  if (closed)
    return (
      <p className="mt-6 flex flex-wrap items-center justify-center gap-x-4 gap-y-2 text-ink-2">
        Who argued stays hidden until you have answered a few questions.
        <Button onClick={() => setClosed(false)}>Answer now</Button>
      </p>
    )
  return (
    <section
      aria-labelledby="survey"
      className="mx-auto mt-8 max-w-[46rem] rounded-sheet bg-sheet p-5 shadow-sheet md:p-7"
    >
      <h2 id="survey" className="mb-4">
        Now that you know
      </h2>
      <SurveyItems
        items={itemsFor({ ...context, ...(draft.before === 'done' && { outcomeShown: true }) })}
        answers={draft.answers}
        onChange={answer}
        button="Send, and see who argued"
        busy={busy}
        onDone={() => void send()}
        onSkip={() => setClosed(true)}
      >
        <Problem text={problem} />
      </SurveyItems>
    </section>
  )
}
