import type { Protocol, Side } from './protocol'

type Slots = Protocol['loop'][number]
type Parts = Pick<Protocol, 'opening' | 'loop' | 'closing'>

/** The slots that turns name. */
export const slotsOf = ({ opening, loop, closing }: Parts) =>
  new Set([...opening.flat(), ...loop, ...closing.flat()].flatMap((turn) => turn.sides))

/** How many speakers there are: 0, 1 or 2. */
export const speakersOf = (protocol: Parts): 0 | 1 | 2 => {
  const { size } = slotsOf(protocol)
  return size === 0 ? 0 : size === 1 ? 1 : 2
}

/** A slot of the protocol once it is laid out: `round` counts from 1, its place in the list is the turn's number. */
export type Turn = { round: number; sides: Side[]; label: Slots['label'] }

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
  const rest = lead === 'A' ? 'B' : 'A'
  const resolve = (name: Slots['sides'][number]): Side => (name === 'X' ? lead : name === 'Y' ? rest : name)
  return specs.flatMap((spec, i) =>
    spec.map((turn) => ({ round: i + 1, sides: turn.sides.map(resolve).sort(), label: turn.label })),
  )
}
