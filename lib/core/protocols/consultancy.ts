import type { Protocol } from '#lib/core/debate/protocol'
import { common, idOf, type Arm, type Choice } from './arm'

/**
 * One adviser for one answer, which is drawn: right in half of the cases, which the judge knows, and not in which half.
 * Each round has one speech of twice the length, so that there is as much to read as in a debate.
 */
export function consultancy(choice: Choice): Protocol {
  const words = 2 * choice.words
  return {
    ...common({ ...choice, words }),
    id: idOf('consultancy', [], choice, words),
    kind: 'consultancy',
    sides: 'assigned',
    debaterSees: 'own',
    judgeSeesSource: false,
    liveText: true,
    opening: [[{ sides: ['X'], label: 'opening' }]],
    loop: [{ sides: ['X'], label: choice.judge === 'interactive' ? 'answer' : 'rebuttal' }],
    closing: [],
  }
}

export const consultancyArm: Arm = {
  kind: 'consultancy',
  name: 'Consultancy',
  about: 'One consultant argues for one answer, the wrong one half of the time.',
  uses: ['rounds', 'words', 'judge'],
  told: 'You cannot see the story. The consultant can, and argues for the answer that was drawn: in half of all consultancies it is the wrong one.',
  build: consultancy,
}
