import type { Debate } from '#lib/core/debate/debate'
import type { AnswerKey } from '#lib/core/debate/events'
import { mayKnow, sideOf } from '#lib/core/debate/view'
import { asOf, type Judgment, type Verdict } from '#lib/core/judging/judgment'
import { logScore } from '#lib/core/judging/scoring'
import type { RoomView, Seat } from './room'

/** One debate of a room with the judgments of those who were there. `right` is missing where nobody may know yet. */
export type DebateFacts = {
  debate: Debate
  judgments: { name: string; judgment: Judgment }[]
  right?: AnswerKey | undefined
}

/**
 * The verdict of a record that counts: final, or given and no longer to be taken back since the debate was closed. Who
 * judges afterwards has the whole window, closed as it is.
 */
export function counted(debate: Debate, judgment: Judgment, now: number): Verdict | null {
  const own = asOf(judgment, now)
  const closedOver = debate.phase === 'closed' && !own.after
  return own.phase === 'final' || (own.phase === 'ruled' && closedOver) ? own.verdict : null
}

/** Whether one person may know: a judge by their own record, everybody else once the debate is closed. */
export function personMayKnow({ debate, judgments }: DebateFacts, seat: Seat, userId: string, now: number): boolean {
  const own = judgments.find(({ judgment }) => judgment.judgeId === userId)?.judgment
  return mayKnow(debate, own && seat === 'judge' ? asOf(own, now) : undefined)
}

/**
 * Judges by mean log score over the debates whose outcome this viewer may know, best first.
 *
 * A verdict of exactly 50 is a tie, neither right nor wrong. Equal means: more debates first, then by name.
 *
 * @returns one row per judge; `meanLogScore` in bits, in [-6.644, -0.0145], over `debates` verdicts
 */
export function scoreboard(
  facts: readonly DebateFacts[],
  viewer: { userId: string; seat: Seat },
  now: number,
): RoomView['scoreboard'] {
  const rows = new Map<string, { name: string; scores: number[]; right: number; ties: number }>()
  for (const fact of facts) {
    if (fact.right === undefined || !personMayKnow(fact, viewer.seat, viewer.userId, now)) continue
    const rightSide = sideOf(fact.debate.setup.answerOrder, fact.right)
    for (const { name, judgment } of fact.judgments) {
      const verdict = counted(fact.debate, judgment, now)
      if (!verdict) continue
      const row = rows.get(judgment.judgeId) ?? { name, scores: [], right: 0, ties: 0 }
      row.scores.push(logScore(verdict.percentA, rightSide))
      if (verdict.choice === rightSide) row.right++
      if (verdict.choice === null) row.ties++
      rows.set(judgment.judgeId, row)
    }
  }
  return [...rows]
    .map(([judgeId, { name, scores, right, ties }]) => ({
      name,
      you: judgeId === viewer.userId,
      debates: scores.length,
      meanLogScore: scores.reduce((sum, score) => sum + score, 0) / scores.length,
      right,
      ties,
    }))
    .sort((x, y) => y.meanLogScore - x.meanLogScore || y.debates - x.debates || (x.name < y.name ? -1 : 1))
}
