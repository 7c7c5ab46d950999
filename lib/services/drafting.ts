import type { Piece } from '#lib/core/debate/attempt'
import type { Debate } from '#lib/core/debate/debate'
import type { Speech } from '#lib/core/debate/events'
import type { Side } from '#lib/core/debate/protocol'
import type { Deps } from '#lib/ports'
import type { Slots } from './slots'
import { isStop, keepChosen, nearestOf, written, type Stop } from './pieces'
import type { Task } from './speechWriter'

/** Drafts of one speech to be rated. `id`: of the attempt. */
export type Drafts = {
  debate: Debate
  turn: number
  side: Side
  drafts: { id: string; speech: Speech }[]
  judgeRevisionId: string
}
/**
 * Rates drafts by the probability that a judge picks their side: one figure each, null where the rating was invalid.
 *
 * @throws SpeakError for what may be tried again
 */
export type Rate = (drafts: Drafts, signal: AbortSignal) => Promise<(number | null)[]>
export type DraftingHand = { slots: Slots; random: () => number; rate: Rate }
type Draft = { id: string; speech: Speech }

/** How often a debater writes: once, as a rule. */
export const drafting = (config: Task['revision']['config']) =>
  config.kind === 'model' && (config.bestOf > 1 || config.critiques > 0)
    ? { drafts: config.bestOf, critiques: config.critiques, preference: config.preference }
    : null

/**
 * Writes several drafts, has each one criticised and rewritten if the debater does so, and keeps the one that the
 * preference model rates best; of equals the first. None of it is read along by anybody.
 *
 * @returns the speech that is kept as `speech`; null if no draft could be used
 */
export async function bestDraft(
  deps: Deps,
  hand: DraftingHand,
  task: Task,
  plan: NonNullable<ReturnType<typeof drafting>>,
  allowance: number,
  signal: AbortSignal,
): Promise<{ speech: Speech } | null | Stop> {
  const all = await Promise.all(
    Array.from({ length: plan.drafts }, (_, i) => oneDraft(deps, hand, task, i + 1, plan, allowance, signal)),
  )
  const stopped = all.find((one) => one !== null && isStop(one))
  if (stopped !== undefined && stopped !== null && isStop(stopped)) return stopped
  const drafts = all.filter((one): one is Draft => one !== null && !isStop(one))
  if (drafts.length === 0) return null
  const ratings = await ratingsOf(hand, task, drafts, plan.preference, signal)
  const best = drafts[bestOf(ratings)]!
  const kept = await keepChosen(deps, task, best.speech, {
    chosenFrom: drafts.map(({ id }) => id),
    ratings,
    chosen: best.id,
  })
  return kept ? { speech: best.speech } : 'lost'
}

/** The place of the highest rating; of equals, and where none is valid, the first. */
export const bestOf = (ratings: readonly (number | null)[]): number =>
  ratings.reduce<number>((best, rating, i) => ((rating ?? -1) > (ratings[best] ?? -1) ? i : best), 0)

const ratingsOf = async (
  hand: DraftingHand,
  { debate, turn, side }: Task,
  drafts: Draft[],
  preference: string | null,
  signal: AbortSignal,
): Promise<(number | null)[]> =>
  preference === null || drafts.length < 2
    ? drafts.map(() => null)
    : hand.rate({ debate, turn, side, drafts, judgeRevisionId: preference }, signal)

/** One draft, rewritten after its critiques if there are any; a rewrite that does not come about leaves the draft. */
async function oneDraft(
  deps: Deps,
  hand: DraftingHand,
  task: Task,
  n: number,
  { critiques, preference }: { critiques: number; preference: string | null },
  allowance: number,
  signal: AbortSignal,
): Promise<Draft | null | Stop> {
  const draft = await sound(deps, hand, { ...task, piece: `draft/${n}` }, allowance, signal)
  if (critiques === 0 || draft === null || isStop(draft)) return draft
  const found: Draft[] = []
  for (let k = 1; k <= critiques; k++) {
    const refine = { draft: draft.speech, critique: null }
    const critique = await sound(deps, hand, { ...task, piece: `critique/${n}/${k}`, refine }, allowance, signal)
    if (critique !== null && isStop(critique)) return critique
    if (critique !== null) found.push(critique)
  }
  if (found.length === 0) return draft
  // A critique is the better, the less the draft is believed by a judge who has read it as the other side's reply.
  const harm = await ratingsOf(
    hand,
    task,
    found.map((one) => ({ id: one.id, speech: draftWith(draft, one) })),
    preference,
    signal,
  )
  const critique = found[bestOf(harm.map((rating) => (rating === null ? null : 1 - rating)))]!
  const piece: Piece = `rewrite/${n}`
  const rewritten = await sound(
    deps,
    hand,
    { ...task, piece, refine: { draft: draft.speech, critique: critique.speech.text } },
    allowance,
    signal,
  )
  return rewritten ?? draft
}

const draftWith = (draft: Draft, critique: Draft): Speech => ({
  ...draft.speech,
  text: `${draft.speech.text}\n\nA doubt about this: ${critique.speech.text}`,
})

/** A piece that can be used; null if no sample of it can. */
async function sound(
  deps: Deps,
  hand: DraftingHand,
  task: Task,
  allowance: number,
  signal: AbortSignal,
): Promise<Draft | null | Stop> {
  const done = await written(deps, hand, task, allowance, signal)
  if (isStop(done)) return done
  if ('row' in done) return done.row.speech ? { id: done.row.id, speech: done.row.speech } : null
  const nearest = nearestOf(task, done.samples)
  if (!nearest || task.piece.startsWith('rewrite')) return null
  const id = await keepChosen(deps, task, nearest, { chosenFrom: done.samples.map((row) => row.id) })
  return id ? { id, speech: nearest } : 'lost'
}
