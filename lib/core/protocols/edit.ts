import type { Rules } from '#lib/core/debate/protocol'
import { speakersOf } from '#lib/core/debate/turns'
import { INTERACTIVE } from './arm'
import { kindOf } from './kind'

/** In which order two speakers speak; `own`: turns that were given as data and are none of these. */
export type Order = 'at_once' | 'in_turn' | 'opening_at_once' | 'own'
type Turns = Pick<Rules, 'opening' | 'loop' | 'closing'>
type Label = Rules['loop'][number]['label']

const both = (label: Label): Rules['loop'] => [{ sides: ['A', 'B'], label }]
const inTurn = (label: Label): Rules['loop'] => [
  { sides: ['A'], label },
  { sides: ['B'], label },
]

/** The turns of so many speakers in that order. A lone speaker answers where the judge may ask, else goes on. */
function turnsFor(speakers: 0 | 1 | 2, order: Exclude<Order, 'own'>, asked: boolean): Turns {
  if (speakers === 0) return { opening: [], loop: [], closing: [] }
  if (speakers === 1)
    return {
      opening: [[{ sides: ['X'], label: 'opening' }]],
      loop: [{ sides: ['X'], label: asked ? 'answer' : 'rebuttal' }],
      closing: [],
    }
  const opening = order === 'in_turn' ? inTurn('opening') : both('opening')
  return { opening: [opening], loop: order === 'at_once' ? both('rebuttal') : inTurn('rebuttal'), closing: [] }
}

const sidesIn = ({ opening, loop, closing }: Turns) =>
  JSON.stringify([opening, [loop], closing].map((rounds) => rounds.map((round) => round.map(({ sides }) => sides))))

/** The order that the turns make; of a lone speaker, and of none, at once, since there is nothing to choose. */
export function orderOf(rules: Turns): Order {
  const speakers = speakersOf(rules)
  const given = sidesIn(rules)
  const orders = ['at_once', 'in_turn', 'opening_at_once'] as const
  return orders.find((order) => sidesIn(turnsFor(speakers, order, false)) === given) ?? 'own'
}

/** The rules with other speakers or another order; everything that hangs on these follows. */
export function withSpeakers(rules: Rules, speakers: 0 | 1 | 2, order: Exclude<Order, 'own'> = 'at_once'): Rules {
  const end: Rules['end'] =
    speakers === 0 ? { kind: 'none' } : rules.end.kind === 'none' ? { kind: 'fixed', rounds: 3 } : rules.end
  const sides = speakers === 0 ? 'none' : rules.sides === 'none' ? 'assigned' : rules.sides
  const fresh = rules.end.kind === 'none' && speakers > 0 // from no speeches to some: as our arms do it
  return settled({
    ...rules,
    ...turnsFor(speakers, order, rules.judge.comment !== 'off'),
    end,
    sides,
    ...(fresh && { debaterSees: 'all', liveText: true, judge: { ...rules.judge, prior: true, belief: 'every_round' } }),
  })
}

/** The rules with an end that is known beforehand, or one that a judge decides on; asked by default, as in our arms. */
export function withEnd(rules: Rules, kind: 'fixed' | 'judge'): Rules {
  const { end, judge } = rules
  if (end.kind === kind) return rules
  const rounds = end.kind === 'fixed' ? end.rounds : end.kind === 'judge' ? end.maxRounds : 3
  if (kind === 'fixed') return settled({ ...rules, end: { kind, rounds } })
  return settled({
    ...rules,
    end: { kind, minRounds: Math.min(INTERACTIVE.minRounds, rounds), maxRounds: rounds },
    judge: {
      ...judge,
      belief: 'every_round',
      comment: 'optional',
      commentMaxChars: INTERACTIVE.commentMaxChars,
      costPerRound: INTERACTIVE.costPerRound,
    },
  })
}

/**
 * Sets what follows from the rest: what nobody could do is not kept as if it were a rule. Settled twice it is the same.
 */
export function settled(rules: Rules): Rules {
  const speakers = speakersOf(rules)
  const { costPerRound, ...judge } = rules.judge
  const decides = rules.end.kind === 'judge'
  const asks = decides && judge.comment !== 'off'
  const order = orderOf(rules)
  const next: Rules = {
    ...rules,
    ...(order !== 'own' && speakers === 1 && turnsFor(1, order, asks)),
    judge: {
      ...judge,
      ...(speakers === 0 && { prior: false, belief: 'final_only' as const }),
      ...(!asks && { comment: 'off' as const, commentMinChars: 0, commentMaxChars: 0, commentTo: 'all' as const }),
      ...(asks && speakers < 2 && { commentTo: 'all' as const }),
      ...(asks && judge.commentMaxChars === 0 && { commentMaxChars: INTERACTIVE.commentMaxChars }),
      ...(decides ? { belief: 'every_round' as const } : { beliefShownToDebaters: false }),
      ...(decides && costPerRound !== undefined && { costPerRound }),
    },
    ...(speakers === 0 && { sides: 'none' as const, debaterSees: 'own' as const, liveText: false }),
    ...(speakers === 1 && { debaterSees: 'own' as const }),
    ...(speakers > 0 && { judgeSeesSource: false }),
  }
  return { ...next, kind: kindOf(next) }
}
