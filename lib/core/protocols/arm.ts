import type { Protocol } from '#lib/core/debate/protocol'

/**
 * What a host chooses of any arm; an arm takes what it has a use for.
 *
 * `words`: the target per speech of a debate; a speech may be 70 % to 150 % of it (Khan et al. 2024). A lone speaker
 * gets twice as many, so that a judge reads as much per round as in a debate (Michael et al. 2023).
 * `rounds`: the most there may be where the judge is interactive.
 */
export type Choice = {
  turns: 'simultaneous' | 'sequential'
  rounds: number
  words: number
  judge?: 'silent' | 'interactive' | undefined
}

/** One arrangement to compare others with. Everything the platform knows of it stands in its file of this folder. */
export type Arm = {
  kind: string // as in the protocol
  name: string
  about: string // for the host, one sentence
  uses: readonly ('turns' | 'rounds' | 'words' | 'judge')[] // of a choice
  /** What judges are told before they begin: who speaks, who chose the answers, and how far to trust them. */
  told: string
  build(choice: Choice): Protocol
}

export const INTERACTIVE = { minRounds: 2, commentMaxChars: 750, costPerRound: 0.05 } // the comment and the cost as in Michael et al. 2023

/** The parts that are the same in every arm with speakers. */
export function common({ rounds, words, judge }: Choice): Pick<Protocol, 'judge' | 'end' | 'limits' | 'version'> {
  const interactive = judge === 'interactive'
  return {
    version: 1,
    judge: {
      prior: true,
      belief: 'every_round',
      comment: interactive ? 'optional' : 'off',
      commentMinChars: 0,
      commentMaxChars: interactive ? INTERACTIVE.commentMaxChars : 0,
      commentTo: 'all',
      beliefShownToDebaters: false,
      finalTie: 'allowed',
      ...(interactive && { costPerRound: INTERACTIVE.costPerRound }),
    },
    end: interactive
      ? { kind: 'judge', minRounds: Math.min(INTERACTIVE.minRounds, rounds), maxRounds: rounds }
      : { kind: 'fixed', rounds },
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

/** The id says what was chosen: `consultancy-3x200-interactive`. */
export const idOf = (kind: string, parts: readonly string[], { rounds, judge }: Choice, words: number): string =>
  [kind.replaceAll('_', '-'), ...parts, `${rounds}x${words}`, ...(judge === 'interactive' ? [judge] : [])].join('-')

/** A verdict and nothing else: no speeches, no prior (asked before nothing, it would be the verdict). */
export const verdictOnly = (kind: string, judgeSeesSource: boolean): Protocol => ({
  ...common({ turns: 'simultaneous', rounds: 1, words: 100 }),
  id: kind,
  kind,
  sides: 'none',
  debaterSees: 'own',
  judgeSeesSource,
  liveText: false,
  opening: [],
  loop: [],
  closing: [],
  judge: { ...common({ turns: 'simultaneous', rounds: 1, words: 100 }).judge, prior: false, belief: 'final_only' },
  end: { kind: 'none' },
})
