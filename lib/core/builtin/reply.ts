import type { Speech } from '#lib/core/debate/events'
import { isCut } from '#lib/core/quotes/budget'
import { isVerified, type CheckedQuote, type Span } from '#lib/core/quotes/quote'
import { countWords } from '#lib/core/text'
import type { Brief } from './argue'
import { wordsOf } from '#lib/core/quotes/words'
import { stem } from './english'
import { listed, ordinal, place } from './numbers'
import { overlap, QUOTE_WORDS, quoteOf, wordsIn, type Reading, type Sentence } from './reading'
import type { Part } from './sheet'

type Said = Pick<Speech, 'text' | 'quotes'>
const SNIPPET = { whole: 9, part: 6 } // words: a quote this short is repeated whole, of a longer one so many

/** Answers to what the other debater quoted last, the most telling first; each part with its shorter form. */
export function replies(brief: Brief, { quotes, ...said }: Said): [Part, Part | null][] {
  const last = { ...said, quotes: quotes.filter((quote) => !isCut(quote)) }
  const { taken, say } = brief
  const isShared = ({ spans }: CheckedQuote) => spans.some((span) => taken.some((own) => overlap(span, own)))
  const news = last.quotes.filter((quote) => !isShared(quote))
  const kind = news.length > 0 ? 'theyQuote' : 'bothQuote'
  if (last.quotes.length === 0) return [[{ text: say('noQuotes', {}), quotes: [] }, null]]
  return (news.length > 0 ? news : last.quotes)
    .map((quote) => ({ quote, measured: measure(brief, quote, last) }))
    .sort((a, b) => b.measured.weight - a.measured.weight)
    .slice(0, 3)
    .flatMap(({ quote, measured }) => {
      const answer = isVerified(quote)
        ? answerVerified(brief, kind, quote, measured)
        : answerFaulty(brief, quote, ordinal(last.quotes.indexOf(quote)))
      return answer ? [answer] : []
    })
}

type Measured = {
  sentence: Sentence | null // where the quote ends
  mine: string[]
  theirs: string[]
  none: boolean // of all words that only their answer has, common ones too
  goesOn: { kind: 'rest' | 'goesOn'; span: Span; sentence: Sentence } | null
  weight: number // how much there is to say against it
}

function measure(brief: Brief, { text, spans, status, flags }: CheckedQuote, last: Said): Measured {
  const { reading, terms } = brief
  const end = spans.at(-1)
  const sentence = end ? sentenceAt(reading, end.end - 1) : null
  const quoted = reading.sentences.filter((one) => spans.some((span) => overlap(span, one.span)))
  const found = (wanted: ReadonlyMap<string, string>) => [
    ...new Map(spans.flatMap((span) => [...wordsIn(reading, quoted, span, wanted)])).values(),
  ]
  const [mine, theirs] = [found(terms.own), found(terms.other)]
  const none = !wordsOf(text).some(({ norm }) => terms.anyOther.has(norm) || terms.anyOther.has(stem(norm)))
  const goesOn = end && sentence ? after(brief, end, sentence, last) : null
  const follows = goesOn ? wordsIn(reading, [goesOn.sentence], goesOn.span, terms.own).size : 0
  const faulty = status === 'not_found' || status === 'near' ? 4 : 0
  const weight =
    faulty + 2 * mine.length + (none ? 1.5 : 0) + follows + (goesOn ? 0.5 : 0) - (flags.includes('repeated') ? 2 : 0)
  return { sentence, mine, theirs, none, goesOn, weight }
}

function sentenceAt({ sentences }: Reading, offset: number): Sentence | null {
  let [low, high] = [0, sentences.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sentences[middle]!.span.end > offset) high = middle
    else low = middle + 1
  }
  return sentences[low] ?? null
}

/** What the source says right after a quote: the rest of its sentence, else the next sentence. */
function after({ reading, taken, terms }: Brief, end: Span, sentence: Sentence, last: Said): Measured['goesOn'] {
  const { source, sentences } = reading
  const skip = /^[\s,;:—–-]*/.exec(source.slice(end.end, sentence.span.end))?.[0].length ?? 0
  const rest = { start: end.end + skip, end: sentence.span.end }
  const restWords = sentence.words.filter(({ start }) => start >= rest.start).length
  const next = sentences[sentence.index + 1]
  const goesOn =
    restWords >= 3
      ? { kind: 'rest' as const, span: rest, sentence, words: restWords }
      : next && restWords === 0
        ? { kind: 'goesOn' as const, span: next.span, sentence: next, words: next.words.length }
        : null
  if (!goesOn || goesOn.words > QUOTE_WORDS.max || goesOn.words < 3 || !goesOn.sentence.quotable) return null
  const known = [...taken, ...last.quotes.flatMap(({ spans }) => spans)].some((span) => overlap(span, goesOn.span))
  const { forms, turn } = goesOn.sentence
  const matters =
    goesOn.kind === 'rest' ||
    turn !== null ||
    [...terms.own.keys(), ...terms.question.keys()].some((key) => forms.has(key))
  return known || !matters || !quoteOf(reading, goesOn.span) ? null : goesOn
}

function answerVerified(
  brief: Brief,
  kind: 'theyQuote' | 'bothQuote',
  quote: CheckedQuote,
  { sentence, mine, theirs, none, goesOn }: Measured,
): [Part, Part | null] | null {
  const { reading, say, terms } = brief
  const [first] = quote.spans
  const snippet = first && sentence ? snippetOf(reading, first) : null
  if (!first || !snippet) return null
  const { reason, status } = quote
  const found = `${place(quote.sourceShare ?? 0)}${status === 'normalised' ? `, though ${reason}` : ''}`
  const opening = [say(kind, { snippet: snippet.text, found })]
  const words = (list: string[]) => ({ words: listed(list), many: list.length > 1 })
  if (mine.length > 0) opening.push(say('theyHaveMine', words(mine)))
  else if (none && terms.other.size > 0) opening.push(say('theyHaveNone', {}))
  else if (theirs.length > 0) opening.push(say('theyHaveTheirs', words(theirs)))
  if (opening.length === 1 && !goesOn) return null // nothing was measured about it
  const short = { text: opening.join(' '), quotes: [snippet.span] }
  if (!goesOn) return [short, null]
  const text = quoteOf(reading, goesOn.span) ?? ''
  const more = [goesOn.kind === 'rest' ? say('rest', { rest: text }) : say('goesOn', { next: text })]
  const own = [...wordsIn(reading, [goesOn.sentence], goesOn.span, terms.own).values()]
  if (own.length > 0) more.push(say('ownWords', words(own)))
  return [{ text: [...opening, ...more].join(' '), quotes: [snippet.span, goesOn.span] }, short]
}

function answerFaulty({ say }: Brief, quote: CheckedQuote, nth: string): [Part, Part | null] | null {
  const few = (text: string) => text !== '' && text.split(/\s+/).length < 3
  const changed = quote.diff.find(({ op, quoted, source }) => op === 'replace' && few(quoted) && few(source))
  const bare = (text: string) => `“${text.replace(/^["“”]|[\s.,;:"“”]+$/g, '')}”`
  if (quote.status === 'near' && !changed) return null
  const text = changed
    ? say('near', { nth, quoted: bare(changed.quoted), source: bare(changed.source) })
    : say('notFound', { nth, reason: quote.reason })
  return [{ text, quotes: [] }, null]
}

/** The quote by its first words, verbatim. */
function snippetOf({ source, ...reading }: Reading, span: Span): { text: string; span: Span } | null {
  const inside = reading.sentences.flatMap((sentence) => (overlap(sentence.span, span) ? sentence.words : []))
  const words = inside.filter(({ start, end }) => start >= span.start && end <= span.end)
  const whole = words.length <= SNIPPET.whole
  const [first, last] = [words[0], words[whole ? words.length - 1 : SNIPPET.part - 1]]
  if (!first || !last) return null
  const [before] = source.slice(first.start, last.end).split(/\s*["“”]/, 1)
  const cut = { start: first.start, end: first.start + before!.replace(/[^\p{L}\p{N}]+$/u, '').length }
  const tagged = quoteOf({ source, ...reading }, cut)?.replace(/\.$/, '')
  if (!tagged || countWords(before!) < 2) return null
  return { text: whole && cut.end === last.end ? tagged : `the line that begins ${tagged}`, span: cut }
}
