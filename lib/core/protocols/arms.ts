import type { Protocol } from '#lib/core/debate/protocol'
import type { Arm, Choice } from './arm'
import { consultancyArm } from './consultancy'
import { debateArm } from './debate'
import { doubleConsultancyArm } from './doubleConsultancy'
import { expertArm } from './expert'
import { naiveArm } from './naive'
import { openConsultancyArm } from './openConsultancy'
import { openDebateArm } from './openDebate'

/** Every arm that can be chosen, in the order in which they are offered. A new one is its file and a line here. */
export const arms: readonly Arm[] = [
  debateArm,
  openDebateArm,
  consultancyArm,
  doubleConsultancyArm,
  openConsultancyArm,
  naiveArm,
  expertArm,
]

/** The arm a protocol is an instance of; of a kind that is not among ours, what can be said of any. */
export const armOf = (kind: string): Pick<Arm, 'name' | 'told'> =>
  arms.find((arm) => arm.kind === kind) ?? {
    name: kind.replaceAll('_', ' '),
    told: 'You cannot see the story. Read the rules of this debate before you begin.',
  }

/** The protocol of a choice; null if there is no such arm. */
export const buildArm = (choice: Choice & { arm: string }): Protocol | null =>
  arms.find(({ kind }) => kind === choice.arm)?.build(choice) ?? null
