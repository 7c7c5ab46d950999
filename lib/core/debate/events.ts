import * as z from 'zod'
import { checkedQuote } from '#lib/core/quotes/quote'
import { protocol, side } from './protocol'

/** Which answer is right, as its index in the question's own order. In a table of its own; never in an event. */
export type AnswerKey = 0 | 1

/** Everything drawn and decided before the first speech. The source itself stays in its own immutable row. */
export const setup = z.object({
  debateId: z.string(),
  questionId: z.string(),
  question: z.string(),
  answers: z.tuple([z.string(), z.string()]), // in the question's own order
  answerOrder: z.union([z.tuple([z.literal(0), z.literal(1)]), z.tuple([z.literal(1), z.literal(0)])]), // drawn: A, B
  sourceId: z.string(),
  protocol,
  debaters: z.object({ A: z.string().optional(), B: z.string().optional() }), // revision ids, of the sides that speak
  lead: side.optional(), // drawn: the side of the lone speaker
  open: z.object({ lead: z.string(), second: z.string().nullable() }).optional(), // revision ids, where the lead chooses its answer
  people: z.object({ A: z.string().optional(), B: z.string().optional() }).optional(), // user ids, of the sides that people argue
  minutesPerTurn: z.int().positive().optional(), // that a person has for a speech; none given: as long as it takes
  presides: z.string().optional(), // the judge who decides when to end, if known at the start
  allBuiltIn: z.boolean(), // every debater is rule-based: then saying so gives no side away
  feedback: z.enum(['verdict', 'close']), // when a judge may learn the right side
  seed: z.string(), // of every draw above, see draws.ts
})

/** What became of a speech besides its words; all but `concession`, a measure by form, are shown to everybody. */
export const speechFlag = z.enum(['cut', 'short_speech', 'no_speech', 'refusal', 'concession'])
export const speech = z.object({
  turn: z.int().nonnegative(),
  side,
  text: z.string(), // plain, NFC; quotes stand in curly quotation marks
  quotes: z.array(checkedQuote),
  flags: z.array(speechFlag),
})
/** What the judge said after a round; `to`: the one debater it was for. */
export const message = z.object({ round: z.int(), judgeId: z.string(), text: z.string(), to: side.optional() })

/** A debate IS its ordered list of these. Stored as rows (debateId, seq, event); seq counts from 1 without a gap. */
export const debateEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('debate_started'), setup }),
  z.object({ type: z.literal('turn_revealed'), speeches: z.array(speech) }), // all of the turn at once: no one sees who was first
  // Before the first speech of an open protocol. The probability is what the debater gave its choice, if it gave one.
  z.object({
    type: z.literal('side_chosen'),
    answerIndex: z.union([z.literal(0), z.literal(1)]), // in the question's own order
    probability: z.number().min(0).max(1).nullable(),
  }),
  z.object({ type: z.literal('judge_appointed'), judgeId: z.string() }), // decides when to end from now on
  z.object({ type: z.literal('judge_message'), message }),
  // `percentA`: only where the protocol shows it to the debaters
  z.object({ type: z.literal('judge_continued'), round: z.int(), percentA: z.int().min(1).max(99).optional() }),
  z.object({ type: z.literal('judge_ended'), round: z.int() }),
  z.object({ type: z.literal('paused') }),
  z.object({ type: z.literal('attention_needed') }), // judges see "delayed", never whose fault; the reason lies with the attempts
  z.object({ type: z.literal('resumed') }), // after either
  z.object({ type: z.literal('debate_closed') }), // no more judgments; the right side may be shown
  z.object({ type: z.literal('debate_failed'), reason: z.string() }), // two turns in a row without a speech; not judged
  z.object({ type: z.literal('debate_cancelled'), reason: z.string() }),
])

export type Setup = z.infer<typeof setup>
export type SpeechFlag = z.infer<typeof speechFlag>
export type Speech = z.infer<typeof speech>
export type Message = z.infer<typeof message>
export type DebateEvent = z.infer<typeof debateEvent>
