import * as z from 'zod'

export const sides = ['A', 'B'] as const
export const side = z.enum(sides)
export type Side = z.infer<typeof side>
export const other = (of: Side): Side => (of === 'A' ? 'B' : 'A')

/** X is the lead speaker's side, Y the other; resolved to A and B before the first speech. */
const slot = z.enum(['A', 'B', 'X', 'Y'])
const turnSpec = z.strictObject({
  sides: z.array(slot).min(1).max(2), // two sides speak simultaneously, one alone
  label: z.enum(['opening', 'rebuttal', 'answer', 'closing']),
})
const roundSpec = z.array(turnSpec).min(1).max(2) // once around the sides

const MAX_ROUNDS = 20

/**
 * The arrangement of a debate, as data: no code asks which arm it is.
 *
 * `end.rounds` counts all rounds: `opening`, then `loop` as often as it takes, then `closing`.
 * `liveText`: judges read a lone speaker's turn while it is written. Where it is false they get whole
 * rounds, so that the time a speaker took tells them nothing. Simultaneous turns are always sealed.
 */
export const protocol = z
  .strictObject({
    id: z.string().min(1).max(80),
    version: z.int().positive(),
    kind: z.enum(['naive', 'expert', 'consultancy', 'double_consultancy', 'open_consultancy', 'debate', 'open_debate']),
    sides: z.enum(['none', 'assigned', 'chosen_by_lead']),
    debaterSees: z.enum(['all', 'own']),
    judgeSeesSource: z.boolean(),
    liveText: z.boolean(),
    opening: z.array(roundSpec),
    loop: z.array(turnSpec).max(2),
    closing: z.array(roundSpec),
    judge: z.strictObject({
      prior: z.boolean(), // a belief asked before any speech is shown
      belief: z.enum(['every_round', 'final_only']),
      comment: z.enum(['off', 'optional', 'required']),
      commentMinChars: z.int().nonnegative(),
      commentMaxChars: z.int().nonnegative(),
      commentTo: z.enum(['all', 'addressed']),
      beliefShownToDebaters: z.boolean(),
      finalTie: z.enum(['allowed', 'forbidden']),
    }),
    end: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('fixed'), rounds: z.int().min(1).max(MAX_ROUNDS) }),
      z.strictObject({
        kind: z.enum(['judge', 'agreement']),
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
  })
  .superRefine(({ limits, end, sides, opening, loop, closing }, { addIssue }) => {
    const refuse = (message: string) => addIssue({ code: 'custom', message })
    const { speechMin, speechTarget, speechMax } = limits
    if (!(speechMin <= speechTarget && speechTarget <= speechMax)) refuse('A speech has minimum ≤ target ≤ maximum.')
    const turns = [...opening.flat(), ...loop, ...closing.flat()]
    if ('minRounds' in end && end.minRounds > end.maxRounds)
      refuse('The smallest number of rounds is above the largest.')
    if (end.kind === 'none' && turns.length > 0) refuse('A protocol without an end has no turns.')
    if (end.kind !== 'none' && turns.length === 0) refuse('A protocol with rounds needs at least one turn.')
    if (end.kind !== 'none' && sides === 'none') refuse('A protocol with speakers needs sides.')
    if (end.kind === 'fixed' && opening.length + closing.length > end.rounds)
      refuse('Opening and closing take more rounds than there are.')
    if (end.kind === 'fixed' && opening.length + closing.length < end.rounds && loop.length === 0)
      refuse('The rounds between opening and closing need a loop.')
    if (end.kind !== 'fixed' && closing.length > 0) refuse('A closing needs a last round that is known beforehand.')
    const lead = turns.some((turn) => turn.sides.some((s) => s === 'X' || s === 'Y'))
    const both = turns.some((turn) => turn.sides.length === 2 || turn.sides[0] === 'Y' || turn.sides[0] === 'B')
    if (lead && both && sides === 'assigned') refuse('With two assigned speakers, turns name A and B.')
  })
export type Protocol = z.infer<typeof protocol>

/** A slot of the protocol once it is laid out: `round` counts from 1, its place in the list is the turn's number. */
export type Turn = { round: number; sides: Side[]; label: z.infer<typeof turnSpec>['label'] }

/** How many rounds there are at most; 0 where nobody speaks. */
export const roundsOf = ({ end }: Protocol): number =>
  end.kind === 'none' ? 0 : end.kind === 'fixed' ? end.rounds : end.maxRounds

/**
 * Lays the protocol out into its numbered turns.
 *
 * @param lead the side that X stands for; drawn or chosen before the first speech
 */
export function turnsOf(protocol: Protocol, lead: Side = 'A'): Turn[] {
  const rounds = roundsOf(protocol)
  const { opening, loop, closing } = protocol
  const looped = Math.max(0, rounds - opening.length - closing.length)
  const specs = [...opening, ...Array.from({ length: looped }, () => loop), ...closing].slice(0, rounds)
  const resolve = (name: z.infer<typeof slot>): Side => (name === 'X' ? lead : name === 'Y' ? other(lead) : name)
  return specs.flatMap((spec, i) =>
    spec.map((turn) => ({ round: i + 1, sides: turn.sides.map(resolve).sort(), label: turn.label })),
  )
}
