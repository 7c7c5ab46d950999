import type { Span } from '#lib/core/quotes/quote'
import type { Side } from './protocol'

/** The paragraphs of a speech: its lines that hold more than white space. */
export const paragraphsIn = (text: string): Span[] =>
  [...text.matchAll(/[^\n]+/g)]
    .filter(([line]) => line.trim() !== '')
    .map((line) => ({ start: line.index, end: line.index + line[0].length }))

type Spoken = { turn: number; side: Side; text: string }

/** How many paragraphs a side has said before this turn. */
export const paragraphsBefore = (speeches: readonly Spoken[], side: Side, turn: number): number =>
  speeches
    .filter((speech) => speech.side === side && speech.turn < turn)
    .reduce((sum, { text }) => sum + paragraphsIn(text).length, 0)

/**
 * How a place in a speech is cited: paragraphs are numbered on through all speeches of a side, A1, A2, …
 *
 * @param at UTF-16 code units into the speech's text
 */
export function citation(speeches: readonly Spoken[], { turn, side, text }: Spoken, at: number): string {
  const within = paragraphsIn(text).filter(({ start }) => start <= at).length
  return `${side}${paragraphsBefore(speeches, side, turn) + Math.max(1, within)}`
}
