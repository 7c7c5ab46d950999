import { wordsOf } from '#lib/core/quotes/words'
import { stem } from './english'
import type { Reading, Sentence } from './reading'
import { termsOf } from './reading'

/**
 * The words that matter, each stem with its form: of one answer alone, of both answers, of the question.
 * `anyOther`: every word that only the other answer has, common ones too, so that "none of them" can be said truly.
 */
export type Terms = {
  own: Map<string, string>
  other: Map<string, string>
  shared: Map<string, string>
  question: Map<string, string>
  anyOther: Set<string>
}

export function distinguish(question: string, ownAnswer: string, otherAnswer: string): Terms {
  const [own, theirs] = [termsOf(ownAnswer), termsOf(otherAnswer)]
  const only = (these: Map<string, string>, those: Map<string, string>) =>
    new Map([...these].filter(([key]) => !those.has(key)))
  const shared = new Map([...own].filter(([key]) => theirs.has(key)))
  const every = (text: string) => new Set(wordsOf(text).flatMap(({ norm }) => [norm, stem(norm)]))
  const mine = every(ownAnswer)
  return {
    anyOther: new Set([...every(otherAnswer)].filter((word) => !mine.has(word))),
    own: only(own, theirs),
    other: only(theirs, own),
    shared,
    question: only(termsOf(question), new Map([...own, ...theirs])),
  }
}

const NEARBY = [1, 0.4, 0.25, 0.15, 0.1] // weight of a word in the sentence itself, one away, two away …
const WEIGHT = { own: 1, shared: 0.2, question: 0.4, other: -0.5 }

/** How rare a stem is in the source: 0 if it does not occur or is in more than about half of the sentences. */
export const rarity = ({ sentences, spread }: Reading, key: string): number => {
  const found = spread.get(key) ?? 0
  return found === 0 ? 0 : Math.max(0, Math.log(1 + sentences.length / found) - 1) + 0.01
}

/**
 * How much each sentence shares with one answer and the question and not with the other answer, rare words counting
 * more and words of its neighbours less. It measures words, not meaning.
 */
export function favour(reading: Reading, terms: Terms): Float64Array {
  const scores = new Float64Array(reading.sentences.length)
  for (const kind of ['own', 'shared', 'question', 'other'] as const)
    for (const key of terms[kind].keys()) {
      const worth = WEIGHT[kind] * rarity(reading, key)
      if (worth === 0) continue
      const nearest = new Map<number, number>() // sentence -> how far away the word stands
      for (const { index, forms } of reading.sentences)
        if (forms.has(key))
          for (let away = 1 - NEARBY.length; away < NEARBY.length; away++)
            nearest.set(index + away, Math.min(Math.abs(away), nearest.get(index + away) ?? NEARBY.length))
      for (const [index, away] of nearest) if (index in scores) scores[index]! += worth * NEARBY[away]!
    }
  return scores
}

/** A sentence with words of the other answer alone, and one that may turn against them there or as the next one begins. */
export type Undercut = { sentence: Sentence; turn: string; turnsIn: 'sentence' | 'next'; score: number }

export function undercuts(reading: Reading, terms: Terms): Undercut[] {
  const found: Undercut[] = []
  for (const sentence of reading.sentences) {
    let score = 0
    for (const key of terms.other.keys()) if (sentence.forms.has(key)) score += rarity(reading, key)
    if (score === 0) continue
    for (const key of terms.question.keys()) if (sentence.forms.has(key)) score += 0.3 * rarity(reading, key)
    for (const key of terms.own.keys()) if (sentence.forms.has(key)) score += 0.3 * rarity(reading, key)
    const next = reading.sentences[sentence.index + 1]
    const opens =
      next &&
      next.quotable &&
      /^["“‘]?(But|However|Instead|Yet|No|Nothing|Never|Not)\b/.exec(
        reading.source.slice(next.span.start, next.span.end),
      )
    if (sentence.turn) found.push({ sentence, turn: sentence.turn, turnsIn: 'sentence', score })
    else if (opens) found.push({ sentence, turn: opens[1]!, turnsIn: 'next', score: 0.8 * score })
  }
  return found.sort((a, b) => b.score - a.score || a.sentence.index - b.sentence.index)
}

/** One number for how much a source speaks for an answer by these measures: the three best sentences and the best undercut. */
export function strength(reading: Reading, terms: Terms): number {
  const best = [...favour(reading, terms)].sort((a, b) => b - a).slice(0, 3)
  return best.reduce((sum, score) => sum + score, 0) + 0.5 * (undercuts(reading, terms)[0]?.score ?? 0)
}
