import * as z from 'zod'
import { debaterConfig } from '#lib/core/debaters/config'

const { model, topP, price } = debaterConfig.options[1].shape // a model is named, sampled and paid for as a debater is

/** All that makes a judge that is no person what it is; a change makes a new revision. */
export const judgeConfig = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('builtin'), // rule-based, not a language model
    template: z.literal('builtin-judge/1').default('builtin-judge/1'), // of lib/core/judges/builtin
  }),
  z.strictObject({
    kind: z.literal('model'),
    model,
    template: z.literal('judge/1').default('judge/1'), // of lib/core/judges/prompt
    answer: z.enum(['logprobs', 'structured', 'auto']).default('auto'), // auto: token probabilities where the endpoint gives them
    temperature: z.number().min(0).max(2).nullable().default(0), // null: the provider's own, for models that take none
    topP,
    maxTokens: z.int().min(16).max(100_000).default(2_000),
    price,
  }),
])
export type JudgeConfig = z.infer<typeof judgeConfig>

export const BUILT_IN_JUDGE_LABEL = 'built-in rule-based judge, not a language model'
