import type { Protocol } from '#lib/core/debate/protocol'
import type { SpokenText } from '#lib/core/debate/speechText'
import { isVerified, type CheckedQuote, type Span } from './quote'

type Budget = Pick<Protocol['limits'], 'quoteCharsPerSpeech' | 'quoteCharsPerSide'>

/** Code points of the source covered by the union of the spans. */
export function coverage(source: string, spans: readonly Span[]): number {
  let [covered, reached] = [0, 0]
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (end <= reached) continue
    covered += [...source.slice(Math.max(start, reached), end)].length
    reached = end
  }
  return covered
}

/**
 * What quotes cost, in code points: those of the source that verified quotes cover, each once however often it was
 * quoted, and all of every quote that is not verified. What was cut from a speech costs nothing.
 */
export function quoteCost(source: string, quotes: readonly CheckedQuote[]): number {
  const said = quotes.filter((quote) => !isCut(quote))
  const loose = said.filter((quote) => !isVerified(quote))
  const verified = said.filter(isVerified).flatMap(({ spans }) => spans)
  return coverage(source, verified) + loose.reduce((sum, { text }) => sum + [...text].length, 0)
}

/** Its words were taken out of the speech: they are no longer there to be read or weighed. */
export const isCut = ({ flags }: Pick<CheckedQuote, 'flags'>): boolean => flags.includes('over_budget')

/**
 * What a speech's quotes cost against what is allowed, as one clause; null if it is within the budget.
 *
 * @param earlier quotes of the same side's speeches before: repeating them is free in the budget of the side
 */
export function overBudget(
  source: string,
  quotes: readonly CheckedQuote[],
  earlier: readonly CheckedQuote[],
  { quoteCharsPerSpeech, quoteCharsPerSide }: Budget,
): string | null {
  const speech = quoteCost(source, quotes)
  if (quoteCharsPerSpeech !== null && speech > quoteCharsPerSpeech)
    return `The quotes have ${speech} characters; ${quoteCharsPerSpeech} are allowed in a speech.`
  if (quoteCharsPerSide === null) return null
  const side = quoteCost(source, [...earlier, ...quotes])
  // Who went over before, when the budget could not yet be kept, is not held to it for quoting nothing new.
  if (side <= quoteCharsPerSide || side <= quoteCost(source, earlier)) return null
  return `The quotes of all speeches have ${side} characters; ${quoteCharsPerSide} are allowed.`
}

const OPENS = /["“”„‟«»'‘’]/

/**
 * Replaces the surplus quotes by "[…]", in the order of the speech: each quote stays if the budget lasts for it with those
 * that stayed before it. Their marks go with them, and their words: taking off the marks alone would leave the words to
 * the judge.
 *
 * @returns the speech with the quotes that stay tagged, and what was cut: found as it was, flagged `over_budget`,
 *   without its words
 */
export function keepToBudget(
  { text, quotes }: { text: string; quotes: readonly CheckedQuote[] },
  source: string,
  earlier: readonly CheckedQuote[],
  budget: Budget,
): { spoken: SpokenText; cut: CheckedQuote[] } {
  const kept: CheckedQuote[] = []
  const cut: CheckedQuote[] = []
  const tagged: Span[] = []
  let [now, from] = ['', 0]
  for (const quote of [...quotes].sort((p, q) => p.at.start - q.at.start)) {
    if (overBudget(source, [...kept, quote], earlier, budget) === null) {
      kept.push(quote)
      const moved = now.length - from
      if (!quote.flags.includes('untagged')) tagged.push({ start: quote.at.start + moved, end: quote.at.end + moved })
      continue
    }
    const { start, end } = withMarks(text, quote.at)
    now += text.slice(from, start)
    cut.push(withoutWords(quote, { start: now.length, end: now.length + CUT.length }))
    now += CUT
    from = end
  }
  return { spoken: { text: now + text.slice(from), tagged }, cut }
}

const CUT = '[…]'

const withoutWords = (quote: CheckedQuote, at: Span): CheckedQuote => ({
  ...quote,
  at,
  text: CUT,
  diff: [],
  reason: 'cut: beyond the length of quotes allowed',
  flags: [...quote.flags, 'over_budget'],
  sourceShare: null,
})

/** The quote with the quotation marks directly around it. */
function withMarks(text: string, { start, end }: Span): Span {
  while (OPENS.test(text[start - 1] ?? '') && OPENS.test(text[end] ?? '')) {
    start--
    end++
  }
  return { start, end }
}
