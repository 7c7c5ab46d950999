import { countWords } from '#lib/core/text'
import type { Protocol } from './protocol'
import { sentencesOf } from '#lib/core/quotes/sentences'
import type { SpokenText } from './speechText'

export { countWords }

/** Unicode code points after NFC. */
export const countChars = (text: string): number => [...text.normalize('NFC')].length

type Limits = Pick<Protocol['limits'], 'unit' | 'speechMax'>

/** Length of a speech in the protocol's unit. */
export const lengthIn = (unit: Limits['unit'], text: string): number =>
  (unit === 'words' ? countWords : countChars)(text)

/**
 * Cuts a speech that is too long at the last sentence end within its maximum, never inside a quote: a quote that does
 * not fit goes as a whole. Where no sentence fits, the last word that does.
 *
 * @returns the speech unchanged and `cut: false` if it fits; its text may be '' if it is one quote that is too long
 */
export function cutAtSentence(speech: SpokenText, { unit, speechMax }: Limits): SpokenText & { cut: boolean } {
  const { text, tagged } = speech
  if (lengthIn(unit, text) <= speechMax) return { ...speech, cut: false }
  // A quote and its two marks are one piece: a cut may stand at its ends only.
  const outsideQuotes = (at: number) => !tagged.some(({ start, end }) => at >= start && at <= end)
  const fits = (at: number) => outsideQuotes(at) && lengthIn(unit, text.slice(0, at)) <= speechMax
  const wordEnds = [...text.matchAll(/\S(?=\s|$)/g)].map(({ index }) => index + 1)
  const at = sentencesOf(text).findLast(({ end }) => fits(end))?.end ?? wordEnds.findLast(fits) ?? 0
  return { text: text.slice(0, at).trimEnd(), tagged: tagged.filter(({ end }) => end < at), cut: true }
}
