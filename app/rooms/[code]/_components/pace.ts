const SHORTEST_MS = 8_000
const LONGEST_MS = 12_000
const MS_PER_CHAR = 11

/** How long a round takes to appear: by its longest speech, between 8 and 12 s. @param lengths characters of each side's speech */
export const paceMs = (lengths: readonly number[]): number =>
  Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Math.max(0, ...lengths) * MS_PER_CHAR))

/**
 * How much of a text is shown at one instant. By the fraction of its own length, so that both sides begin and end
 * together however long they are, and up to the end of a word, so that no letter is set twice.
 *
 * @returns characters shown, 0 to `text.length`
 */
export function shownAt(text: string, elapsedMs: number, totalMs: number): number {
  if (elapsedMs <= 0) return 0
  if (elapsedMs >= totalMs) return text.length
  const reached = Math.floor((elapsedMs / totalMs) * text.length)
  const gap = text.slice(reached).search(/\s/)
  return gap < 0 ? (reached === 0 ? 0 : lastGap(text, reached)) : reached === 0 ? 0 : reached + gap
}

/** The last word waits for the end, as nothing after it says where it stops. */
const lastGap = (text: string, before: number) => text.slice(0, before).search(/\s\S*$/) + 1
