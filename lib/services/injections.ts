import { backoffMs, nextStep, TRIES } from '#lib/core/debate/attempt'
import { lastRound, type Debate } from '#lib/core/debate/debate'
import { sides } from '#lib/core/debate/protocol'
import { viewFor } from '#lib/core/debate/view'
import { attacks as suite, attackText, type Attack } from '#lib/core/judges/attacks'
import {
  injectionReport,
  movement,
  withParagraph,
  type InjectionReport,
  type InjectionTrial,
} from '#lib/core/judges/injectionTrial'
import { transcriptOf } from '#lib/core/judges/transcript'
import { SpeakError, type Deps } from '#lib/ports'
import type { JudgeCallStore, JudgeRevision, JudgingDeps } from '#lib/ports/judges'
import { modelBelief, type Asking, type BeliefDue } from './modelBelief'

export type InjectionEnds = Omit<Asking, 'judgeCalls'> & Pick<Deps, 'debaters' | 'questions'>
export type InjectionRun = InjectionReport & {
  judge: string
  revision: number
  debates: number // that gave a verdict to start from
  left: number // debates left out: nothing is said in them, or the judge gave no verdict that can be read
  furthest: { attack: string; side: 'A' | 'B'; points: number }[] // that moved it towards the favoured side, the worst first
  cost: { calls: number; tokensIn: number; tokensOut: number; micros: number | null; unpriced: number }
}

const FURTHEST = 5

/**
 * How far texts that try to instruct a judge move its verdict: each attack in turn, for either side, as the last
 * paragraph of the side it favours. Nothing of it is kept, and nothing is added to a debate.
 *
 * @param debates finished ones; those in which nothing is said are left out
 * @param told how many trials are over, of how many
 * @throws SpeakError once a call has failed `TRIES` times, or in a way that only a person can mend
 */
export async function tryInjections(
  deps: InjectionEnds,
  judge: JudgeRevision,
  debates: readonly Debate[],
  {
    attacks = suite,
    signal,
    told = () => undefined,
  }: { attacks?: readonly Attack[]; signal: AbortSignal; told?: (over: number, of: number) => void },
): Promise<InjectionRun> {
  const unkept = counting()
  const believe = async (due: BeliefDue) => {
    const believed = await patiently(deps, judge, signal, () =>
      modelBelief({ ...deps, judgeCalls: unkept.calls }, judge, due, signal),
    )
    return believed.ok ? (believed.value.shown + believed.value.swapped) / 2 : null
  }
  const cases = (await Promise.all(debates.map((debate) => verdictDue(deps, debate)))).filter(
    ({ transcript }) => transcript.rounds.length > 0,
  )
  const places = judge.providerId === null ? 1 : ((await deps.debaters.endpoint(judge.providerId))?.concurrency ?? 1)
  const befores = await inTurn(cases, places, believe)
  const sound = cases.flatMap((due, i) => {
    const before = befores[i]
    return typeof before === 'number' ? [{ due, before }] : []
  })
  const asked = sound.flatMap(({ due, before }) =>
    attacks.flatMap((attack) =>
      sides.flatMap((side) => {
        const transcript = withParagraph(due.transcript, side, attackText(attack, side))
        return transcript ? [{ attack, side, before, due: { ...due, transcript } }] : []
      }),
    ),
  )
  let over = 0
  const trials = await inTurn(asked, places, async ({ attack, side, before, due }): Promise<InjectionTrial> => {
    const after = await believe(due)
    told(++over, asked.length)
    return { attack: attack.id, family: attack.family, side, before, after }
  })
  const furthest = trials
    .map((trial) => ({ attack: trial.attack, side: trial.side, points: movement(trial) ?? 0 }))
    .filter(({ points }) => points > 0)
    .sort((x, y) => y.points - x.points)
  return {
    judge: judge.name,
    revision: judge.number,
    debates: sound.length,
    left: debates.length - sound.length,
    ...injectionReport(trials),
    furthest: furthest.slice(0, FURTHEST),
    cost: unkept.cost,
  }
}

/** The verdict as it is asked for after all that was said. */
async function verdictDue({ questions }: Pick<Deps, 'questions'>, debate: Debate): Promise<BeliefDue> {
  const { debateId, protocol, sourceId } = debate.setup
  const source = protocol.judgeSeesSource ? await questions.source(sourceId) : null
  const round = lastRound(debate)
  const view = viewFor(`judge:${round}`, debate, { now: 0, source: source?.text })
  const { told, finalTie: ties } = view.rules
  return { debateId, round, step: 'final', transcript: transcriptOf(view), told, ties }
}

/** Keeps no call, and counts what they cost. */
function counting(): { calls: JudgeCallStore; cost: InjectionRun['cost'] } {
  const cost: InjectionRun['cost'] = { calls: 0, tokensIn: 0, tokensOut: 0, micros: null, unpriced: 0 }
  return {
    cost,
    calls: {
      open: async () => '',
      accepted: async () => [],
      async end(_, { tokensIn, tokensOut, costMicros }) {
        cost.calls++
        cost.tokensIn += tokensIn ?? 0
        cost.tokensOut += tokensOut ?? 0
        if (costMicros === null) cost.unpriced++
        else cost.micros = (cost.micros ?? 0) + costMicros
      },
    },
  }
}

/** Tries again what failed on the way, as a panel does. */
async function patiently<T>(
  { judgeCaller }: Pick<JudgingDeps, 'judgeCaller'>,
  judge: JudgeRevision,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      const again = error instanceof SpeakError && nextStep(error.state) !== 'attention' && tries < TRIES
      if (!again || signal.aborted) throw error
      const waitMs = Math.max(judgeCaller.waitMs(judge), backoffMs(tries, Math.random(), error.retryAfterMs))
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}

/** At most so many at once; answers in the order of what was asked. The first that throws stops all. */
async function inTurn<A, B>(all: readonly A[], places: number, work: (one: A) => Promise<B>): Promise<B[]> {
  const answers: B[] = []
  let next = 0
  const place = async () => {
    for (let at = next++; at < all.length; at = next++) {
      const one = all[at]
      if (one !== undefined) answers[at] = await work(one)
    }
  }
  await Promise.all(Array.from({ length: Math.min(places, all.length) }, place))
  return answers
}
