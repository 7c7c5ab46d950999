import { err, ok, unreachable, type Result } from '#lib/core/result'
import type { DebateEvent, Message, Setup, Speech } from './events'
import { roundsOf, turnsOf, type Turn } from './protocol'

type Said = {
  seq: number
  setup: Setup
  turns: Turn[]
  speeches: Speech[]
  messages: Message[]
  hold: 'paused' | 'attention' | null // why a running debate stands still
}
export type Debate =
  ({ phase: 'running' | 'completed' | 'closed' } & Said) | ({ phase: 'cancelled' | 'failed'; reason: string } & Said)

/** Folds a whole log; null for an empty one. */
export const replay = (log: readonly DebateEvent[]) => log.reduce<Debate | null>(apply, null)

/** Folds one event into the debate. Never refuses: what may happen is decide()'s business. */
export function apply(debate: Debate | null, event: DebateEvent): Debate {
  if (event.type === 'debate_started') {
    const { setup } = event
    return reached({ seq: 1, setup, turns: turnsOf(setup.protocol), speeches: [], messages: [], hold: null })
  }
  if (!debate) throw new Error(`corrupt log: ${event.type} before debate_started`)
  const next = { ...debate, seq: debate.seq + 1 }
  switch (event.type) {
    case 'turn_revealed':
      return reached({ ...next, speeches: [...debate.speeches, ...event.speeches] })
    case 'judge_message':
      return { ...next, messages: [...debate.messages, event.message] }
    case 'paused':
      return { ...next, hold: 'paused' }
    case 'attention_needed':
      return { ...next, hold: 'attention' }
    case 'resumed':
      return { ...next, hold: null }
    case 'debate_closed':
      return { ...next, phase: 'closed', hold: null }
    case 'debate_failed':
      return { ...next, phase: 'failed', reason: event.reason, hold: null }
    case 'debate_cancelled':
      return { ...next, phase: 'cancelled', reason: event.reason, hold: null }
    default:
      return unreachable(event)
  }
}

const reached = (said: Said): Debate =>
  due(said) ? { ...said, phase: 'running' } : { ...said, phase: 'completed', hold: null }

/** The turn in progress with its number, counted from 0; null once the protocol is spent. */
export function due({ turns, speeches }: Pick<Said, 'turns' | 'speeches'>): ({ turn: number } & Turn) | null {
  const turn = turns.findIndex((_, i) => !speeches.some((speech) => speech.turn === i))
  return turn < 0 ? null : { turn, ...turns[turn]! }
}

/** How many rounds have been revealed in full. */
export const roundsOver = (debate: Pick<Said, 'turns' | 'speeches' | 'setup'>): number =>
  (due(debate)?.round ?? roundsOf(debate.setup.protocol) + 1) - 1

export type Command =
  | { type: 'reveal'; turn: number; speeches: Speech[] }
  | { type: 'comment'; judgeId: string; text: string }
  | { type: 'pause' }
  | { type: 'need_attention' }
  | { type: 'resume' }
  | { type: 'close' }
  | { type: 'fail'; reason: string }
  | { type: 'cancel'; reason: string }
export type Refusal = 'not-this-turn' | 'not-now'

/** The rules: the event a command leads to, or the name of the refusal. */
export function decide(debate: Debate, command: Command): Result<DebateEvent, Refusal> {
  const open = debate.phase === 'running' ? due(debate) : null
  const moving = open !== null && debate.hold === null
  switch (command.type) {
    case 'reveal': {
      // A paused debate still takes the turn that was being written: what a provider has finished is not thrown away.
      const { turn, speeches } = command
      const whole = speeches.map((speech) => speech.side).join() === open?.sides.join()
      const here = speeches.every((speech) => speech.turn === turn)
      return open?.turn === turn && whole && here ? ok({ type: 'turn_revealed', speeches }) : err('not-this-turn')
    }
    case 'comment': {
      const { type: _, ...said } = command
      const { comment } = debate.setup.protocol.judge
      const between = moving && comment !== 'off' && roundsOver(debate) === open.round - 1 && open.round > 1
      return between ? ok({ type: 'judge_message', message: { round: open.round - 1, ...said } }) : err('not-now')
    }
    case 'pause':
      return moving ? ok({ type: 'paused' }) : err('not-now')
    case 'need_attention':
      return moving ? ok({ type: 'attention_needed' }) : err('not-now')
    case 'resume':
      return open && debate.hold ? ok({ type: 'resumed' }) : err('not-now')
    case 'close':
      return debate.phase === 'completed' ? ok({ type: 'debate_closed' }) : err('not-now')
    case 'fail':
      return open ? ok({ type: 'debate_failed', reason: command.reason }) : err('not-now')
    case 'cancel':
      return open ? ok({ type: 'debate_cancelled', reason: command.reason }) : err('not-now')
    default:
      return unreachable(command)
  }
}
