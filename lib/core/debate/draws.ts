import { randomFrom } from '#lib/core/random'
import type { Setup } from './events'

/**
 * The draws of one debate: which stored answer stands on side A, and which of two debaters
 * argues there; for a lone debater, whether it argues B; for an open debate, whether the second one leads.
 *
 * Recorded in `debate_started` and never made again. `index` is the debate's place in its block of four (a room's
 * playlist, a run over a set): within a block both draws are balanced and crossed, since independent coins drift and
 * confound side with honesty (protocols.md §3). The block's order comes from the seed.
 *
 * @param seed of the room or run; the same seed and index give the same draws
 */
export function drawSides(seed: string, index: number): Pick<Setup, 'answerOrder' | 'seed'> & { swap: boolean } {
  const random = randomFrom(`${seed}/block/${Math.floor(index / 4)}`)
  const cells = [0, 1, 2, 3].map((cell) => ({ cell, at: random() })).sort((x, y) => x.at - y.at)
  const cell = cells[index % 4]!.cell
  return { seed: `${seed}/${index}`, answerOrder: cell & 1 ? [1, 0] : [0, 1], swap: (cell & 2) !== 0 }
}
