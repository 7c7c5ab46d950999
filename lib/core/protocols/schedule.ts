import type { Rules, Side } from '#lib/core/debate/protocol'
import { roundsOf, speakersOf, slotsOf, turnsOf, type Turn } from '#lib/core/debate/turns'

/** One line of the picture of a protocol: what the judge does, or rounds that go alike. */
export type ScheduleRow =
  | { kind: 'judge'; does: string[] }
  | { kind: 'choice'; does: string }
  | {
      kind: 'rounds'
      from: number
      to: number // the same as `from` where it is one
      sure: boolean // false: only if the judge goes on so far
      turns: Pick<Turn, 'sides' | 'label'>[] // two sides speak at once, else one after the other
    }
/** Who stands in which column; of a lone speaker there is one. */
export type Schedule = { columns: { side: Side; name: string }[]; rows: ScheduleRow[] }

const MOST = 20

/**
 * Lays rules out from the first thing that anybody does to the verdict. Never throws: rules that are still being typed
 * have a picture as far as they make sense.
 */
export function scheduleOf(rules: Rules): Schedule {
  const { end, judge, sides } = rules
  const speakers = speakersOf(rules)
  const last = Math.min(MOST, roundsOf({ ...rules, id: '', version: 1 }) || 0)
  const limited: Rules['end'] =
    end.kind === 'none' ? end : end.kind === 'fixed' ? { kind: 'fixed', rounds: last } : { ...end, maxRounds: last }
  const turns = turnsOf({ ...rules, end: limited, id: '', version: 1 })
  const sureUntil = end.kind === 'judge' ? Math.max(1, end.minRounds) : last
  const rounds = Array.from({ length: last }, (_, i) => i + 1).map((round) => ({
    sure: round <= sureUntil,
    turns: turns.filter((turn) => turn.round === round).map((turn) => ({ sides: turn.sides, label: turn.label })),
    after: round === last ? [] : stepsAfter(rules, round),
  }))
  const rows: ScheduleRow[] = []
  if (sides === 'chosen_by_lead' && speakers > 0) rows.push({ kind: 'choice', does: choiceIn(speakers) })
  if (judge.prior) rows.push({ kind: 'judge', does: ['reads the question alone and says how likely each answer is'] })
  for (let i = 0; i < rounds.length;) {
    const { after, ...round } = rounds[i]!
    let to = i
    while (to + 1 < rounds.length && JSON.stringify(rounds[to + 1]) === JSON.stringify(rounds[i])) to++
    rows.push({ kind: 'rounds', from: i + 1, to: to + 1, ...round })
    if (after.length > 0)
      rows.push({ kind: 'judge', does: to > i ? [`after each: ${after[0]}`, ...after.slice(1)] : after })
    i = to + 1
  }
  const reading = rules.judgeSeesSource ? ['reads the whole story'] : []
  const tie = judge.finalTie === 'forbidden' ? ', 50 not being open' : ''
  rows.push({ kind: 'judge', does: [...reading, `gives the verdict, with a reason${tie}`] })
  return { columns: columnsOf(rules, speakers), rows }
}

/** What the judge does between this round and the next. */
function stepsAfter({ judge, end }: Rules, round: number): string[] {
  const steps: string[] = []
  if (judge.belief === 'every_round') steps.push('says how likely each answer is')
  if (end.kind !== 'judge') return steps
  if (judge.beliefShownToDebaters) steps.push('which the debaters see')
  if (judge.comment !== 'off') {
    const whom = judge.commentTo === 'addressed' ? 'one side of their choice' : 'whoever speaks'
    steps.push(`${judge.comment === 'required' ? 'writes' : 'may write'} to ${whom}`)
  }
  const cost = judge.costPerRound ? `, at ${judge.costPerRound} of the score` : ''
  steps.push(round < end.minRounds ? `goes on${cost}` : `goes on${cost}, or ends it`)
  return steps
}

const choiceIn = (speakers: 0 | 1 | 2) =>
  speakers === 1
    ? 'The speaker chooses the answer to argue for.'
    : 'The lead chooses the answer to argue for; the other gets the one that is left.'

function columnsOf(rules: Rules, speakers: 0 | 1 | 2): Schedule['columns'] {
  if (speakers === 0) return []
  if (speakers === 1) return [{ side: 'A', name: 'The speaker' }]
  const led = slotsOf(rules).has('X')
  return [
    { side: 'A', name: led ? 'The lead' : 'Side A' },
    { side: 'B', name: led ? 'The other' : 'Side B' },
  ]
}
