import { due, replay, type Debate } from '#lib/core/debate/debate'
import type { Speech } from '#lib/core/debate/events'
import { sides, type Side } from '#lib/core/debate/protocol'
import type { Deps } from '#lib/ports'

type Ends = Pick<Deps, 'debates' | 'attempts' | 'leases' | 'queue' | 'report'>

/** What this side has handed in for a turn, sealed or not. */
export async function spokenBy(
  { attempts }: Pick<Deps, 'attempts'>,
  debateId: string,
  turn: number,
  side: Side,
): Promise<Speech | null> {
  const rows = await attempts.ofTurn(debateId, turn)
  return rows.find((row) => row.side === side && row.state === 'accepted')?.speech ?? null
}

/** The turn that may be spoken in now; null while its judge decides whether there is one. */
export const openTurn = (debate: Debate) => (debate.phase === 'running' && debate.hold !== 'judge' ? due(debate) : null)

/** The sides of the open turn whose people have not spoken yet. */
export async function silentSides(deps: Pick<Deps, 'attempts'>, debate: Debate): Promise<Side[]> {
  const { debateId, people } = debate.setup
  const open = openTurn(debate)
  const theirs = sides.filter((side) => open?.sides.includes(side) && people?.[side] !== undefined)
  const said = await Promise.all(theirs.map((side) => spokenBy(deps, debateId, open?.turn ?? -1, side)))
  return theirs.filter((_, i) => said[i] === null)
}

/** Hands the debate back to the workers once all its people have spoken. Doing it twice does no harm. */
export async function callIfSpoken(deps: Ends, debateId: string): Promise<void> {
  const debate = replay(await deps.debates.read(debateId))
  if (!debate || (await silentSides(deps, debate)).length > 0) return
  await deps.leases.call(debateId)
  await deps.queue.advance(debateId).catch(deps.report) // the sweep finds it otherwise
}
