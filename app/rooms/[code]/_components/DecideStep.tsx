'use client'
import { useEffect, useRef, useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import { Button } from '#ui/button'
import { TextArea } from '#ui/field'
import { Segmented } from '#ui/segmented'
import { askedFor, askingLacks, charsIn, commentOf, endingLacks } from './asking'
import { BeliefControl } from './BeliefControl'
import { GoingOn } from './GoingOn'
import { Problem } from './Problem'
import { ScorePreview, ScoreToggle } from './ScorePreview'
import { sides } from './sides'
import { Trail } from './Trail'
import type { Draft } from './useDraft'
import { useHandling } from './useHandling'
import type { Judge } from './useJudge'
import { VerdictStep } from './VerdictStep'

type Props = { view: DebateView; step: number; judge: Judge; draft: Draft }

/** Of the judge who presides, after a round: what they believe, and then one more round or the end. */
export function DecideStep(props: Props) {
  const [ending, setEnding] = useState(false)
  const pressed = useRef(false)
  useEffect(() => {
    if (!pressed.current) return
    const heading = document.getElementById(ending ? 'verdict' : 'decide')
    heading?.focus({ preventScroll: true })
    heading?.scrollIntoView({ block: 'start' })
  }, [ending])
  const turn = (to: boolean) => {
    pressed.current = true
    setEnding(to)
  }
  return ending ? (
    <VerdictStep {...props} onBack={() => turn(false)} />
  ) : (
    <Deciding {...props} onEnd={() => turn(true)} />
  )
}

function Deciding({ view, step, judge, draft, onEnd }: Props & { onEnd: () => void }) {
  const hand = useHandling(step)
  const { rules } = view
  const { percentA, comment, to } = draft
  const lacks = askingLacks(rules.comment, draft)
  const early = endingLacks(rules, step)
  const change = (next: number | null) => {
    if (next !== null) hand.touch(next)
    draft.change({ percentA: next })
  }
  const goOn = async () => {
    if (percentA === null || lacks) return
    const said = commentOf(rules.comment, comment, to)
    const kept = await judge.act({
      type: 'believe',
      afterRound: step,
      percentA,
      handling: hand.read(),
      ...(said && { comment: said }),
    })
    if (kept) draft.done()
  }
  const stake = { percentA, ...askedFor(view, step) }
  const go = (
    <Button
      tone={early ? 'primary' : 'plain'}
      size="large"
      disabled={lacks !== null}
      busy={judge.busy}
      onClick={() => void goOn()}
      className="w-full px-3"
    >
      Go on: another round
    </Button>
  )
  return (
    <section
      aria-labelledby="decide"
      className="mx-auto mt-12 max-w-[46rem] rounded-sheet bg-sheet p-5 shadow-sheet md:p-7"
    >
      <div className="mb-4 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h2 id="decide" tabIndex={-1} className="scroll-mt-60 text-[1.4rem]">
            After round {step}, you decide
          </h2>
          <p className="mt-1 text-small text-ink-2">You lead this debate: another round, or the end.</p>
        </div>
        <Trail beliefs={(view.own?.trail ?? []).filter(({ afterRound }) => afterRound < step)} now={percentA} />
      </div>
      <BeliefControl percentA={percentA} onChange={change} answers={view.answers} scores={false} />
      <div className="text-center">
        <ScoreToggle />
      </div>
      <ScorePreview {...stake} className="mt-1" />
      <div className="mt-5 grid gap-x-8 gap-y-4 border-t border-rule pt-5 md:grid-cols-[minmax(0,1fr)_16rem]">
        {rules.comment.comment !== 'off' && <Comment {...{ view, draft }} />}
        <div className="grid content-end gap-2 md:col-start-2">
          {stake.costPerRound > 0 ? <GoingOn {...stake}>{go}</GoingOn> : go}
          {lacks && <p className="text-center text-small text-ink-2">{lacks}</p>}
        </div>
      </div>
      <Problem text={judge.problem} />
      <div className="mt-10 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-rule pt-5">
        <Button size="large" disabled={early !== null} onClick={onEnd} className="max-md:w-full max-md:px-3">
          End here and give the verdict
        </Button>
        <span className="text-small text-ink-2">{early ?? 'For everybody: no round follows.'}</span>
      </div>
    </section>
  )
}

/** What is said to the debaters, with how much there is room for, and whom it is for where that has to be said. */
function Comment({ view: { rules }, draft }: { view: DebateView; draft: Draft }) {
  const { comment, commentTo, commentMaxChars } = rules.comment
  const whom = rules.speakers === 1 ? 'the speaker' : commentTo === 'addressed' ? 'one side' : 'both sides'
  return (
    <div className="grid gap-3">
      <TextArea
        label={`Ask ${whom} something${comment === 'optional' ? ', if you like' : ''}`}
        value={draft.comment}
        rows={4}
        onChange={({ target }) => draft.change({ comment: target.value })}
        hint={
          <span className="num flex justify-between gap-4">
            <span>
              {draft.comment === ''
                ? 'They answer it in the next round.'
                : draft.saved
                  ? 'Draft saved.'
                  : 'Draft not saved yet.'}
            </span>
            <span className="whitespace-nowrap">
              {charsIn(draft.comment)} / {commentMaxChars}
            </span>
          </span>
        }
      />
      {commentTo === 'addressed' && (
        <Segmented
          label="To"
          value={draft.to ?? ''}
          onChange={(to) => draft.change({ to })}
          options={sides.map((side) => ({ value: side, label: `Side ${side}` }))}
        />
      )}
    </div>
  )
}
