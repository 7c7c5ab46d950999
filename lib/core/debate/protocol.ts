import * as z from 'zod'
import { faults } from './faults'

export const sides = ['A', 'B'] as const
export const side = z.enum(sides)
export type Side = z.infer<typeof side>
export const other = (of: Side): Side => (of === 'A' ? 'B' : 'A')

/** X is the lead speaker's side, Y the other; resolved to A and B before the first speech. A lone speaker is X. */
const slot = z.enum(['A', 'B', 'X', 'Y'])
const turnSpec = z.strictObject({
  sides: z.array(slot).min(1).max(2), // two sides speak simultaneously, one alone
  label: z.enum(['opening', 'rebuttal', 'answer', 'closing']),
})
const roundSpec = z.array(turnSpec).min(1).max(2) // once around the sides

const MAX_ROUNDS = 20

const fields = {
  kind: z.string().regex(/^[a-z][a-z_]{0,39}$/),
  sides: z.enum(['none', 'assigned', 'chosen_by_lead']), // who fixes which answer is argued
  debaterSees: z.enum(['all', 'own']), // revealed speeches of both sides, or its own only
  judgeSeesSource: z.boolean(),
  liveText: z.boolean(),
  opening: z.array(roundSpec),
  loop: z.array(turnSpec).max(2),
  closing: z.array(roundSpec),
  judge: z.strictObject({
    prior: z.boolean(), // a belief asked before any speech is shown
    belief: z.enum(['every_round', 'final_only']),
    comment: z.enum(['off', 'optional', 'required']), // of the judge who decides when to end, between rounds
    commentMinChars: z.int().nonnegative(),
    commentMaxChars: z.int().max(5_000).nonnegative(),
    commentTo: z.enum(['all', 'addressed']), // every debater, or the side that the judge picks
    beliefShownToDebaters: z.boolean(), // of that judge, when going on
    finalTie: z.enum(['allowed', 'forbidden']),
    costPerRound: z.number().min(0).max(1).optional(), // taken off the score for each round gone on to; 0 if not given
  }),
  end: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('fixed'), rounds: z.int().min(1).max(MAX_ROUNDS) }),
    z.strictObject({
      kind: z.literal('judge'), // one judge decides after each round whether there is another
      minRounds: z.int().min(1),
      maxRounds: z.int().min(1).max(MAX_ROUNDS),
    }),
  ]),
  limits: z.strictObject({
    unit: z.enum(['words', 'chars']),
    speechMin: z.int().min(1),
    speechTarget: z.int().min(1),
    speechMax: z.int().min(1).max(20_000),
    quoteCharsPerSpeech: z.int().positive().nullable(),
    quoteCharsPerSide: z.int().positive().nullable(),
  }),
}

/** A protocol without its name and number, as it is written and stored; whether it works is said by faults(). */
export const rules = z.strictObject(fields)
export type Rules = z.infer<typeof rules>

/**
 * The arrangement of a debate, as data: no code asks which arm it is. `kind` is a label, for the words on a page and
 * the column of an export (lib/core/protocols).
 *
 * `end.rounds` counts all rounds: `opening`, then `loop` as often as it takes, then `closing`.
 * `liveText`: judges read a lone speaker's turn while it is written. Where it is false they get whole
 * rounds, so that the time a speaker took tells them nothing. Simultaneous turns are always sealed.
 */
export const protocol = z
  .strictObject({ id: z.string().min(1).max(80), version: z.int().positive(), ...fields })
  .superRefine((given, { addIssue }) => {
    for (const message of faults(given)) addIssue({ code: 'custom', message })
  })
export type Protocol = z.infer<typeof protocol>

export { roundsOf, speakersOf, turnsOf, type Turn } from './turns' // apart, so that a browser takes them without the schema
