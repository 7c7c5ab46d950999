import { err, ok, unreachable, type Result } from '#lib/core/result'
import type { AnswerKey, DebateEvent, Message, Setup, Speech } from './events'
import { roundsOf, turnsOf, type Side, type Turn } from './protocol'

type Said = {
  seq: number
  setup: Setup
  debaters: Setup['debaters'] // revision ids; of an open protocol once the side is chosen
  lead: Side | null // whom X stands for; null where nobody is X, or while the choice is due
  turns: Turn[] // [] while the choice is due
  speeches: Speech[]
  messages: Message[]
  beliefs: { round: number; percentA: number }[] // of the judge who presides, where the debaters are shown them
  presides: string | null // the judge who decides when to end
  goneOn: number // how often that judge went on
  endedAfter: number | null // the round after which that judge ended
  hold: 'paused' | 'attention' | 'judge' | null // why a running debate stands still
}
export type Debate =
  ({ phase: 'running' | 'completed' | 'closed' } & Said) | ({ phase: 'cancelled' | 'failed'; reason: string } & Said)

/** Folds a whole log; null for an empty one. */
export const replay = (log: readonly DebateEvent[]) => log.reduce<Debate | null>(apply, null)

/** Folds one event into the debate. Never refuses: what may happen is decide()'s business. */
export function apply(debate: Debate | null, event: DebateEvent): Debate {
  if (event.type === 'debate_started') return reached(begun(event.setup))
  if (!debate) throw new Error(`corrupt log: ${event.type} before debate_started`)
  const next = { ...debate, seq: debate.seq + 1 }
  switch (event.type) {
    case 'side_chosen':
      return reached({ ...next, ...chosen(debate.setup, event.answerIndex) })
    case 'turn_revealed':
      return reached({ ...next, speeches: [...debate.speeches, ...event.speeches] })
    case 'judge_appointed':
      return { ...next, presides: event.judgeId }
    case 'judge_message':
      return { ...next, messages: [...debate.messages, event.message] }
    case 'judge_continued': {
      const { round, percentA } = event
      const beliefs = percentA === undefined ? debate.beliefs : [...debate.beliefs, { round, percentA }]
      return reached({ ...next, beliefs, goneOn: debate.goneOn + 1, hold: null })
    }
    case 'judge_ended':
      return reached({ ...next, endedAfter: event.round, hold: null })
    case 'paused':
      return { ...next, hold: 'paused' }
    case 'attention_needed':
      return { ...next, hold: 'attention' }
    case 'resumed':
      return reached({ ...next, hold: null })
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

function begun(setup: Setup): Said {
  const lead = setup.lead ?? null
  return {
    seq: 1,
    setup,
    debaters: setup.debaters,
    lead,
    turns: setup.open ? [] : turnsOf(setup.protocol, lead ?? 'A'),
    speeches: [],
    messages: [],
    beliefs: [],
    presides: setup.presides ?? null,
    goneOn: 0,
    endedAfter: null,
    hold: null,
  }
}

/** The sides of an open protocol, once its lead has chosen an answer. */
function chosen(setup: Setup, answerIndex: AnswerKey): Pick<Said, 'lead' | 'debaters' | 'turns'> {
  const lead = setup.answerOrder[0] === answerIndex ? 'A' : 'B'
  const { lead: first, second } = setup.open ?? { lead: '', second: null }
  const rest = second === null ? {} : { [lead === 'A' ? 'B' : 'A']: second }
  return { lead, debaters: { [lead]: first, ...rest }, turns: turnsOf(setup.protocol, lead) }
}

/** Where the debate stands after something was said or decided: under way, waiting for its judge, or complete. */
function reached(said: Said): Debate {
  if (!choiceDue(said) && !due(said)) return { ...said, phase: 'completed', hold: null }
  return { ...said, phase: 'running', hold: said.hold ?? (judgeDue(said) ? 'judge' : null) }
}

/** Whether it is for the judge who presides to say if there is another round; also while the debate is paused. */
const judgeDue = (said: Omit<Said, 'hold'>): boolean =>
  said.setup.protocol.end.kind === 'judge' && roundsOver(said) > said.goneOn

/** Whether the lead of an open protocol still has to choose its answer. */
export const choiceDue = ({ setup, lead }: Pick<Said, 'setup' | 'lead'>): boolean => !!setup.open && lead === null

/** The turn in progress with its number, counted from 0; null once the protocol is spent, or before a side is chosen. */
export function due({
  turns,
  speeches,
  endedAfter,
}: Pick<Said, 'turns' | 'speeches' | 'endedAfter'>): ({ turn: number } & Turn) | null {
  const turn = turns.findIndex(
    ({ round }, i) => round <= (endedAfter ?? Infinity) && !speeches.some((speech) => speech.turn === i),
  )
  return turn < 0 ? null : { turn, ...turns[turn]! }
}

/** How many rounds the debate has at most; once it is completed, how many it had. */
export const lastRound = ({ setup, endedAfter }: Pick<Said, 'setup' | 'endedAfter'>): number =>
  endedAfter ?? roundsOf(setup.protocol)

/** How many rounds have been revealed in full. */
export const roundsOver = (debate: Omit<Said, 'hold'>): number =>
  choiceDue(debate) ? 0 : (due(debate)?.round ?? lastRound(debate) + 1) - 1

export type Command =
  | { type: 'choose'; answerIndex: AnswerKey; probability: number | null }
  | { type: 'reveal'; turn: number; speeches: Speech[] }
  | { type: 'appoint'; judgeId: string }
  | { type: 'comment'; judgeId: string; text: string; to?: Side | undefined }
  | { type: 'go_on'; round: number; percentA: number }
  | { type: 'end'; round: number }
  | { type: 'pause' }
  | { type: 'need_attention' }
  | { type: 'resume' }
  | { type: 'close' }
  | { type: 'fail'; reason: string }
  | { type: 'cancel'; reason: string }
export type Refusal = 'not-this-turn' | 'not-now'

/** The rules: the event a command leads to, or the name of the refusal. */
export function decide(debate: Debate, command: Command): Result<DebateEvent, Refusal> {
  const running = debate.phase === 'running'
  const moving = running && debate.hold === null
  const { judge, end } = debate.setup.protocol
  const asked = running && debate.hold === 'judge' ? roundsOver(debate) : null // the round that its judge decides after
  switch (command.type) {
    case 'choose': {
      const { answerIndex, probability } = command
      return running && choiceDue(debate) ? ok({ type: 'side_chosen', answerIndex, probability }) : err('not-now')
    }
    case 'reveal': {
      // A paused debate still takes the turn that was being written: what a provider has finished is not thrown away.
      const { turn, speeches } = command
      const open = running && !judgeDue(debate) ? due(debate) : null
      const whole = speeches.map((speech) => speech.side).join() === open?.sides.join()
      const here = speeches.every((speech) => speech.turn === turn)
      return open?.turn === turn && whole && here ? ok({ type: 'turn_revealed', speeches }) : err('not-this-turn')
    }
    case 'appoint': {
      const { judgeId } = command
      return running && end.kind === 'judge' && debate.presides !== judgeId
        ? ok({ type: 'judge_appointed', judgeId })
        : err('not-now')
    }
    case 'comment': {
      const { judgeId, text, to } = command
      const said = debate.messages.some(({ round }) => round === asked)
      if (asked === null || said || judge.comment === 'off') return err('not-now')
      return ok({ type: 'judge_message', message: { round: asked, judgeId, text, ...(to && { to }) } })
    }
    case 'go_on': {
      const { round, percentA } = command
      if (round !== asked) return err('not-now')
      return ok({ type: 'judge_continued', round, ...(judge.beliefShownToDebaters && { percentA }) })
    }
    case 'end':
      return command.round === asked && end.kind === 'judge' && asked >= end.minRounds
        ? ok({ type: 'judge_ended', round: asked })
        : err('not-now')
    case 'pause':
      return moving ? ok({ type: 'paused' }) : err('not-now')
    case 'need_attention':
      return moving ? ok({ type: 'attention_needed' }) : err('not-now')
    case 'resume':
      return running && (debate.hold === 'paused' || debate.hold === 'attention')
        ? ok({ type: 'resumed' })
        : err('not-now')
    case 'close':
      return debate.phase === 'completed' ? ok({ type: 'debate_closed' }) : err('not-now')
    case 'fail':
      return running ? ok({ type: 'debate_failed', reason: command.reason }) : err('not-now')
    case 'cancel':
      return running ? ok({ type: 'debate_cancelled', reason: command.reason }) : err('not-now')
    default:
      return unreachable(command)
  }
}
