import type { Debate } from '#lib/core/debate/debate'
import type { Side } from '#lib/core/debate/protocol'
import type { AnswerKey } from '#lib/core/debate/events'
import { sideOf } from '#lib/core/debate/view'
import {
  continuesOf,
  roundsRead,
  type AfterMode,
  type Handling,
  type Judgment,
  type Orders,
  type Verdict,
} from '#lib/core/judging/judgment'
import type { SurveyAnswers } from '#lib/core/surveys/answers'
import { beliefInRight, brierScore, logScore } from '#lib/core/judging/scoring'

/** Who judged: people under a pseudonym, others by name. `id`: the same throughout one installation. */
export type JudgedBy =
  | { kind: 'human'; id: string }
  | { kind: 'builtin'; id: string; name: string; revision: number }
  | { kind: 'model'; id: string; name: string; revision: number; model: string }
/** The probability that side A is right as the debate was shown, and with A and B exchanged; of models. */
export type OrdersRow = { shown: number; swapped: number } | null

/** How a figure was entered, measured in the browser; all null where it was not. */
export type HandlingRow = {
  shown_ms: number | null // from showing the control to sending
  visible_ms: number | null // of these, with the tab in front
  focused_ms: number | null // of these, with the page in use
  first_touch_ms: number | null
  first_percent: number | null // for side A, 1 to 99: what was clicked first, before any correction
  changes: number | null
}
/** What the question that confirms a verdict did: how often it warned of a turned belief, and was turned back. */
export type GuardsRow = { reversed_shown: number; changed: number } | null
/** What a person answered after the verdict, by item as in lib/core/surveys; null for those who did not. */
export type SurveyRow = {
  answers: SurveyAnswers
  outcome_known: boolean // what is asked before the outcome was answered after it all the same
  started_at: string
  submitted_at: string
} | null

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
  judge_id: string // a pseudonym, the same person's throughout one installation; of others, their revision's
  judge_kind: 'human' | 'model' | 'builtin' // never to be pooled
  judge_name: string | null // of judges that are not people, as the next two
  judge_revision: number | null
  judge_model: string | null // of models
  delivery_mode: 'live' | AfterMode // never to be pooled
  feedback_mode: 'verdict' | 'close'
  correct_side: 'A' | 'B'
  prior: number | null
  beliefs: ({
    after_round: number
    belief: number
    at: string
    orders: OrdersRow
  } & HandlingRow)[]
  belief_final: number | null // this and all that follows from it: null if the judgment is invalid
  choice: 'A' | 'B' | null
  tie: boolean | null
  correct: 0 | 1 | null // a tie counts as wrong here; `tie` tells them apart
  belief_correct: number | null
  brier: number | null
  log2_score: number | null // without the cost of rounds
  orders: OrdersRow // of the verdict
  handling: HandlingRow // of the verdict
  guards: GuardsRow
  order_effect: number | null // shown − swapped, in [-1, 1]; above 0: leans to whatever is called A
  rationale: string | null
  continues: number // rounds this judge went on to, each at cost_per_round: score = log2_score − cost_per_round · continues
  cost_per_round: number
  rounds_seen: number // who steps through it may stop early
  reversals: number // verdicts taken back within the undo window
  status: 'valid' | 'invalid' // invalid: a model gave nothing that could be read; never counted for a side
  invalid_reason: string | null
  submitted_at: string | null
  debater_a: string | null // null where nobody speaks for that side
  debater_b: string | null
  all_built_in: boolean // rule-based debaters on both sides: a rehearsal, not a result about language models
  survey: SurveyRow
}

/** Null while there is neither a verdict nor the end of all tries for one. */
export function judgmentRow(
  debate: Debate,
  own: Judgment,
  { key, by, roomId, survey }: { key: AnswerKey; by: JudgedBy; roomId: string | null; survey?: SurveyRow },
): JudgmentRow | null {
  if (own.phase === 'open') return null
  const { setup } = debate
  const right = sideOf(setup.answerOrder, key)
  const prior = own.trail.find(({ afterRound }) => afterRound === 0)
  const iso = (at: number) => new Date(at).toISOString()
  return {
    schema_version: '1',
    judgment_id: `${own.debateId}:${by.id}`,
    debate_id: own.debateId,
    question_id: setup.questionId,
    source_id: setup.sourceId,
    room_id: roomId,
    arm: setup.protocol.id,
    protocol_kind: setup.protocol.kind,
    judge_id: by.id,
    judge_kind: by.kind,
    judge_name: by.kind === 'human' ? null : by.name,
    judge_revision: by.kind === 'human' ? null : by.revision,
    judge_model: by.kind === 'model' ? by.model : null,
    delivery_mode: own.after?.mode ?? 'live',
    feedback_mode: setup.feedback,
    correct_side: right,
    prior: prior ? prior.percentA / 100 : null,
    beliefs: own.trail.map(({ afterRound, percentA, at, handling, orders }) => ({
      after_round: afterRound,
      belief: percentA / 100,
      at: iso(at),
      ...handlingOf(handling),
      orders: ordersOf(orders),
    })),
    ...figures(own.phase === 'invalid' ? null : own.verdict, right),
    continues: continuesOf(debate, own),
    cost_per_round: setup.protocol.judge.costPerRound ?? 0,
    rounds_seen: roundsRead(debate, own),
    reversals: own.reversals,
    status: own.phase === 'invalid' ? 'invalid' : 'valid',
    invalid_reason: own.phase === 'invalid' ? own.why : null,
    submitted_at: own.phase === 'invalid' ? null : iso(own.verdict.at),
    debater_a: debate.debaters.A ?? null,
    debater_b: debate.debaters.B ?? null,
    all_built_in: setup.allBuiltIn,
    survey: survey ?? null,
  }
}

const ordersOf = (orders: Orders | undefined): OrdersRow =>
  orders ? { shown: orders.shown, swapped: orders.swapped } : null

const handlingOf = (hand: Handling | undefined): HandlingRow => ({
  shown_ms: hand?.shownMs ?? null,
  visible_ms: hand?.visibleMs ?? null,
  focused_ms: hand?.focusedMs ?? null,
  first_touch_ms: hand?.firstTouchMs ?? null,
  first_percent: hand?.firstPercentA ?? null,
  changes: hand?.moves ?? null,
})

/** What the verdict says; all null where there is none, so that no reader takes it for a side's. */
function figures(verdict: Verdict | null, right: Side) {
  if (!verdict)
    return {
      belief_final: null,
      choice: null,
      tie: null,
      correct: null,
      belief_correct: null,
      brier: null,
      log2_score: null,
      orders: null,
      handling: handlingOf(undefined),
      guards: null,
      order_effect: null,
      rationale: null,
    }
  const { percentA, choice, orders, reason, handling, guards } = verdict
  return {
    belief_final: percentA / 100,
    choice,
    tie: choice === null,
    correct: choice === right ? (1 as const) : (0 as const),
    belief_correct: beliefInRight(percentA, right),
    brier: brierScore(percentA, right),
    log2_score: logScore(percentA, right),
    orders: ordersOf(orders),
    handling: handlingOf(handling),
    guards: guards ? { reversed_shown: guards.reversedShown, changed: guards.changed } : null,
    order_effect: orders ? orders.shown - orders.swapped : null,
    rationale: reason,
  }
}
