import type { Protocol } from './protocol'

/** What a host chooses of a debate. `words`: the target per speech; a speech may be 70 % to 150 % of it (Khan et al. 2024). */
export type DebateChoice = { turns: 'simultaneous' | 'sequential'; rounds: number; words: number }

const both = (label: 'opening' | 'rebuttal') => ({ sides: ['A' as const, 'B' as const], label })
const inTurn = (label: 'opening' | 'rebuttal') => [
  { sides: ['A' as const], label },
  { sides: ['B' as const], label },
]

/**
 * Debate with assigned sides and a fixed number of rounds.
 *
 * A sequential debate of two rounds or more opens simultaneously, as Michael et al. 2023 and Khan et al. 2024 did, so
 * that neither framing comes first; of one round it is A, then B.
 */
export function debate({ turns, rounds, words }: DebateChoice): Protocol {
  const sequential = turns === 'sequential'
  return {
    id: `debate-${turns}-${rounds}x${words}`,
    version: 1,
    kind: 'debate',
    sides: 'assigned',
    debaterSees: 'all',
    judgeSeesSource: false,
    liveText: true,
    opening: [sequential && rounds === 1 ? inTurn('opening') : [both('opening')]],
    loop: sequential ? inTurn('rebuttal') : [both('rebuttal')],
    closing: [],
    judge: {
      prior: true,
      belief: 'every_round',
      comment: 'off',
      commentMinChars: 0,
      commentMaxChars: 0,
      commentTo: 'all',
      beliefShownToDebaters: false,
      finalTie: 'allowed',
    },
    end: { kind: 'fixed', rounds },
    limits: {
      unit: 'words',
      speechMin: Math.max(1, Math.round(words * 0.7)),
      speechTarget: words,
      speechMax: Math.round(words * 1.5),
      quoteCharsPerSpeech: null,
      quoteCharsPerSide: null,
    },
  }
}
