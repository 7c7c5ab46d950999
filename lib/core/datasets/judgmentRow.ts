import { lastRound, type Debate } from '#lib/core/debate/debate'
import type { AnswerKey } from '#lib/core/debate/events'
import { sideOf } from '#lib/core/debate/view'
import { roundsOpenTo, type AfterMode, type Judgment } from '#lib/core/judging/judgment'
import { beliefInRight, brierScore, logScore } from '#lib/core/judging/scoring'

/** One judgment of the export; beliefs are probabilities in [0, 1] that side A is right, entered as whole per cents. */
export type JudgmentRow = {
  schema_version: '1'
  judgment_id: string
  debate_id: string
  question_id: string
  source_id: string
  room_id: string | null
  arm: string // the protocol's id
  protocol_kind: string
  judge_id: string // a pseudonym, the same person's throughout one installation
  judge_kind: 'human'
  delivery_mode: 'live' | AfterMode // never to be pooled
  feedback_mode: 'verdict' | 'close'
  correct_side: 'A' | 'B'
  prior: number | null
  beliefs: {
    after_round: number
    belief: number
    at: string
    shown_ms: number | null
    first_touch_ms: number | null
    changes: number | null
  }[]
  belief_final: number
  choice: 'A' | 'B' | null
  tie: boolean
  correct: 0 | 1 // a tie counts as wrong here; `tie` tells them apart
  belief_correct: number
  brier: number
  log2_score: number
  rationale: string
  rounds_seen: number // who steps through it may stop early
  reversals: number // verdicts taken back within the undo window
  status: 'valid'
  submitted_at: string
  debater_a: string | null // null where nobody speaks for that side
  debater_b: string | null
  all_built_in: boolean // rule-based debaters on both sides: a rehearsal, not a result about language models
}

/** Null while there is no verdict. */
export function judgmentRow(
  debate: Debate,
  own: Judgment,
  { key, pseudonym, roomId }: { key: AnswerKey; pseudonym: string; roomId: string | null },
): JudgmentRow | null {
  if (own.phase === 'open' || own.phase === 'invalid') return null
  const { setup } = debate
  const { verdict } = own
  const right = sideOf(setup.answerOrder, key)
  const prior = own.trail.find(({ afterRound }) => afterRound === 0)
  const iso = (at: number) => new Date(at).toISOString()
  return {
    schema_version: '1',
    judgment_id: `${own.debateId}:${pseudonym}`,
    debate_id: own.debateId,
    question_id: setup.questionId,
    source_id: setup.sourceId,
    room_id: roomId,
    arm: setup.protocol.id,
    protocol_kind: setup.protocol.kind,
    judge_id: pseudonym,
    judge_kind: 'human',
    delivery_mode: own.after?.mode ?? 'live',
    feedback_mode: setup.feedback,
    correct_side: right,
    prior: prior ? prior.percentA / 100 : null,
    beliefs: own.trail.map(({ afterRound, percentA, at, handling }) => ({
      after_round: afterRound,
      belief: percentA / 100,
      at: iso(at),
      shown_ms: handling?.shownMs ?? null,
      first_touch_ms: handling?.firstTouchMs ?? null,
      changes: handling?.moves ?? null,
    })),
    belief_final: verdict.percentA / 100,
    choice: verdict.choice,
    tie: verdict.choice === null,
    correct: verdict.choice === right ? 1 : 0,
    belief_correct: beliefInRight(verdict.percentA, right),
    brier: brierScore(verdict.percentA, right),
    log2_score: logScore(verdict.percentA, right),
    rationale: verdict.reason,
    rounds_seen: own.after ? roundsOpenTo(debate, { ...own, phase: 'open' }) : lastRound(debate),
    reversals: own.reversals,
    status: 'valid',
    submitted_at: iso(verdict.at),
    debater_a: debate.debaters.A ?? null,
    debater_b: debate.debaters.B ?? null,
    all_built_in: setup.allBuiltIn,
  }
}
