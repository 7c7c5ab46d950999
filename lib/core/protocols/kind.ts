import type { Rules } from '#lib/core/debate/protocol'
import { speakersOf } from '#lib/core/debate/turns'
import { arms } from './arms'

type Shape = Pick<Rules, 'sides' | 'debaterSees' | 'judgeSeesSource' | 'opening' | 'loop' | 'closing'>

/** What makes an arm what it is, whatever its lengths and rounds: who speaks, who fixes the answers, who reads what. */
function shapeOf(rules: Shape): string {
  const speakers = speakersOf(rules)
  return [speakers, rules.sides, speakers === 2 ? rules.debaterSees : '', rules.judgeSeesSource].join()
}

const known = new Map(
  arms
    .map((arm) => [shapeOf(arm.build({ turns: 'simultaneous', rounds: 2, words: 100 })), arm.kind] as const)
    .toReversed(), // of two arms of one shape the first that is offered
)
const OTHER = 'other_rules'

/**
 * The arm that rules are an instance of, by what they are and not by what they are called: judges are told by it whom they
 * read, and that has to be true.
 */
export const kindOf = (rules: Shape): string => known.get(shapeOf(rules)) ?? OTHER
