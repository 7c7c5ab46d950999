import type { Arm } from './arm'
import { consultancy } from './consultancy'

/** One adviser who chooses which answer to argue (Kenton et al. 2024). */
export const openConsultancyArm: Arm = {
  kind: 'open_consultancy',
  name: 'Open consultancy',
  about: 'One consultant chooses the answer it wants to argue for.',
  uses: ['rounds', 'words', 'judge'],
  told: 'You cannot see the story. The consultant can, and was free to choose which answer to argue for.',
  build: (choice) => {
    const made = consultancy(choice)
    return { ...made, id: `open-${made.id}`, kind: 'open_consultancy', sides: 'chosen_by_lead' }
  },
}
