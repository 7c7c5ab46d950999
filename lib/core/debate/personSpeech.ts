import { quoteCost } from '#lib/core/quotes/budget'
import { checkQuotes } from '#lib/core/quotes/check'
import type { CheckedQuote } from '#lib/core/quotes/quote'
import type { Protocol } from './protocol'
import { lengthIn } from './speechLimits'
import { renderSpeech, type SpokenText } from './speechText'

type Limits = Pick<Protocol['limits'], 'unit' | 'speechMin' | 'speechMax' | 'quoteCharsPerSpeech' | 'quoteCharsPerSide'>

/** What a person's speech weighs as it stands. */
export type Weighed = {
  spoken: SpokenText
  quotes: CheckedQuote[]
  length: number // in the protocol's unit
  quoteChars: number // of this speech, in code points
  quoteCharsOfSide: number // of all speeches of the side, with this one; what was quoted before counts once
  faults: string[] // why it cannot be handed in, in sentences with their figures; [] if it can
}

/**
 * Weighs what a person has written against the limits: the very same here, as it is typed, and where it is handed in.
 *
 * @param raw with <quote> marks
 * @param given.earlier the quotes of the same side's speeches before
 * @param given.known the question and its answers, as for checkQuotes
 */
export function weigh(
  raw: string,
  given: {
    source: string
    sourceHash: string
    known: readonly string[]
    earlier: readonly CheckedQuote[]
    limits: Limits
  },
): Weighed {
  const { source, sourceHash, known, earlier, limits } = given
  const { unit, speechMin, speechMax, quoteCharsPerSpeech, quoteCharsPerSide } = limits
  const spoken = renderSpeech(raw)
  const quotes = checkQuotes(spoken, source, { sourceHash, known, earlier })
  const length = lengthIn(unit, spoken.text)
  const quoteChars = quoteCost(source, quotes)
  const quoteCharsOfSide = quoteCost(source, [...earlier, ...quotes])
  const named = unit === 'words' ? 'words' : 'characters'
  const faults: string[] = []
  if (spoken.text === '') faults.push('Nothing is written yet.')
  else if (length > speechMax) faults.push(`The speech has ${length} ${named}; ${speechMax} are allowed.`)
  else if (length < speechMin) faults.push(`The speech has ${length} ${named}; at least ${speechMin} are asked for.`)
  if (quoteCharsPerSpeech !== null && quoteChars > quoteCharsPerSpeech)
    faults.push(`The quotes have ${quoteChars} characters; ${quoteCharsPerSpeech} are allowed in a speech.`)
  // Whoever went over before is not held to it for quoting nothing new.
  if (quoteCharsPerSide !== null && quoteCharsOfSide > Math.max(quoteCharsPerSide, quoteCost(source, earlier)))
    faults.push(`The quotes of all speeches have ${quoteCharsOfSide} characters; ${quoteCharsPerSide} are allowed.`)
  return { spoken, quotes, length, quoteChars, quoteCharsOfSide, faults }
}
