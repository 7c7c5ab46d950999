import type { Speech } from '#lib/core/debate/events'
import type { Protocol } from '#lib/core/debate/protocol'
import { countWords } from '#lib/core/text'
import type { Span } from '#lib/core/quotes/quote'
import { answerTo } from './asked'
import { distinguish, type Terms } from './evidence'
import { exhibit, facts, rankedEvidence, stance, tally, undercut, type Exhibit } from './parts'
import { phrasebook } from './phrases'
import { overlap, read, type Reading } from './reading'
import { replies } from './reply'
import { sheet } from './sheet'

export type ArgueInput = {
  question: string
  ownAnswer: string
  otherAnswer: string
  source: string
  ownSpeeches: readonly Pick<Speech, 'text' | 'quotes'>[] // in order
  otherSpeeches: readonly Pick<Speech, 'text' | 'quotes'>[] // in order, those it may read
  alone?: boolean // there is no other debater, or none that it hears of
  asked?: string | null // what the judge said after the last round
  limits: Protocol['limits']
  seed: string // of the debate, the same for both debaters
}

/** What the parts of a speech are made from. */
export type Brief = {
  reading: Reading
  terms: Terms
  say: ReturnType<typeof phrasebook>
  taken: Span[] // what this side has quoted, in this speech too
  theirs: Span[] // what the other side has quoted
  voice: 0 | 1 // which of the two it is, by the answers alone
}

const WEAK = 0.3 // of the best exhibit's worth: from there on it rather says less
const MORE = 7 // plain sentences there are
const WORDS_PER_EXHIBIT = 38
const CHARS_PER_WORD = 6

/**
 * Writes one speech: a built-in rule-based debater, not a language model.
 *
 * It brings sentences of the source that share words with its answer, sentences where words of the other answer stand
 * beside a "not" or a "but", and answers what the other debater quoted last. It states only what was measured. The
 * same input gives the same speech, and the letter of its side is no input.
 *
 * @returns raw text with `<quote>` tags; what is shown of it is within speechMin and speechMax
 */
export function argue({
  question,
  ownAnswer,
  otherAnswer,
  source,
  ownSpeeches,
  otherSpeeches,
  alone = false,
  asked = null,
  limits,
  seed,
}: ArgueInput): string {
  const spans = (speeches: ArgueInput['ownSpeeches']) =>
    speeches.flatMap(({ quotes }) => quotes.flatMap((quote) => quote.spans))
  const turn = ownSpeeches.length
  const voice = ownAnswer < otherAnswer ? 0 : 1
  const brief: Brief = {
    voice,
    reading: read(source),
    terms: distinguish(question, ownAnswer, otherAnswer),
    say: phrasebook(seed, voice, turn, alone),
    taken: spans(ownSpeeches),
    theirs: spans(otherSpeeches),
  }
  const { say } = brief
  const page = sheet(limits, source, [...brief.taken])
  const plain = (text: string) => ({ text, quotes: [] })
  const isTaken = ({ span }: Exhibit) => brief.taken.some((own) => overlap(own, span))
  const keep = (part: { quotes: Span[] } | null) => part && brief.taken.push(...part.quotes)

  if (turn === 0) page.add(plain(stance(brief, ownAnswer)), plain(say('stanceUnnamed', {})))
  if (asked) {
    keep(page.add(answerTo(brief, asked)))
    page.paragraph()
  }
  const last = otherSpeeches.at(-1)
  if (last) {
    page.paragraph()
    for (const part of replies(brief, last)) {
      if (page.filled() > 0.3) break
      keep(page.add(...part))
      page.paragraph()
    }
  }

  const room = undercut(brief) ? 0.5 : 0.75
  const target = limits.unit === 'words' ? limits.speechTarget : limits.speechTarget / CHARS_PER_WORD
  const evidence = rankedEvidence(brief, Math.max(1, Math.round(((room - page.filled()) * target) / WORDS_PER_EXHIBIT)))
  page.paragraph()
  const best = Math.max(0, ...evidence.map(({ worth }) => worth))
  const commented = new Set<string>()
  let before: Exhibit | null = null
  for (const next of evidence) {
    if (before && (page.filled() > room || next.worth < WEAK * best)) break
    if (isTaken(next)) continue
    const part = page.add(...exhibit(brief, next, before, commented))
    keep(part)
    if (part) before = next
  }
  page.paragraph()
  keep(page.add(undercut(brief)))
  page.paragraph()
  if (page.filled() < 0.9) page.add(plain(facts(brief, turn)))
  if (page.filled() < 0.95) page.add(plain(turn > 0 ? tally(brief) : ''), plain(say('close', {})))

  // A speech that is still too short takes more lines and plain words in turn, then whatever fits.
  const size = `some ${countWords(source)} words`
  for (let i = 0; i < Math.max(MORE, evidence.length) && page.missing(); i++) {
    const next = evidence[i]
    if (next && !isTaken(next)) keep(page.add(...exhibit(brief, next, before, commented)))
    if (page.missing() && i < MORE) page.add(plain(say('more', { size })))
  }
  while (page.missing() || page.text() === '')
    if (!page.pad('I stand by my answer and by the lines that I have brought for it.')) break
  return page.text()
}
