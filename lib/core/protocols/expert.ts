import { verdictOnly, type Arm } from './arm'

/** The judge reads the source: the ceiling. Whoever has read it may never judge anything on it again. */
export const expertArm: Arm = {
  kind: 'expert',
  name: 'With the story',
  about: 'Nobody speaks; the judge reads the story. The ceiling that other protocols are measured against.',
  uses: [],
  told: 'You read the whole story yourself, and nobody argues. Take the time you need.',
  build: () => verdictOnly('expert', true),
}
