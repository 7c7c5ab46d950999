'use client'
import { useState } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { RoomView } from '#lib/core/rooms/room'
import type { Body } from '#lib/http/call'
import { Button } from '#ui/button'
import { Confirm } from '#ui/dialog'
import { Notice } from '#ui/notice'
import { hostStep } from './hostStep'
import { Lead } from './Lead'
import { Problem } from './Problem'
import { RemovePerson } from './RemovePerson'
import type { Control } from './useControl'

type Desk = NonNullable<RoomView['desk']>
type Command = Body<'room.control'>
const sure: Partial<Record<Command['action'], { title: string; yes: string; text: string }>> = {
  close: {
    title: 'Close this debate and show the answer?',
    yes: 'Close and reveal',
    text: 'Judging ends for everybody. Those who have not given a verdict yet cannot any more.',
  },
  cancel: {
    title: 'Call this debate off?',
    yes: 'Call it off',
    text: 'It ends without an answer. What was said and judged so far is kept, but counts for nothing.',
  },
  end: {
    title: 'End the room?',
    yes: 'End the room',
    text: 'Everybody sees the scoreboard. The room cannot be opened again; its debates are kept.',
  },
}

const Tally = ({ n, of, what }: { n: number; of: number; what: string }) => (
  <p className="num">
    <b className="text-[1.3rem] font-semibold">{n}</b> <span className="text-ink-2">of {of}</span>
    <span className="block text-small text-ink-3">{what}</span>
  </p>
)

/** The host's side of a running room: where it stands, what is missing, what to do next. Counts, never a belief. */
export function HostDesk({
  room,
  desk,
  view,
  control: { control, busy, problem },
  ...rest
}: {
  room: RoomView
  desk: Desk
  view: DebateView
  control: Control
}) {
  const [asking, setAsking] = useState<Command | null>(null)
  const step = hostStep(room, desk, view)
  const press = (command: Command) => (sure[command.action] ? setAsking(command) : void control(command))
  const question = asking && sure[asking.action]
  return (
    <section {...rest} aria-label="The host’s desk" className="mb-8 border-t border-ink pt-3">
      {desk.attention && (
        <div className="mb-4">
          <Notice tone="bad" title="The debate stands still.">
            <p className="mb-3">{desk.attention} Judges read “delayed” and nothing else.</p>
            <Button tone="primary" busy={busy} onClick={() => press({ action: 'retry' })}>
              Try again
            </Button>
          </Notice>
        </div>
      )}
      <div className="grid grid-cols-[auto_1fr] items-start gap-x-8 gap-y-4 md:grid-cols-[minmax(0,1fr)_auto_auto]">
        <div className="max-md:col-span-2">
          <h2 className="text-[1.15rem]">{step.title}</h2>
          <p className="mt-1 text-small text-ink-2">{step.about}</p>
        </div>
        {view.rules.prior && <Tally n={desk.priorsIn} of={desk.judges} what="first beliefs in" />}
        <Tally n={desk.verdictsIn} of={desk.judges} what="verdicts in" />
      </div>
      {view.rules.end.judge && view.phase === 'running' && <Lead desk={desk} control={{ control, busy, problem }} />}
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {step.next && (
          <Button
            tone={desk.attention ? 'plain' : 'primary'}
            busy={busy}
            onClick={() => step.next && press(step.next.command)}
          >
            {step.next.words}
          </Button>
        )}
        {step.others.map(({ words, command }) => (
          <Button
            key={words}
            tone={command.action === 'pause' ? 'plain' : 'quiet'}
            busy={busy}
            onClick={() => press(command)}
          >
            {words}
          </Button>
        ))}
        <span className="ml-auto text-small text-ink-2">
          <RemovePerson desk={desk} control={{ control, busy, problem }} />
        </span>
      </div>
      <Problem text={problem} />
      {asking && question && (
        <Confirm
          open
          onOpenChange={() => setAsking(null)}
          title={question.title}
          yes={question.yes}
          busy={busy}
          onYes={() => void control(asking).then((done) => done && setAsking(null))}
        >
          {question.text}{' '}
          {asking.action === 'close' && desk.verdictsIn < desk.judges && (
            <b>
              {desk.judges - desk.verdictsIn} of {desk.judges} have not given theirs.
            </b>
          )}
        </Confirm>
      )}
    </section>
  )
}
