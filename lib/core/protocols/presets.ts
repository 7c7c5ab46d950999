import type { Rules } from '#lib/core/debate/protocol'
import { common, INTERACTIVE } from './arm'
import { consultancy } from './consultancy'
import { debate } from './debate'

/** Rules that have been used in published work, to start from. */
export type Preset = { id: string; name: string; source: string; about: string; rules: Rules }

const NYU = 'Michael et al. 2023, arXiv 2311.08702'
const KHAN = 'Khan et al. 2024, arXiv 2402.06782'

const within = (
  unit: 'words' | 'chars',
  [speechMin, speechTarget, speechMax]: readonly [number, number, number],
  quoteCharsPerSpeech: number | null,
): Rules['limits'] => ({ unit, speechMin, speechTarget, speechMax, quoteCharsPerSpeech, quoteCharsPerSide: null })

const of = ({ id: _, version: __, ...rules }: ReturnType<typeof debate>): Rules => rules
const asked = (rounds: number) => common({ turns: 'simultaneous', rounds, words: 100, judge: 'interactive' }).judge

/** A judge who asks and ends it when they like. They set no maximum: 20 rounds is ours, and so is that there is one at least. */
const nyu = (rules: Rules, limits: Rules['limits']): Rules => ({
  ...rules,
  end: { kind: 'judge', minRounds: 1, maxRounds: 20 },
  judge: { ...asked(20), commentMaxChars: 750, beliefShownToDebaters: true, costPerRound: INTERACTIVE.costPerRound },
  limits,
})

const turns = (order: 'simultaneous' | 'sequential', rounds: number, judge: 'silent' | 'interactive') => ({
  turns: order,
  rounds,
  words: 100,
  judge,
})

/**
 * The published arrangements. What their authors report is as they report it; what they do not (ties, the length that a
 * comment has at least, live text) is as in our arms.
 */
export const presets: readonly Preset[] = [
  {
    id: 'nyu-debate',
    name: 'Debate as at NYU',
    source: NYU,
    about: 'Both open at once, then in turn; the judge asks, shows what they believe, and ends it.',
    rules: nyu(of(debate(turns('sequential', 20, 'interactive'))), within('chars', [1, 750, 750], 250)),
  },
  {
    id: 'nyu-consultancy',
    name: 'Consultancy as at NYU',
    source: NYU,
    about: 'One consultant with twice the length; the judge asks, shows what they believe, and ends it.',
    rules: nyu(of(consultancy(turns('simultaneous', 20, 'interactive'))), within('chars', [1, 1500, 1500], 500)),
  },
  {
    id: 'khan-debate',
    name: 'Debate by Khan et al.',
    source: KHAN,
    about: 'Three rounds at once, and a judge who only reads.',
    rules: { ...of(debate(turns('simultaneous', 3, 'silent'))), limits: within('words', [70, 100, 150], null) },
  },
  {
    id: 'khan-consultancy',
    name: 'Consultancy by Khan et al., static',
    source: KHAN,
    about: 'Three speeches of twice the length, and a judge who only reads.',
    rules: { ...of(consultancy(turns('simultaneous', 3, 'silent'))), limits: within('words', [140, 200, 300], null) },
  },
  {
    id: 'khan-consultancy-interactive',
    name: 'Consultancy by Khan et al., interactive',
    source: KHAN,
    about: 'Three speeches of twice the length; the judge may ask after each, and has no say in when it ends.',
    rules: khanInteractive(),
  },
]

function khanInteractive(): Rules {
  const { costPerRound: _, ...judge } = asked(3) // going on is not theirs to decide, so it costs nothing
  return {
    ...of(consultancy(turns('simultaneous', 3, 'interactive'))),
    end: { kind: 'judge', minRounds: 3, maxRounds: 3 },
    judge,
    limits: within('words', [140, 200, 300], null),
  }
}

export const presetOf = (id: string): Preset | undefined => presets.find((preset) => preset.id === id)
