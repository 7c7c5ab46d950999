import type { WordDiff } from './quote'
import type { Word } from './words'

/** The stretch of the source that agrees best with a quote, in word indices, and how well: 1 is word for word. */
export type Nearest = { from: number; to: number; similarity: number }

const RUN = 3 // words in a row that a passage must share with the quote before it is compared at all
const REGIONS = 8 // how many of the most promising ones are aligned, fewer for very long quotes
const key = (words: readonly Word[], at: number) => `${words[at]!.norm} ${words[at + 1]!.norm} ${words[at + 2]!.norm}`

/** Where each run of three words stands, by its first word. Built once per source. */
export function runsOf(words: readonly Word[]): Map<string, number[]> {
  const runs = new Map<string, number[]>()
  for (let at = 0; at + RUN <= words.length; at++) {
    const run = key(words, at)
    const places = runs.get(run)
    if (places) places.push(at)
    else runs.set(run, [at])
  }
  return runs
}

/**
 * Finds the window of 0.8 to 1.2 times the quote's length that shares at least three words in a row with it and takes
 * the fewest word edits; similarity = 1 - edits / max(words). Earliest wins a tie.
 *
 * @returns null if no passage shares three words in a row
 */
export function nearest(quote: readonly Word[], source: readonly Word[], runs: Map<string, number[]>): Nearest | null {
  const slack = Math.ceil(quote.length * 0.25) + 1
  const starts: number[] = []
  for (let at = 0; at + RUN <= quote.length; at++)
    for (const place of runs.get(key(quote, at)) ?? []) starts.push(place - at)
  starts.sort((a, b) => a - b)
  const regions: { first: number; last: number; seeds: number }[] = []
  for (const start of starts) {
    const region = regions.at(-1)
    if (region && start - region.first <= slack) Object.assign(region, { last: start, seeds: region.seeds + 1 })
    else regions.push({ first: start, last: start, seeds: 1 })
  }
  regions.sort((a, b) => b.seeds - a.seeds || a.first - b.first)
  const aligned = Math.max(1, Math.min(REGIONS, Math.floor(2_000 / quote.length)))
  let best: Nearest | null = null
  for (const { first, last } of regions.slice(0, aligned)) {
    const from = Math.max(0, first - slack)
    const found = alignWithin(quote, source, from, Math.min(source.length, last + quote.length + slack))
    if (
      found &&
      (!best || found.similarity > best.similarity || (found.similarity === best.similarity && found.from < best.from))
    )
      best = found
  }
  return best
}

/** Semi-global alignment: the quote against any window of source[from, to). */
function alignWithin(quote: readonly Word[], source: readonly Word[], from: number, to: number): Nearest | null {
  const [n, width] = [quote.length, to - from]
  let edits = new Int32Array(width + 1) // of the first i quote words against a window ending here …
  let starts = Int32Array.from({ length: width + 1 }, (_, j) => j) // … and where that window starts
  for (let i = 1; i <= n; i++) {
    const nextEdits = new Int32Array(width + 1)
    const nextStarts = new Int32Array(width + 1)
    nextEdits[0] = i
    for (let j = 1; j <= width; j++) {
      const swap = edits[j - 1]! + (quote[i - 1]!.norm === source[from + j - 1]!.norm ? 0 : 1)
      const drop = edits[j]! + 1
      const add = nextEdits[j - 1]! + 1
      const least = Math.min(swap, drop, add)
      nextEdits[j] = least
      nextStarts[j] = swap === least ? starts[j - 1]! : drop === least ? starts[j]! : nextStarts[j - 1]!
    }
    edits = nextEdits
    starts = nextStarts
  }
  const runs = runsOf(quote)
  const off = (length: number) => Math.abs(length - n)
  let best: Nearest | null = null
  for (let j = 1; j <= width; j++) {
    const length = j - starts[j]!
    const similarity = 1 - edits[j]! / Math.max(n, length)
    // Of equals the one nearest to the quote's length: it shows what stands where the last words were changed.
    const better =
      !best ||
      similarity > best.similarity ||
      (similarity === best.similarity && off(length) < off(best.to - best.from))
    if (length < 0.8 * n || length > 1.2 * n || !better) continue
    const window: Nearest = { from: from + starts[j]!, to: from + j, similarity }
    for (let at = window.from; at + RUN <= window.to; at++)
      if (runs.has(key(source, at))) {
        best = window
        break
      }
  }
  return best
}

type Step = { op: WordDiff['op']; quoted: number; source: number } // how many words of each

/** The steps from the quote's words to the source's, neighbours of one kind joined, a drop beside an addition a change. */
export function stepsBetween(quote: readonly Word[], source: readonly Word[]): Step[] {
  const [n, m] = [quote.length, source.length]
  const cost = Array.from({ length: n + 1 }, (_, i) =>
    Int32Array.from({ length: m + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  )
  const same = (i: number, j: number) => quote[i - 1]!.norm === source[j - 1]!.norm
  for (let i = 1; i <= n; i++)
    for (let j = 1; j <= m; j++)
      cost[i]![j] = Math.min(cost[i - 1]![j - 1]! + (same(i, j) ? 0 : 1), cost[i - 1]![j]! + 1, cost[i]![j - 1]! + 1)
  const steps: Step[] = []
  const step = (equal: boolean, quoted: number, taken: number) => {
    const next = steps[0]
    if (next && (next.op === 'equal') === equal) {
      next.quoted += quoted
      next.source += taken
    } else steps.unshift({ op: equal ? 'equal' : 'replace', quoted, source: taken })
  }
  let [i, j] = [n, m]
  while (i > 0 || j > 0) {
    const equal = i > 0 && j > 0 && same(i, j)
    const pair = i > 0 && j > 0 && cost[i - 1]![j - 1]! + (equal ? 0 : 1) === cost[i]![j]!
    const drop = pair || (i > 0 && cost[i - 1]![j]! + 1 === cost[i]![j]!)
    const add = pair || !drop
    step(pair && equal, drop ? 1 : 0, add ? 1 : 0)
    if (drop) i--
    if (add) j--
  }
  return steps.map((s) =>
    s.op === 'equal' ? s : { ...s, op: s.quoted === 0 ? 'insert' : s.source === 0 ? 'delete' : 'replace' },
  )
}
