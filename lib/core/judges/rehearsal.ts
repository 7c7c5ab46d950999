import { argue } from '#lib/core/builtin/argue'
import { apply, decide, type Debate } from '#lib/core/debate/debate'
import type { Speech } from '#lib/core/debate/events'
import { other, turnsOf, type Protocol, type Side } from '#lib/core/debate/protocol'
import { renderSpeech } from '#lib/core/debate/speechText'
import { checkQuotes } from '#lib/core/quotes/check'

/** What a debate is about; answers as A and B. */
export type Case = { question: string; answers: [string, string]; source: string }

/** What becomes of raw text on its way to a judge: shown, and its quotes checked. */
export function spoken({ question, answers, source }: Case, turn: number, side: Side, raw: string): Speech {
  const shown = renderSpeech(raw)
  const quotes = checkQuotes(shown, source, { sourceHash: '', known: [question, ...answers] })
  return { turn, side, text: shown.text, quotes, flags: [] }
}

/** The raw speeches of two built-in debaters. */
export const builtInRaw =
  ({ question, answers: [a, b], source }: Case, limits: Protocol['limits']) =>
  (_: number, side: Side, before: readonly Speech[]): string =>
    argue({
      question,
      ownAnswer: side === 'A' ? a : b,
      otherAnswer: side === 'A' ? b : a,
      source,
      ownSpeeches: before.filter((speech) => speech.side === side),
      otherSpeeches: before.filter((speech) => speech.side === other(side)),
      limits,
      seed: 'seed',
    })

/** A whole debate of the built-in debaters, kept nowhere: something to try a judge on. */
export function rehearse(one: Case, protocol: Protocol): Debate {
  let now = apply(null, {
    type: 'debate_started',
    setup: {
      debateId: 'rehearsal',
      questionId: 'rehearsal',
      question: one.question,
      answers: one.answers,
      answerOrder: [0, 1],
      sourceId: 'rehearsal',
      protocol,
      debaters: { A: 'built-in', B: 'built-in' },
      allBuiltIn: true,
      feedback: 'verdict',
      seed: 'seed',
    },
  })
  const write = builtInRaw(one, protocol.limits)
  for (const [turn, { sides }] of turnsOf(protocol).entries()) {
    const speeches = sides.map((side) => spoken(one, turn, side, write(turn, side, now.speeches)))
    const decision = decide(now, { type: 'reveal', turn, speeches })
    if (!decision.ok) throw new Error(decision.error)
    now = apply(now, decision.value)
  }
  return now
}
