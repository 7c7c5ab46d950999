import { lengthIn } from '#lib/core/debate/speechLimits'
import { renderSpeech } from '#lib/core/debate/speechText'
import type { Speech } from '#lib/core/debate/events'
import type { Protocol } from '#lib/core/debate/protocol'
import type { Span } from '#lib/core/quotes/quote'
import { stem } from './english'
import { distinguish, favour, rarity, undercuts, type Terms } from './evidence'
import { counted, place, listed } from './numbers'
import { phrasebook } from './phrases'
import { clauseOf, QUOTE_WORDS, read, type Reading, type Sentence } from './reading'
import { reply } from './reply'

export type ArgueInput = {
  question: string
  ownAnswer: string
  otherAnswer: string
  source: string
  ownSpeeches: readonly Pick<Speech, 'text' | 'quotes'>[] // in order
  otherSpeeches: readonly Pick<Speech, 'text' | 'quotes'>[] // those it may read
  limits: Protocol['limits']
  seed: string // of the debate; the same for both debaters
}

/** What the parts of a speech are made from. */
export type Brief = {
  reading: Reading
  terms: Terms
  say: ReturnType<typeof phrasebook>
  taken: Span[] // what this side has quoted before, and in this speech
}

/**
 * Writes one speech: a built-in rule-based debater, not a language model.
 *
 * It brings sentences of the source that share words with its answer, sentences where words of the other answer stand
 * beside a "not" or a "but", and answers what the other debater quoted last. It states only what was measured. The
 * same input gives the same speech, and the letter of its side is no input.
 *
 * @returns raw text with `<quote>` tags, within speechMin and speechMax by `lengthIn` of what is shown
 */
export function argue(input: ArgueInput): string {
  const { question, ownAnswer, otherAnswer, ownSpeeches, otherSpeeches, limits, seed } = input
  const reading = read(input.source)
  const terms = distinguish(question, ownAnswer, otherAnswer)
  const turn = ownSpeeches.length
  const say = phrasebook(seed, ownAnswer < otherAnswer ? 0 : 1, turn)
  const brief = { reading, terms, say, taken: ownSpeeches.flatMap(({ quotes }) => quotes.flatMap(({ spans }) => spans)) }
  const page = sheet(limits, ownSpeeches)
  const last = otherSpeeches.at(-1)

  page.paragraph()
  if (last) for (const part of reply(brief, last)) page.add(part)
  else page.add({ text: stance(brief, ownAnswer) }, { text: say('stanceUnnamed', {}) })

  page.paragraph()
  const evidence = chosenEvidence(brief)
  const attack = undercut(brief)
  const room = attack ? 0.6 : 0.8
  let [brought, before] = [0, -1]
  for (const next of evidence) {
    if (brought > 0 && page.filled() > room) break
    const text = exhibit(brief, next, brought === 0 ? null : next.index > before ? 'later' : 'earlier')
    if (!page.add(...text)) continue
    brief.taken.push(next.span)
    before = next.index
    brought++
  }
  if (attack) {
    page.paragraph()
    if (page.add({ text: attack.text, quotes: attack.quotes })) brief.taken.push(...attack.quotes)
  }
  page.paragraph()
  if (page.filled() < 0.9) page.add({ text: facts(brief, turn) })
  if (page.filled() < 0.97) page.add({ text: turn > 0 ? tally(brief, brought) : say('close', {}) })
  if (page.filled() < 0.85) page.add({ text: say('close', {}) })
  return page.finish(brief, evidence)
}
