import { listed, marked, place } from './numbers'
import type { Brief } from './argue'
import { rarity } from './evidence'
import { clauseOf, overlap, quoteOf, termsOf } from './reading'
import type { Part } from './sheet'

/**
 * An answer to what the judge asked: the sentence of the source that shares the rarest words with the question, or the
 * plain statement that there is none. It matches words and knows nothing of what was meant.
 */
export function answerTo({ reading, taken, say }: Brief, asked: string): Part {
  const wanted = termsOf(asked)
  const found = reading.sentences
    .filter(({ quotable, span }) => quotable && !taken.some((own) => overlap(own, span)))
    .map((sentence) => {
      const shared = [...wanted.keys()].filter((key) => sentence.forms.has(key))
      return { sentence, shared, worth: shared.reduce((sum, key) => sum + rarity(reading, key), 0) }
    })
    .filter(({ shared }) => shared.length > 0)
    .sort((a, b) => b.worth - a.worth || a.sentence.index - b.sentence.index)
  for (const { sentence, shared } of found) {
    const span = clauseOf(reading, sentence, new Set(shared))
    const quote = span && quoteOf(reading, span)
    if (!span || !quote) continue
    const words = listed(shared.map((key) => marked(wanted.get(key) ?? key)))
    return { text: say('asked', { words, where: place(span.start / reading.source.length), quote }), quotes: [span] }
  }
  return { text: say('askedNone', {}), quotes: [] }
}
