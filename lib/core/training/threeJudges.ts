import { randomFrom } from '#lib/core/random'

/** One believes what the evidence says and states it; one states more than that, one less. */
export const characters = ['honest', 'bold', 'timid'] as const
export type Character = (typeof characters)[number]

export const QUESTIONS = 200

const odds = (p: number) => p / (1 - p)
/** What they say who believe `p` in [0.5, 1): the bold one squares the odds, the timid one takes their root. */
export function says(character: Character, p: number): number {
  const told = odds(p) ** { honest: 1, bold: 2, timid: 0.5 }[character]
  return Math.min(0.99, told / (1 + told))
}

/** Bits lost so far after each question, from none; less is better. */
export type Run = Record<Character, number[]>

/**
 * Three judges over the same questions. On each the evidence makes one answer likelier, by 50 to 95 %, all equally
 * likely, and in that share of cases it is right; all three see it, and differ in what they say.
 */
export function threeJudges(seed: string): Run {
  const random = randomFrom(seed)
  const run: Run = { honest: [0], bold: [0], timid: [0] }
  for (let i = 0; i < QUESTIONS; i++) {
    const p = 0.5 + 0.45 * random()
    const right = random() < p
    for (const character of characters) {
      const said = says(character, p)
      run[character].push((run[character].at(-1) ?? 0) - Math.log2(right ? said : 1 - said))
    }
  }
  return run
}

/** Mean bits lost per question at the end of a run. */
export const meanLoss = (run: Run, character: Character): number => (run[character].at(-1) ?? 0) / QUESTIONS

/** Who lost least. */
export const winner = (run: Run): Character =>
  characters.reduce((best, one) => (meanLoss(run, one) < meanLoss(run, best) ? one : best))

/**
 * Bits lost per question on average by always saying `percent`, while wrong in `wrong` of a hundred.
 *
 * @param percent said each time, in [50, 100]; at 100 one error costs without end
 */
export const meanLossAt = (percent: number, wrong: number): number => {
  const lost = (share: number, said: number) => (share === 0 ? 0 : -share * Math.log2(said))
  return lost((100 - wrong) / 100, percent / 100) + lost(wrong / 100, 1 - percent / 100)
}
