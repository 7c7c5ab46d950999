import * as z from 'zod'

/** A half-open range of UTF-16 code units. */
export const span = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() })
export type Span = z.infer<typeof span>

/** One step of a word-level difference between what was quoted and what the source says. */
export const wordDiff = z.object({
  op: z.enum(['equal', 'insert', 'delete', 'replace']), // from the quote to the source
  quoted: z.string(), // '' for insert
  source: z.string(), // '' for delete
})

export type WordDiff = z.infer<typeof wordDiff>

/** What the checker found about one quote. Immutable: a new algorithm adds records, it never overwrites (protocols.md §7). */
export const checkedQuote = z.object({
  at: span, // where the quoted words stand in the speech's text, quotation marks excluded
  text: z.string(),
  status: z.enum(['exact', 'normalised', 'near', 'not_found']),
  spans: z.array(span), // in the source's NFC text; several for a quote with ellipses, [] if not found
  occurrences: z.int().nonnegative(),
  similarity: z.number().min(0).max(1),
  diff: z.array(wordDiff), // [] unless near
  reason: z.string(), // one plain clause for the judge, e.g. "punctuation differs"; holds no words of the source but for `near`
  flags: z.array(z.enum(['untagged', 'short', 'meaningRisk', 'over_budget', 'repeated'])),
  sourceShare: z.number().min(0).max(1).nullable(), // position of the first span: 0.62 is "62 % in"; null if not found
  sourceHash: z.string(), // SHA-256 of the source, hex
  algorithm: z.literal('quotes/1'),
})
export type CheckedQuote = z.infer<typeof checkedQuote>

/** Only these two are verified, unless their words were cut; a near quote shows its differing words instead. */
export const isVerified = ({ status, flags }: Pick<CheckedQuote, 'status' | 'flags'>) =>
  (status === 'exact' || status === 'normalised') && !flags.includes('over_budget')
