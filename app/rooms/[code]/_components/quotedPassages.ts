import { citation } from '#lib/core/debate/paragraphs'
import type { Side } from '#lib/core/debate/protocol'
import type { SpeechView } from '#lib/core/debate/view'
import { wordsOf, type Word } from '#lib/core/quotes/words'
import { typeset } from './typeset'

/** Where a passage was quoted: the paragraph, as A2, and the words as they stand there. */
export type Use = { side: Side; label: string; turn: number; text: string }
export type Piece = { text: string; A: boolean; B: boolean }

/** What is known of one place in the story. `share`: how far in it begins, 0 to 1. */
export type Passage = { share: number; pieces: Piece[]; uses: Use[] }

type Range = { start: number; end: number }
type Claim = { text: string; parts: Word[][]; share: number; use: Use }

const LEFT_OUT = /[[(]\s*(?:…|\.{3,}|\. \. \.)\s*[\])]|…|\.{3,}|\. \. \./g

/** The words of each stretch between ellipses, with their places in the text. */
function partsOf(text: string): Word[][] {
  const edges = [...text.matchAll(LEFT_OUT)].flatMap(({ index, 0: mark }) => [index, index + mark.length])
  const cuts = [0, ...edges, text.length]
  const parts: Word[][] = []
  for (let i = 0; i < cuts.length; i += 2) {
    const [from, to] = [cuts[i]!, cuts[i + 1]!]
    parts.push(
      wordsOf(text.slice(from, to)).map(({ norm, start, end }) => ({ norm, start: start + from, end: end + from })),
    )
  }
  return parts.filter((words) => words.length > 0)
}

const standsAt = (words: readonly Word[], from: number, sought: readonly Word[]) =>
  from + sought.length <= words.length && sought.every(({ norm }, i) => words[from + i]!.norm === norm)

/** Where the words of one quote stand within another, part by part and in order; null if they do not all. */
function within(whole: Claim, part: Claim): Range[] | null {
  const ranges: Range[] = []
  let [at, from] = [0, 0]
  for (const sought of part.parts) {
    while (at < whole.parts.length && !standsAt(whole.parts[at]!, from, sought)) {
      if (from < whole.parts[at]!.length) from++
      else [at, from] = [at + 1, 0]
    }
    const words = whole.parts[at]
    if (!words) return null
    const [first, last] = [from, from + sought.length - 1]
    // Up to the quote's own edges, so that punctuation there is not left without a colour.
    const start = at === 0 && first === 0 ? 0 : words[first]!.start
    const ends = at === whole.parts.length - 1 && last === words.length - 1
    ranges.push({ start, end: ends ? whole.text.length : words[last]!.end })
    from = last + 1
  }
  return ranges
}

const wordCount = ({ parts }: Claim) => parts.reduce((sum, words) => sum + words.length, 0)
const sameWords = (one: Claim, two: Claim) => wordCount(one) === wordCount(two)

/** Cuts the text wherever a side's quoting begins or ends. */
function piecesOf(text: string, lit: readonly (Range & { side: Side })[]): Piece[] {
  const cuts = [...new Set([0, text.length, ...lit.flatMap(({ start, end }) => [start, end])])].sort((p, q) => p - q)
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1]!
    const over = (side: Side) => lit.some((one) => one.side === side && one.start <= start && one.end >= end)
    return { text: text.slice(start, end), A: over('A'), B: over('B') }
  })
}

/**
 * Every place of the story that was quoted word for word, in the order of the story, as far as a reader may know it who
 * has only where a quote begins. Quotes are taken together where one says the same words as another or lies within it.
 *
 * A quote's place is that of its first occurrence. Where its words also stand within a longer quote, it begins at the
 * latest there; so it lies within that one exactly if it does not begin before it.
 *
 * @param speeches all that the reader has, for the numbers of paragraphs; `shown` says which of them stand in full
 */
export function quotedPassages(speeches: readonly SpeechView[], shown: (speech: SpeechView) => boolean): Passage[] {
  const groups: { whole: Claim; uses: Use[]; lit: (Range & { side: Side })[] }[] = []
  for (const claim of speeches
    .filter(shown)
    .flatMap((speech) => claimsOf(speech, speeches))
    .sort(longestFirst)) {
    const { side, label } = claim.use
    const homes = groups.flatMap((group) => {
      const ranges = within(group.whole, claim)
      return ranges && (claim.share >= group.whole.share || sameWords(group.whole, claim)) ? [{ group, ranges }] : []
    })
    const home = homes.reduce<(typeof homes)[number] | null>(
      (best, one) => (best && best.group.whole.share >= one.group.whole.share ? best : one), // the nearest before it
      null,
    )
    if (!home) {
      groups.push({ whole: claim, uses: [claim.use], lit: [{ start: 0, end: claim.text.length, side }] })
      continue
    }
    home.group.lit.push(...home.ranges.map((range) => ({ ...range, side })))
    if (!home.group.uses.some((use) => use.label === label)) home.group.uses.push(claim.use)
  }
  return groups
    .sort((p, q) => p.whole.share - q.whole.share)
    .map(({ whole, uses, lit }) => ({
      share: whole.share,
      pieces: piecesOf(whole.text, lit),
      uses: uses.sort((p, q) => p.turn - q.turn || p.label.localeCompare(q.label, 'en', { numeric: true })),
    }))
}

const longestFirst = (p: Claim, q: Claim) => wordCount(q) - wordCount(p) || p.use.turn - q.use.turn

function claimsOf(speech: SpeechView, speeches: readonly SpeechView[]): Claim[] {
  const { text } = typeset(speech) // as it is set in the transcript
  return speech.quotes.flatMap(({ at, verified, sourceShare: share }) => {
    if (!verified || share === null) return []
    const quoted = text.slice(at.start, at.end)
    const label = citation(speeches, speech, at.start)
    const use = { side: speech.side, turn: speech.turn, label, text: quoted }
    return [{ text: quoted, parts: partsOf(quoted), share, use }]
  })
}
