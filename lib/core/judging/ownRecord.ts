import type { Side } from '#lib/core/debate/protocol'
import { reliabilityTable, type ReliabilityBin } from '#lib/core/stats/calibration'
import { meanWithT95 } from '#lib/core/stats/studentT'
import { sureness, type Sureness } from '#lib/core/stats/sureness'
import { wilson95 } from '#lib/core/stats/wilson'
import { logScore } from './scoring'

/** A verdict of one's own whose outcome one may know. `late`: given afterwards, by somebody who was not there. */
export type OwnVerdict = { debateId: string; late: boolean; percentA: number; rightSide: Side; rehearsal: boolean }
/** Somebody else's verdict on one of these debates. */
export type OtherVerdict = { debateId: string; judgeId: string; late: boolean; percentA: number }

/** How one did beside the others who judged the same debates in the same way. Log scores, in bits; 0 is best. */
export type Field = {
  debates: number // that others judged as well; all that follows is of these
  judges: number // how many the others are
  verdicts: number // of the others
  own: number // mean over the debates
  others: number // mean over the debates of their mean on each
  difference: number // own − others: above 0 one did better
  interval95: [number, number] | null // of the difference, Student's over debates; null of a single one
}
export type RecordPart = {
  n: number // verdicts
  right: number
  wrong: number
  ties: number // exactly 50; neither right nor wrong
  wilson95: [number, number] // of right among n
  rehearsals: number // of n, on debates between rule-based debaters alone
  meanLogScore: number // bits, without the cost of rounds
  bins: ReliabilityBin[] // those that hold a verdict
  sureness: Sureness
  field: Field | null // null: nobody else judged any of these debates
}
/** Verdicts given while the debate was on, and those given afterwards: the two are never pooled. */
export type RecordSummary = { live: RecordPart | null; late: RecordPart | null }

/** What one's own verdicts come to. @param others verdicts on the same debates, never one's own */
export const recordSummary = (own: readonly OwnVerdict[], others: readonly OtherVerdict[]): RecordSummary => {
  const part = (late: boolean) => {
    const ofPart = (verdict: { late: boolean }) => verdict.late === late
    return partOf(own.filter(ofPart), others.filter(ofPart))
  }
  return { live: part(false), late: part(true) }
}

function partOf(own: readonly OwnVerdict[], others: readonly OtherVerdict[]): RecordPart | null {
  const n = own.length
  const right = own.filter((verdict) => outcomeOf(verdict) === 'right').length
  const ties = own.filter((verdict) => outcomeOf(verdict) === 'tie').length
  const [interval, sure, score] = [wilson95(right, n), sureness(own), meanWithT95(own.map(scoreOf))]
  if (!interval || !sure || !score) return null
  return {
    n,
    right,
    wrong: n - right - ties,
    ties,
    wilson95: interval,
    rehearsals: own.filter(({ rehearsal }) => rehearsal).length,
    meanLogScore: score.mean,
    bins: reliabilityTable(own).filter((bin) => bin.n > 0),
    sureness: sure,
    field: fieldOf(own, others),
  }
}

/** Whether the answer believed is the right one; neither at exactly 50. */
export const outcomeOf = ({ percentA, rightSide }: Pick<OwnVerdict, 'percentA' | 'rightSide'>) =>
  percentA === 50 ? 'tie' : percentA > 50 === (rightSide === 'A') ? 'right' : 'wrong'

const scoreOf = ({ percentA, rightSide }: Pick<OwnVerdict, 'percentA' | 'rightSide'>) => logScore(percentA, rightSide)

/** Debate by debate, so that one with many judges weighs no more than one with few, and a hard one is hard for both. */
function fieldOf(own: readonly OwnVerdict[], others: readonly OtherVerdict[]): Field | null {
  const pairs = own.flatMap(({ debateId, percentA, rightSide }) => {
    const there = others.filter((other) => other.debateId === debateId)
    const theirs = meanWithT95(there.map((other) => scoreOf({ percentA: other.percentA, rightSide })))
    return theirs ? [{ mine: scoreOf({ percentA, rightSide }), theirs: theirs.mean, there }] : []
  })
  const [mine, theirs] = [meanWithT95(pairs.map((pair) => pair.mine)), meanWithT95(pairs.map((pair) => pair.theirs))]
  const difference = meanWithT95(pairs.map((pair) => pair.mine - pair.theirs))
  if (!mine || !theirs || !difference) return null
  const there = pairs.flatMap((pair) => pair.there)
  return {
    debates: pairs.length,
    judges: new Set(there.map(({ judgeId }) => judgeId)).size,
    verdicts: there.length,
    own: mine.mean,
    others: theirs.mean,
    difference: difference.mean,
    interval95: difference.interval95,
  }
}
