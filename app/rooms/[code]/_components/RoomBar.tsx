'use client'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import type { DebateView } from '#lib/core/debate/view'
import type { RoomView } from '#lib/core/rooms/room'
import { count, Kbd } from '#ui/figures'
import { QuotesButton } from './QuotesButton'
import { moveSpeech, useKeys } from './useKeys'

// What opens is fetched when it opens: the room itself has to be there at once.
const KeysDialog = lazy(() => import('./KeysDialog').then((m) => ({ default: m.KeysDialog })))
const RulesDialog = lazy(() => import('./RulesDialog').then((m) => ({ default: m.RulesDialog })))

const allIn = (rounds: number) =>
  rounds === 1 ? 'The round is in' : rounds === 2 ? 'Both rounds are in' : `All ${rounds} rounds are in`

/** Which round is before this reader: a judge's own, else the one being written. 0 before the first, one more after the last. */
function roundNow({ phase, opened, due, rules, own, hold, choosing, roundsOver }: DebateView): number {
  if (choosing) return Math.min(opened, 1)
  const live = hold === 'judge' ? roundsOver : (due?.round ?? rules.rounds + 1)
  if (phase !== 'running' && phase !== 'completed') return rules.rounds + 1
  return own?.phase === 'open' && opened < rules.rounds
    ? hold === 'judge'
      ? Math.min(opened, live)
      : opened
    : Math.min(Math.max(opened, 1), live)
}
const phaseWords = (view: DebateView): string => {
  const { rounds } = view.rules
  switch (view.phase) {
    case 'closed':
      return 'The debate is closed'
    case 'cancelled':
      return 'Called off'
    case 'failed':
      return 'Broken off'
    default: {
      if (view.own?.phase === 'final') return 'Your verdict is in'
      if (rounds === 0) return 'One verdict'
      const now = roundNow(view)
      if (view.phase === 'completed' && view.opened >= rounds) return allIn(rounds)
      return now === 0 ? 'Before round 1' : `Round ${now}`
    }
  }
}
/** How many rounds there are, behind the one that is on. */
function outOf(view: DebateView): string {
  const { rounds, end } = view.rules
  if (!/^Round \d+$/.test(phaseWords(view))) return ''
  return end.judge && view.phase === 'running' && end.minRounds < rounds ? ` of up to ${rounds}` : ` of ${rounds}`
}
const markTone = (round: number, view: DebateView) => {
  const now = view.phase === 'completed' && view.opened >= view.rules.rounds ? view.rules.rounds + 1 : roundNow(view)
  return round < now ? 'bg-ink-3' : round === now ? 'bg-ink' : 'bg-rule-2'
}

/** Whether there is a transcript to look into: the reveal has the story itself. */
const speaking = ({ phase, rules, rightSide }: DebateView) =>
  (phase === 'running' || phase === 'completed') && rules.turns.length > 0 && rightSide === undefined

/** The header of a debate in the place of the site's: where we are, and quotes, rules and keys one press away. */
export function DebateBar({ name, view, children }: { name: ReactNode; view: DebateView | null; children: ReactNode }) {
  const [open, setOpen] = useState<'rules' | 'keys' | null>(null)
  useKeys(useMemo(() => ({ '?': () => setOpen('keys'), j: () => moveSpeech(1), k: () => moveSpeech(-1) }), []))
  return (
    <header
      data-own-bar
      className="sticky top-0 z-30 flex h-11 items-center gap-x-3 sm:gap-x-5 border-b border-rule bg-paper px-4 text-small text-ink-2 md:px-6"
    >
      <a href="/" className="hidden font-serif text-[1.02rem] font-semibold whitespace-nowrap text-ink sm:block">
        Debate Arena
      </a>
      {name}
      {view && (
        <span className="flex min-w-0 items-center gap-1.5 whitespace-nowrap">
          <span aria-hidden className="hidden gap-1.5 md:flex">
            {view.rules.rounds <= 6 &&
              Array.from({ length: view.rules.rounds }, (_, i) => (
                <i key={i} className={`h-1 w-6 rounded-[2px] ${markTone(i + 1, view)}`} />
              ))}
          </span>
          <span className="truncate">
            {phaseWords(view)}
            <span className="max-sm:hidden">{outOf(view)}</span>
          </span>
        </span>
      )}
      <span className="flex-1" />
      {children}
      {view && speaking(view) && <QuotesButton key={view.id} view={view} />}
      {view && (
        <button type="button" className="link" onClick={() => setOpen('rules')}>
          Rules
        </button>
      )}
      <button type="button" aria-label="Keys of this page" className="hidden md:block" onClick={() => setOpen('keys')}>
        <Kbd>?</Kbd>
      </button>
      <Suspense>
        {view && open === 'rules' && <RulesDialog view={view} open onOpenChange={() => setOpen(null)} />}
        {open === 'keys' && <KeysDialog open onOpenChange={() => setOpen(null)} />}
      </Suspense>
    </header>
  )
}

/** The room's own header: also who is here, and whether the line is up. */
export function RoomBar({ room, view, online }: { room: RoomView; view: DebateView | null; online: boolean }) {
  const judges = room.people.filter(({ seat }) => seat === 'judge').length
  const watching = room.people.filter(({ seat }) => seat === 'spectator').length
  return (
    <DebateBar
      view={view}
      name={
        <span
          className={`font-semibold whitespace-nowrap text-ink ${room.kind === 'demo' ? 'max-sm:hidden' : 'tracking-[0.04em] sm:tracking-[0.08em]'}`}
        >
          {room.kind === 'demo' ? 'Judging on your own' : room.code}
        </span>
      }
    >
      {room.kind === 'room' && (
        <span className="num hidden whitespace-nowrap md:inline">
          {room.length > 1 && room.position > 0 && `Debate ${room.position} of ${room.length} · `}
          {count(judges, 'judge')}
          {watching > 0 && ` · ${watching} watching`}
        </span>
      )}
      <span role="status" className="whitespace-nowrap">
        {online ? (
          <>
            <i aria-hidden className="mr-1.5 inline-block size-2 rounded-full bg-accent" />
            <span className="max-[24rem]:sr-only">
              {room.state === 'gathering' ? 'Open' : room.state === 'ended' ? 'Over' : 'Live'}
            </span>
          </>
        ) : (
          <span className="text-warn">
            Reconnecting.<span className="max-sm:sr-only"> Your draft is kept.</span>
          </span>
        )}
      </span>
    </DebateBar>
  )
}
