'use client'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { REASON_MAX_CHARS, REASON_MIN_CHARS } from '#lib/core/judging/limits'
import { Button } from '#ui/button'
import { TextArea } from '#ui/field'
import { askedFor } from './asking'
import { BeliefControl } from './BeliefControl'
import { ScorePreview, ScoreToggle } from './ScorePreview'
import { Trail } from './Trail'
import type { Draft } from './useDraft'
import { useHandling } from './useHandling'
import type { Judge } from './useJudge'

const fetchConfirm = () => import('./ConfirmVerdict')
const ConfirmVerdict = lazy(() => fetchConfirm().then((m) => ({ default: m.ConfirmVerdict })))

const missing = (percentA: number | null, chars: number, tieForbidden: boolean, before: number): string | null => {
  if (percentA === null)
    return `Set the figure first${before > 0 ? ': it begins unset, so that the last one is not carried over' : ''}.`
  if (percentA === 50 && tieForbidden) return 'Choose a side: 50 is not open for the verdict.'
  if (chars < REASON_MIN_CHARS)
    return `Say why, in at least ${REASON_MIN_CHARS} characters: ${REASON_MIN_CHARS - chars} to go.`
  return null
}

type Props = {
  view: DebateView
  step: number
  judge: Judge
  draft: Draft
  /** Of the judge who may ask for another round instead. */
  onBack?: () => void
}

/** After the last round: the final belief and its reason, confirmed in words. */
export function VerdictStep({ view, step, judge, draft, onBack }: Props) {
  const hand = useHandling(step)
  const [asking, setAsking] = useState(false)
  const guards = useRef({ reversedShown: 0, changed: 0 })
  useEffect(() => void fetchConfirm(), []) // there by the time it is pressed
  const { percentA, reason } = draft
  const trail = (view.own?.trail ?? []).filter(({ afterRound }) => afterRound < step)
  const chars = reason.trim().length
  const lacks = missing(percentA, chars, view.rules.finalTie === 'forbidden', trail.length)
  const change = (next: number | null) => {
    if (next !== null) hand.touch(next)
    draft.change({ percentA: next })
  }
  const rule = async () => {
    if (percentA === null) return
    const kept = await judge.act({
      type: 'rule',
      percentA,
      reason: reason.trim(),
      handling: hand.read(),
      guards: guards.current,
    })
    if (kept) draft.done()
    setAsking(false)
  }
  return (
    <section
      aria-labelledby="verdict"
      className={`mx-auto max-w-[46rem] rounded-sheet bg-sheet p-5 shadow-sheet md:p-7 ${view.rules.rounds > 0 ? 'mt-12' : view.source === undefined ? 'mt-8' : 'max-lg:mt-8'}`}
    >
      <div className="mb-4 flex flex-wrap items-end justify-between gap-4">
        <h2 id="verdict" tabIndex={-1} className="scroll-mt-60 text-[1.4rem]">
          Your verdict
        </h2>
        {trail.length > 0 && <Trail beliefs={trail} now={percentA} />}
      </div>
      <BeliefControl percentA={percentA} onChange={change} answers={view.answers} scores={false} />
      <div className="text-center">
        <ScoreToggle />
      </div>
      <ScorePreview {...{ percentA, ...askedFor(view, step) }} className="mt-1" />
      <div className="mt-4">
        <TextArea
          label="What decided it?"
          value={reason}
          maxLength={REASON_MAX_CHARS}
          rows={4}
          onChange={({ target }) => draft.change({ reason: target.value })}
          placeholder={
            view.rules.speakers > 0
              ? 'The argument or quote that settled it for you. You may cite paragraphs, as A2.'
              : 'What made the one answer likelier to you than the other.'
          }
          hint={
            <span className="num flex justify-between">
              <span>
                {reason === ''
                  ? view.own?.after
                    ? 'Shown, without your name, to others who judge it afterwards.'
                    : 'Shown to the room after the debate.'
                  : draft.saved
                    ? 'Draft saved.'
                    : 'Draft not saved yet.'}
              </span>
              <span>
                {chars} / {REASON_MIN_CHARS} at least
              </span>
            </span>
          }
        />
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          tone="primary"
          size="large"
          disabled={lacks !== null}
          onClick={() => setAsking(true)}
          className="max-md:w-full"
        >
          Give this verdict
        </Button>
        <span className="text-small text-ink-2">
          {lacks ?? 'You confirm it once, and can take it back for 10 seconds.'}
        </span>
        {onBack && (
          <button type="button" className="link text-small text-ink-2 md:ml-auto" onClick={onBack}>
            Back: another round instead
          </button>
        )}
      </div>
      <Suspense>
        {percentA !== null && asking && (
          <ConfirmVerdict
            {...{ view, percentA, judge, guards: guards.current }}
            onClose={() => setAsking(false)}
            onYes={() => void rule()}
          />
        )}
      </Suspense>
    </section>
  )
}
