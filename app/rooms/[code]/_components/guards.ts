import type { DebateView } from '#lib/core/debate/view'
import { percent } from '#ui/figures'

type Guard = { title: string; text: string; reversed?: true }
type Judged = Pick<DebateView, 'phase' | 'roundsOver'> & {
  own?: { trail: readonly { afterRound: number; percentA: number }[] }
  rules: { rounds: number }
}

/**
 * What a judge should have noticed before a verdict counts: said once, in the question that confirms it, and never in
 * the way.
 *
 * @param percentA the verdict, belief that side A is right, integer 1–99
 */
export function guardsOf({ own, rules, phase, roundsOver }: Judged, percentA: number): Guard[] {
  const ends = phase === 'running' // whoever rules now ends the debate
  const now = ends ? roundsOver : rules.rounds
  const last = own?.trail.filter(({ afterRound }) => afterRound < now).at(-1)
  const turned = last !== undefined && (last.percentA - 50) * (percentA - 50) < 0
  const early = { title: 'You have read one round only.', text: 'You may ask for another before you decide.' }
  const when = last?.afterRound === 0 ? 'Before you read' : `After round ${last?.afterRound}`
  const figures = `${when} you gave A ${percent(last?.percentA ?? 50)}; now you give A ${percent(percentA)}.`
  const reversed = ends
    ? {
        title: 'You have just changed sides; nobody has answered that.',
        text: `${figures} Another round could answer it.`,
        reversed: true as const,
      }
    : {
        title: 'This turns your last belief around.',
        text: `${figures} If that is meant, go on.`,
        reversed: true as const,
      }
  return [...(ends && now === 1 ? [early] : []), ...(turned ? [reversed] : [])]
}
