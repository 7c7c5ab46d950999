import * as z from 'zod'
import { lastRound, roundsOver, type Debate } from '#lib/core/debate/debate'
import type { Side } from '#lib/core/debate/protocol'
import { err, ok, unreachable, type Result } from '#lib/core/result'
import { REASON_MAX_CHARS, REASON_MIN_CHARS, UNDO_MS } from './limits'

export { REASON_MAX_CHARS, REASON_MIN_CHARS, UNDO_MS }

/** How the judge's hand moved, measured in the browser: differences of one clock, so a wrong clock does no harm. */
export const handling = z.object({
  shownMs: z.int().nonnegative(), // from showing the control to sending
  visibleMs: z.int().nonnegative(), // of these, with the tab in front
  focusedMs: z.int().nonnegative().optional(), // of these, with the page in use; of older records not known
  firstTouchMs: z.int().nonnegative(), // from showing to the first touch
  firstPercentA: z.int().min(1).max(99), // what was first clicked, before any correction
  moves: z.int().nonnegative(),
})
export type Handling = z.infer<typeof handling>

/** What the question that confirms a verdict did, counted in the browser. */
export const guards = z.object({
  reversedShown: z.int().nonnegative().max(10_000), // times it said that this turns the last belief around
  changed: z.int().nonnegative().max(10_000), // times it was turned back
})
export type Guards = z.infer<typeof guards>

/** Of a judge that is a model: the probability that side A is right, as it was shown and with A and B exchanged. */
export const orders = z.object({ shown: z.number().min(0).max(1), swapped: z.number().min(0).max(1) })
export type Orders = z.infer<typeof orders>

/** `percentA`: how likely side A holds the right answer, integer per cent 1–99; `at`: ms since 1970, the server's clock. */
export type Belief = {
  afterRound: number
  percentA: number
  at: number
  handling?: Handling | undefined
  orders?: Orders | undefined
}
export type Verdict = {
  percentA: number
  choice: Side | null
  reason: string
  at: number
  handling?: Handling | undefined
  guards?: Guards | undefined
  orders?: Orders | undefined
}

/** The wish of the judge who presides for another round, with what the debaters are told. Stands once its undo window has passed. */
export type GoOn = { afterRound: number; at: number; text: string; to?: Side | undefined }

/** How a finished debate is judged: `stepped` round by round, as those who were there; `timed` all at once, by the clock. */
export const afterModes = ['stepped', 'timed'] as const
export type AfterMode = (typeof afterModes)[number]

/** One judge's whole record on one debate. Many may judge one debate, each at their own pace, unseen by the others. */
export type Judgment = {
  debateId: string
  judgeId: string
  acts: number // grows by one with every act; a write claims the next number
  trail: Belief[] // [0] is the prior, given before any speech was shown
  reversals: number // verdicts and wishes taken back
  goOn?: GoOn | undefined // the latest, of the judge who presides
  after?: { mode: AfterMode; begunAt: number } | undefined // of a finished debate, by somebody who was not there
} & (
  | { phase: 'open' }
  | { phase: 'ruled' | 'final'; verdict: Verdict } // ruled: may be undone, so no key yet
  | { phase: 'invalid'; why: string } // of a model that gave no verdict that could be read; never counted for a side
)

export type JudgeCommand =
  | { type: 'begin'; mode: AfterMode } // of a finished debate
  | {
      type: 'believe'
      afterRound: number
      percentA: number
      comment?: { text: string; to?: Side | undefined } | undefined // of the judge who presides
      handling?: Handling | undefined
      orders?: Orders | undefined
    }
  | {
      type: 'rule'
      percentA: number
      reason: string
      handling?: Handling | undefined
      guards?: Guards | undefined
      orders?: Orders | undefined
    }
  | { type: 'undo' }
  | { type: 'settle' } // the judge will not take it back: shows the answer before the window has passed
/** What a judge does from their first belief on. */
export type JudgeAct = Exclude<JudgeCommand, { type: 'begin' }>
/** Of a model whose reply could not be read: kept, and never counted for a side. */
export type VoidCommand = { type: 'void'; why: string }
export type JudgeRefusal =
  | 'prior-first'
  | 'out-of-order'
  | 'round-not-over'
  | 'verdict-due' // after the last round the verdict is the belief
  | 'not-completed'
  | 'rounds-unread'
  | 'tie-forbidden'
  | 'already-ruled'
  | 'not-ruled'
  | 'final'
  | 'closed'
  | 'no-comment' // this judge, or any, cannot speak to the debaters
  | 'comment-missing'
  | 'comment-length'
  | 'comment-to-whom'
  | 'already-begun'

export const blank = (debateId: string, judgeId: string): Judgment => ({
  debateId,
  judgeId,
  acts: 0,
  trail: [],
  reversals: 0,
  phase: 'open',
})

/** The record as it stands now: a verdict is final once its undo window has passed, without anybody writing. */
export const asOf = (own: Judgment, now: number): Judgment =>
  own.phase === 'ruled' && now - own.verdict.at >= UNDO_MS ? { ...own, phase: 'final' } : own

/** Whether this judge decides when the debate ends. */
export const presides = (debate: Debate, { judgeId, after }: Pick<Judgment, 'judgeId' | 'after'>): boolean =>
  debate.presides === judgeId && !after

/** How many rounds this judge went on to: what its score is charged for. Others did not choose them. */
export const continuesOf = (debate: Debate, own: Pick<Judgment, 'judgeId' | 'after' | 'trail'>): number =>
  presides(debate, own) ? own.trail.filter(({ afterRound }) => afterRound > 0).length : 0

/** Whether the wish for another round can no longer be taken back. */
export const hasGoneOn = ({ goOn }: Judgment, now: number): boolean => goOn !== undefined && now - goOn.at >= UNDO_MS

/** Which round the next belief comes after: 0 for the prior. Where only the verdict is asked for, the last one. */
export function nextBelief(debate: Debate, own: Pick<Judgment, 'trail' | 'after'>): number {
  const { prior, belief } = debate.setup.protocol.judge
  const given = own.trail.length + (prior ? 0 : 1)
  const atOnce = belief === 'final_only' || own.after?.mode === 'timed'
  return atOnce && given > 0 ? Math.max(given, lastRound(debate)) : given
}

/** How many rounds are open to this judge: each belief opens the next, so that it cannot be informed by it. */
export const roundsOpenTo = (debate: Debate, own: Pick<Judgment, 'trail' | 'phase' | 'after'>): number =>
  own.phase === 'final' ? lastRound(debate) : Math.min(nextBelief(debate, own), lastRound(debate))

/** How many rounds a judge had read when the verdict was given: whoever steps through a finished debate may stop early. */
export const roundsRead = (debate: Debate, own: Judgment): number =>
  own.after ? roundsOpenTo(debate, { ...own, phase: 'open' }) : lastRound(debate)

/**
 * The rules of judging: the record after a command, or the name of the refusal.
 *
 * @param at ms since 1970, the server's clock
 */
export function decideJudgment(
  debate: Debate,
  own: Judgment,
  command: JudgeCommand | VoidCommand,
  at: number,
): Result<Judgment, JudgeRefusal> {
  const now = asOf(own, at)
  if (now.phase === 'final' || now.phase === 'invalid') return err('final')
  const over = debate.phase === 'closed' && !now.after && command.type !== 'begin'
  if (over || debate.phase === 'cancelled' || debate.phase === 'failed') return err('closed')
  const { protocol } = debate.setup
  const { debateId, judgeId, trail, reversals, goOn, after } = now
  const next = {
    debateId,
    judgeId,
    trail,
    reversals,
    acts: now.acts + 1,
    ...(goOn && { goOn }),
    ...(after && { after }),
  }
  const due = nextBelief(debate, now)
  const asked = presides(debate, now) && debate.hold === 'judge' // it is for this judge to end or to go on
  switch (command.type) {
    case 'begin':
      if (now.acts > 0) return err('already-begun')
      if (debate.phase === 'running') return err('not-completed')
      return ok({ ...next, phase: 'open', after: { mode: command.mode, begunAt: at } })
    case 'believe': {
      const { afterRound, percentA, handling, comment, orders } = command
      if (now.phase === 'ruled') return err('already-ruled')
      const again = asked && owesDecision(debate, now) && afterRound === roundsOver(debate)
      if (afterRound !== due && !again) return err('out-of-order')
      if (afterRound === lastRound(debate)) return err('verdict-due')
      if (afterRound > roundsOver(debate)) return err('round-not-over')
      const before = trail.filter((belief) => belief.afterRound !== afterRound)
      const believed = {
        ...next,
        phase: 'open' as const,
        trail: [...before, { afterRound, percentA, at, handling, ...(orders && { orders }) }],
      }
      const decides = asked && afterRound === roundsOver(debate)
      const refusal = commentRefusal(protocol.judge, decides, comment)
      if (refusal) return err(refusal)
      return ok(decides ? { ...believed, goOn: { afterRound, at, text: '', ...comment } } : believed)
    }
    case 'rule': {
      const { percentA, reason, handling, guards, orders } = command
      if (now.phase === 'ruled') return err('already-ruled')
      if (protocol.judge.prior && trail.length === 0) return err('prior-first')
      const caughtUp = due === roundsOver(debate) || owesDecision(debate, now)
      const ends = asked && caughtUp && protocol.end.kind === 'judge' && roundsOver(debate) >= protocol.end.minRounds
      const early = after?.mode === 'stepped' && due >= 1 // whoever steps through it may stop early
      if (debate.phase === 'running' && !ends) return err('not-completed')
      if (!ends && !early && roundsOpenTo(debate, now) < lastRound(debate)) return err('rounds-unread')
      if (percentA === 50 && protocol.judge.finalTie === 'forbidden') return err('tie-forbidden')
      const choice = percentA === 50 ? null : percentA > 50 ? 'A' : 'B'
      return ok({
        ...next,
        phase: 'ruled',
        verdict: { percentA, choice, reason, at, handling, ...(guards && { guards }), ...(orders && { orders }) },
      })
    }
    case 'undo': {
      if (now.phase === 'ruled') return ok({ ...next, reversals: reversals + 1, phase: 'open' })
      const wished = goOn?.afterRound === trail.at(-1)?.afterRound && !hasGoneOn(now, at)
      if (!goOn || !wished || debate.hold !== 'judge') return err('not-ruled')
      const { goOn: _, ...before } = next
      return ok({ ...before, reversals: reversals + 1, phase: 'open', trail: trail.slice(0, -1) })
    }
    case 'void':
      return now.phase === 'open' ? ok({ ...next, phase: 'invalid', why: command.why }) : err('already-ruled')
    case 'settle':
      return now.phase === 'ruled' ? ok({ ...next, phase: 'final', verdict: now.verdict }) : err('not-ruled')
    default:
      return unreachable(command)
  }
}

/**
 * Whether a judge has said what they believe after the round that is over, but not whether there is another one: they
 * were appointed in between. Then they say both; nothing new was read meanwhile.
 */
const owesDecision = (debate: Debate, { trail, goOn }: Pick<Judgment, 'trail' | 'goOn'>): boolean =>
  trail.at(-1)?.afterRound === roundsOver(debate) && goOn?.afterRound !== roundsOver(debate)

function commentRefusal(
  { comment: mode, commentMinChars, commentMaxChars, commentTo }: Debate['setup']['protocol']['judge'],
  decides: boolean,
  comment: { text: string; to?: Side | undefined } | undefined,
): JudgeRefusal | null {
  const length = [...(comment?.text ?? '')].length
  if (length === 0) return decides && mode === 'required' ? 'comment-missing' : null
  if (!decides || mode === 'off') return 'no-comment'
  if (length < commentMinChars || length > commentMaxChars) return 'comment-length'
  return (commentTo === 'addressed') === (comment?.to !== undefined) ? null : 'comment-to-whom'
}
