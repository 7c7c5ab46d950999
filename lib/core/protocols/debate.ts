import type { Protocol } from '#lib/core/debate/protocol'
import { common, idOf, type Arm, type Choice } from './arm'

const both = (label: 'opening' | 'rebuttal') => ({ sides: ['A' as const, 'B' as const], label })
const inTurn = (label: 'opening' | 'rebuttal') => [
  { sides: ['A' as const], label },
  { sides: ['B' as const], label },
]

/**
 * Debate with assigned sides.
 *
 * A sequential debate of two rounds or more opens simultaneously, as Michael et al. 2023 and Khan et al. 2024 did, so
 * that neither framing comes first; of one round it is A, then B.
 */
export function debate(choice: Choice): Protocol {
  const { turns, rounds, words } = choice
  const sequential = turns === 'sequential'
  return {
    ...common(choice),
    id: idOf('debate', [turns], choice, words),
    kind: 'debate',
    sides: 'assigned',
    debaterSees: 'all',
    judgeSeesSource: false,
    liveText: true,
    opening: [sequential && rounds === 1 ? inTurn('opening') : [both('opening')]],
    loop: sequential ? inTurn('rebuttal') : [both('rebuttal')],
    closing: [],
  }
}

export const debateArm: Arm = {
  kind: 'debate',
  name: 'Debate',
  about: 'Two debaters argue opposite answers and reply to each other.',
  uses: ['turns', 'rounds', 'words', 'judge'],
  told: 'You cannot see the story. Both debaters can. One of them was given the wrong answer to argue for.',
  build: debate,
}
