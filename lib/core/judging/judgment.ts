import * as z from 'zod'
import { roundsOver, type Debate } from '#lib/core/debate/debate'
import { roundsOf, type Protocol, type Side } from '#lib/core/debate/protocol'
import { err, ok, unreachable, type Result } from '#lib/core/result'
import { REASON_MAX_CHARS, REASON_MIN_CHARS, UNDO_MS } from './limits'

export { REASON_MAX_CHARS, REASON_MIN_CHARS, UNDO_MS }

/** How the judge's hand moved, measured in the browser: differences of one clock, so a wrong clock does no harm. */
export const handling = z.object({
  shownMs: z.int().nonnegative(), // from showing the control to sending
  visibleMs: z.int().nonnegative(), // of these, with the tab in front
  firstTouchMs: z.int().nonnegative(), // from showing to the first touch
  firstPercentA: z.int().min(1).max(99), // what was first clicked, before any correction
  moves: z.int().nonnegative(),
})
export type Handling = z.infer<typeof handling>

/** `percentA`: how likely side A holds the right answer, integer per cent 1–99; `at`: ms since 1970, the server's clock. */
export type Belief = { afterRound: number; percentA: number; at: number; handling?: Handling | undefined }
export type Verdict = {
  percentA: number
  choice: Side | null
  reason: string
  at: number
  handling?: Handling | undefined
}

/** One judge's whole record on one debate. Many may judge one debate, each at their own pace, unseen by the others. */
export type Judgment = {
  debateId: string
  judgeId: string
  acts: number // grows by one with every act; a write claims the next number
  trail: Belief[] // [0] is the prior, given before any speech was shown
  reversals: number // verdicts taken back
} & ({ phase: 'open' } | { phase: 'ruled' | 'final'; verdict: Verdict }) // ruled: may be undone, so no key yet

export type JudgeCommand =
  | { type: 'believe'; afterRound: number; percentA: number; handling?: Handling | undefined }
  | { type: 'rule'; percentA: number; reason: string; handling?: Handling | undefined }
  | { type: 'undo' }
  | { type: 'settle' } // the judge will not take it back: shows the answer before the window has passed
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

/** Which round the next belief comes after: 0 for the prior. */
export const nextBelief = (protocol: Protocol, own: Pick<Judgment, 'trail'>): number =>
  own.trail.length + (protocol.judge.prior ? 0 : 1)

/** How many rounds are open to this judge: each belief opens the next, so that it cannot be informed by it. */
export const roundsOpenTo = (protocol: Protocol, own: Pick<Judgment, 'trail' | 'phase'>): number =>
  own.phase === 'open' ? Math.min(nextBelief(protocol, own), roundsOf(protocol)) : roundsOf(protocol)

/**
 * The rules of judging: the record after a command, or the name of the refusal.
 *
 * @param at ms since 1970, the server's clock
 */
export function decideJudgment(
  debate: Debate,
  own: Judgment,
  command: JudgeCommand,
  at: number,
): Result<Judgment, JudgeRefusal> {
  const now = asOf(own, at)
  if (now.phase === 'final') return err('final')
  if (debate.phase === 'closed' || debate.phase === 'cancelled' || debate.phase === 'failed') return err('closed')
  const { protocol } = debate.setup
  const { debateId, judgeId, trail, reversals } = now
  const next = { debateId, judgeId, trail, reversals, acts: now.acts + 1 }
  switch (command.type) {
    case 'believe': {
      const { afterRound, percentA, handling } = command
      if (now.phase === 'ruled') return err('already-ruled')
      if (afterRound !== nextBelief(protocol, now)) return err('out-of-order')
      if (afterRound === roundsOf(protocol)) return err('verdict-due')
      if (afterRound > roundsOver(debate)) return err('round-not-over')
      return ok({ ...next, phase: 'open', trail: [...trail, { afterRound, percentA, at, handling }] })
    }
    case 'rule': {
      const { percentA, reason, handling } = command
      if (now.phase === 'ruled') return err('already-ruled')
      if (protocol.judge.prior && trail.length === 0) return err('prior-first')
      if (debate.phase !== 'completed') return err('not-completed')
      if (roundsOpenTo(protocol, now) < roundsOf(protocol)) return err('rounds-unread')
      if (percentA === 50 && protocol.judge.finalTie === 'forbidden') return err('tie-forbidden')
      const choice = percentA === 50 ? null : percentA > 50 ? 'A' : 'B'
      return ok({ ...next, phase: 'ruled', verdict: { percentA, choice, reason, at, handling } })
    }
    case 'undo':
      return now.phase === 'ruled' ? ok({ ...next, reversals: reversals + 1, phase: 'open' }) : err('not-ruled')
    case 'settle':
      return now.phase === 'ruled' ? ok({ ...next, phase: 'final', verdict: now.verdict }) : err('not-ruled')
    default:
      return unreachable(command)
  }
}
