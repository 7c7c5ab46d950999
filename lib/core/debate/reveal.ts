import type { CheckedQuote, Span } from '#lib/core/quotes/quote'
import type { AfterMode } from '#lib/core/judging/judgment'
import type { Side } from './protocol'

/** How somebody judged: there while it was debated, or afterwards. The two are never counted together. */
export type JudgedHow = 'live' | AfterMode

/** Who argued: a revision of a debater. */
export type Identity = {
  name: string
  revision: number
  kind: 'builtin' | 'model' | 'person'
  model: string | null
  label: string
}

/** Everything that is shown once a judge may know: built by lib/services/reveal, given only where mayKnow(). */
export type RevealView = {
  debateId: string
  question: string
  answers: Record<Side, string>
  rightSide: Side
  source: { title: string; text: string; words: number; attribution: string | null; evidence: Span[] } // evidence: what settles it
  quotes: {
    side: Side
    turn: number
    label: string
    text: string
    status: CheckedQuote['status']
    verified: boolean
    spans: Span[]
    reason: string
    sourceShare: number | null
  }[]
  debaters: Record<
    Side,
    Identity | 'hidden' | null // hidden: told once this person’s survey is in; null: nobody spoke for it
  >
  chose: Side | null // whose debater was free to choose its answer
  rounds: number
  you: {
    percentA: number
    logScore: number // without the cost
    cost: { rounds: number; perRound: number } | null // of the rounds this judge went on to; null: they cost nothing
    brier: number
    how: JudgedHow
    rounds: number // read when the verdict was given
    trail: { afterRound: number; percentA: number }[]
    reason: string
  } | null
  /**
   * Judges whose verdicts are final, in the order of joining; each curve is prior, rounds, verdict. Those who were there
   * see each other by name; whoever judges afterwards sees everybody's curve without a name, and the reasons of those
   * who knew that others would read them.
   */
  judges: {
    name: string
    you: boolean
    how: JudgedHow
    rounds: number // read when the verdict was given
    trail: { afterRound: number; percentA: number }[]
    percentA: number
    reason: string
  }[]
  /** Of those who were there. right: belief above 50 in the right side. */
  room: { n: number; right: number; ties: number; wilson95: [number, number] | null }
}
