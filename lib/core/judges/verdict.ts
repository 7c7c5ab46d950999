import * as z from 'zod'
import { REASON_MAX_CHARS } from '#lib/core/judging/limits'
import { err, ok, type Result } from '#lib/core/result'
import type { Side } from '#lib/core/debate/protocol'
import type { Ties } from './prompt'

/** A judge's reply in the JSON form. */
export const verdictReply = z.strictObject({
  choice: z.enum(['A', 'B']).nullable(),
  belief: z.int().min(1).max(99), // per cent that A is right
  rationale: z.string().trim().min(1).max(REASON_MAX_CHARS),
})
export type ReadVerdict = { percentA: number; choice: Side | null; rationale: string }

const THOUGHT = /^<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/i // of servers that leave it in the text
const FENCE = /^```(?:json)?[ \t]*\n([\s\S]*?)\n?```$/i

/**
 * Reads a structured verdict. Nothing but the one object is taken, in a code fence or bare, after what was thought aloud: no letter is looked for in
 * prose, and what cannot be read is nobody's win.
 *
 * @returns or why not, in words that hold nothing of the reply
 */
export function parseVerdict(reply: string, { ties = 'allowed' }: { ties?: Ties } = {}): Result<ReadVerdict, string> {
  const text = reply.trim().replace(THOUGHT, '').trim()
  let given: unknown
  try {
    given = JSON.parse(FENCE.exec(text)?.[1] ?? text)
  } catch {
    return err('it is not one JSON object')
  }
  const parsed = verdictReply.safeParse(given)
  if (!parsed.success) return err(faultOf(parsed.error.issues))
  const { choice, belief: percentA, rationale } = parsed.data
  if (choice !== leaning(percentA / 100)) return err('"choice" does not agree with "belief"')
  if (choice === null && ties === 'forbidden') return err('a belief of 50 is not accepted here')
  return ok({ percentA, choice, rationale })
}

function faultOf(issues: readonly z.core.$ZodIssue[]): string {
  const field = (['choice', 'belief', 'rationale'] as const).find((name) => issues.some(({ path }) => path[0] === name))
  switch (field) {
    case 'choice':
      return '"choice" must be "A", "B" or null'
    case 'belief':
      return '"belief" must be a whole number from 1 to 99'
    case 'rationale':
      return `"rationale" must be a text of 1 to ${REASON_MAX_CHARS} characters`
    case undefined:
      return 'it must be one object with "choice", "belief" and "rationale" and nothing else'
  }
}

export const MASS = { low: 0.9, invalid: 0.5 }
/** `p`: of A, in [0, 1]; `mass`: of all forms of both letters together; `lowMass`: below 0.9, to be flagged. */
export type TokenBelief = { p: number; mass: number; lowMass: boolean }

/**
 * The belief in a one-token reply, from the most likely tokens in its place. All ways to write a letter count (`A`, ` A`,
 * `a`, `"A"`, `A.`), no word that begins with it.
 *
 * @param top natural logarithms of probabilities, as endpoints give them
 * @returns or why it is invalid, in words
 */
export function fromTopLogprobs(top: readonly { token: string; logprob: number }[]): Result<TokenBelief, string> {
  const mass: Record<Side, number> = { A: 0, B: 0 }
  for (const { token, logprob } of top) {
    if (Number.isNaN(logprob) || logprob > 0) return err('a probability of a token is not between 0 and 1')
    const letter = letterOf(token)
    if (letter) mass[letter] += Math.exp(logprob)
  }
  const both = mass.A + mass.B
  if (both > 1.01) return err('the probabilities of the tokens are more than 1 together')
  if (!(both >= MASS.invalid)) return err(`A and B have ${Math.round(both * 100)} % of the probability together`)
  return ok({ p: mass.A / both, mass: Math.min(1, both), lowMass: both < MASS.low })
}

/** `▁` and `Ġ` stand for a space in the vocabularies of some models. */
function letterOf(token: string): Side | null {
  const [, letter] = /^[\s▁Ġ"'“‘(*`[]*([ab])[\s.,:;)"'”’*`\]]*$/i.exec(token) ?? []
  return letter === undefined ? null : letter.toUpperCase() === 'A' ? 'A' : 'B'
}

/** `belief`: that A is right, of both orders; `orderEffect`: in [-1, 1], above 0 if the judge leans to whatever is called A. */
export type BothOrders = {
  belief: number
  percentA: number
  choice: Side | null
  orderEffect: number
  flipped: boolean
}

/**
 * One belief from a run as shown and one with A and B exchanged.
 *
 * @param p1 probability of A as shown
 * @param p2 probability of what was called A in the exchanged run, which is B as shown
 * @throws RangeError unless both are in [0, 1]
 */
export function combine(p1: number, p2: number): BothOrders {
  for (const p of [p1, p2]) if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is not a probability`)
  const belief = (p1 + (1 - p2)) / 2
  const [first, second] = [leaning(p1), leaning(1 - p2)]
  return {
    belief,
    percentA: percentOf(belief),
    choice: leaning(belief),
    orderEffect: p1 - (1 - p2),
    flipped: first !== null && second !== null && first !== second,
  }
}

const LEVEL = 1e-9 // closer to one half than this is a tie: 0.7 and 1 - 0.3 are not the same number

/** Which side a belief is for. */
export const leaning = (belief: number): Side | null =>
  Math.abs(belief - 0.5) < LEVEL ? null : belief > 0.5 ? 'A' : 'B'

/**
 * A belief as it is stored: whole per cents, 1–99. 50 only for a tie, so that a choice is not lost by rounding; 1 - p gives
 * 100 less.
 */
export function percentOf(belief: number): number {
  const side = leaning(belief)
  if (side === null) return 50
  const away = Math.min(49, Math.max(1, Math.round(Math.abs(belief - 0.5) * 100 - LEVEL)))
  return side === 'A' ? 50 + away : 50 - away
}
