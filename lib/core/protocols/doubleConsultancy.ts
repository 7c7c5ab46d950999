import { common, idOf, type Arm } from './arm'

/**
 * Two consultants, one per answer, who never hear of each other, side by side: as much text as a debate and no replies,
 * which tells what the clash itself is worth (Arnesen et al. 2024). They speak at once; what a judge asks goes to one.
 */
export const doubleConsultancyArm: Arm = {
  kind: 'double_consultancy',
  name: 'Double consultancy',
  about: 'Two consultants argue one answer each and never hear of each other.',
  uses: ['rounds', 'words', 'judge'],
  told: 'You cannot see the story. Two consultants can, each argues for one of the answers, and neither knows of the other. Exactly one of them was given the wrong answer. What you ask goes to one of them: do not pass on what the other one said.',
  build: (choice) => {
    const shared = common(choice)
    return {
      ...shared,
      id: idOf('double_consultancy', [], choice, choice.words),
      kind: 'double_consultancy',
      sides: 'assigned',
      debaterSees: 'own',
      judgeSeesSource: false,
      liveText: true,
      opening: [[{ sides: ['A', 'B'], label: 'opening' }]],
      loop: [{ sides: ['A', 'B'], label: choice.judge === 'interactive' ? 'answer' : 'rebuttal' }],
      closing: [],
      judge: { ...shared.judge, ...(choice.judge === 'interactive' && { commentTo: 'addressed' as const }) },
    }
  },
}
