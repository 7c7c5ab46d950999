import { lastRound, type Debate } from '#lib/core/debate/debate'
import { viewFor } from '#lib/core/debate/view'
import { costMicros, estimateTokens } from '#lib/core/debaters/price'
import { nextBelief, type Belief } from '#lib/core/judging/judgment'
import type { JudgeConfig } from './config'
import { judgeMessages, judgeTemplates } from './prompt'
import { transcriptOf } from './transcript'

/** Tokens of a reply in the JSON form. A guess: four sentences and what stands around them; thinking comes on top. */
export const REPLY_TOKENS = 160
const ORDERS = 2 // as shown, and with A and B exchanged

/** `debates` that are still to be judged by this judge. */
export type Planned = { config: JudgeConfig; debates: number }
/** What judging would take. Nothing in it is known before it is done: replies that are asked for again come on top. */
export type PanelEstimate = {
  tasks: number // one judge, one debate
  calls: number // of models
  tokensIn: number
  tokensOut: number
  micros: number | null // millionths of a dollar, of the calls whose price is known; null if that is none of them
  unpriced: number // calls of unknown price
}

/** The rounds after which a judge who is not a person is asked, as the rules of judging have it; 0 is the prior, the last the verdict. */
export function beliefsDue(debate: Debate): number[] {
  const trail: Belief[] = []
  const due: number[] = []
  for (;;) {
    const afterRound = nextBelief(debate, { trail, after: { mode: 'stepped', begunAt: 0 } })
    due.push(afterRound)
    if (afterRound >= lastRound(debate)) return due
    trail.push({ afterRound, percentA: 50, at: 0 })
  }
}

/**
 * How long what a model reads of a debate is, belief by belief.
 *
 * @param source the text, where the judge of this protocol reads it
 * @returns tokens of each prompt, estimated from its length
 */
export function promptTokens(debate: Debate, source: string | null): number[] {
  const template = judgeTemplates['judge/1']
  if (!template) throw new Error('there is no judge template')
  const due = beliefsDue(debate)
  return due.map((round, i) => {
    const view = viewFor(`judge:${round}`, debate, { now: 0, ...(source !== null && { source }) })
    const { told, finalTie: ties } = view.rules
    const step = i === due.length - 1 ? 'final' : round === 0 ? 'prior' : 'round'
    for (const letter of 'qxzjkvwy') {
      const ask = { transcript: transcriptOf(view), step, form: 'json', told, ties, tag: letter.repeat(16) } as const
      const made = judgeMessages(template, ask)
      if (made.ok) return made.value.reduce((sum, { content }) => sum + estimateTokens(content), 0)
    }
    throw new Error('no mark that the transcript does not hold')
  })
}

/**
 * What it would take to have judges judge debates: every belief in both orders, in the JSON form.
 *
 * @param read `promptTokens` of debates that stand for all of them; [] if there are none
 */
export function estimatePanel(judges: readonly Planned[], read: readonly (readonly number[])[]): PanelEstimate {
  const mean = (of: (prompts: readonly number[]) => number) =>
    read.length === 0 ? 0 : read.reduce((sum, prompts) => sum + of(prompts), 0) / read.length
  const [beliefs, tokens] = [mean(({ length }) => length), mean((prompts) => prompts.reduce((sum, n) => sum + n, 0))]
  const estimates = judges.map(({ config, debates }): PanelEstimate => {
    if (config.kind === 'builtin')
      return { tasks: debates, calls: 0, tokensIn: 0, tokensOut: 0, micros: null, unpriced: 0 }
    const calls = Math.round(ORDERS * beliefs * debates)
    const [tokensIn, tokensOut] = [Math.round(ORDERS * tokens * debates), calls * REPLY_TOKENS]
    const micros = calls === 0 ? null : costMicros(config.price, tokensIn, tokensOut)
    return { tasks: debates, calls, tokensIn, tokensOut, micros, unpriced: micros === null ? calls : 0 }
  })
  return estimates.reduce(
    (sum, one) => ({
      tasks: sum.tasks + one.tasks,
      calls: sum.calls + one.calls,
      tokensIn: sum.tokensIn + one.tokensIn,
      tokensOut: sum.tokensOut + one.tokensOut,
      micros: one.micros === null ? sum.micros : (sum.micros ?? 0) + one.micros,
      unpriced: sum.unpriced + one.unpriced,
    }),
    { tasks: 0, calls: 0, tokensIn: 0, tokensOut: 0, micros: null, unpriced: 0 },
  )
}
