import { verdictOnly, type Arm } from './arm'

/** The question alone: what judges know without any help. */
export const naiveArm: Arm = {
  kind: 'naive',
  name: 'Question only',
  about: 'Nobody speaks: what judges know without help. The floor that other protocols are measured from.',
  uses: [],
  told: 'You see the question and its two answers, and nothing of the story. Say how likely each answer is.',
  build: () => verdictOnly('naive', false),
}
