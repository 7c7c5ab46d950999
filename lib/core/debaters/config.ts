import * as z from 'zod'

/** Which dialect of the API an endpoint speaks; found out by the connection test, kept per provider. */
export const quirks = z.strictObject({
  tokenLimitField: z.enum(['max_tokens', 'max_completion_tokens', 'none']).default('max_completion_tokens'),
  streamUsage: z.boolean().default(true), // understands stream_options.include_usage
  reasoningFields: z.array(z.string()).default(['reasoning', 'reasoning_content']),
  firstTokenTimeoutMs: z.int().positive().default(60_000),
  idleTimeoutMs: z.int().positive().default(30_000),
  totalTimeoutMs: z.int().positive().default(300_000),
})
export type Quirks = z.infer<typeof quirks>

/** Some of them, to be changed. Not `quirks.partial()`: that fills in the defaults and so undoes what was found out. */
export const quirksChange = z.strictObject({
  tokenLimitField: quirks.shape.tokenLimitField.unwrap().optional(),
  streamUsage: quirks.shape.streamUsage.unwrap().optional(),
  reasoningFields: quirks.shape.reasoningFields.unwrap().optional(),
  firstTokenTimeoutMs: quirks.shape.firstTokenTimeoutMs.unwrap().optional(),
  idleTimeoutMs: quirks.shape.idleTimeoutMs.unwrap().optional(),
  totalTimeoutMs: quirks.shape.totalTimeoutMs.unwrap().optional(),
})
export type QuirksChange = z.infer<typeof quirksChange>

/** All that makes a debater what it is; a change makes a new revision. */
export const debaterConfig = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('builtin'), // rule-based, not a language model
    wordsPerSecond: z.number().nonnegative().default(60), // 0: all at once
  }),
  z.strictObject({
    kind: z.literal('model'),
    model: z.string().trim().min(1).max(200),
    template: z.string().default('debater/2'), // of lib/core/debaters/prompt
    temperature: z.number().min(0).max(2).nullable().default(null), // null: the provider's own
    topP: z.number().gt(0).max(1).nullable().default(null),
    maxTokens: z.int().min(16).max(100_000).default(4_000),
    bestOf: z.int().min(1).max(16).default(1), // drafts per speech, of which the best is spoken
    critiques: z.int().min(0).max(4).default(0), // of each draft, before it is written anew; 0: none
    preference: z.string().nullable().default(null), // the judge's revision that rates drafts; needed for more than one
    price: z // dollars per million tokens; null: unknown
      .strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() })
      .nullable()
      .default(null),
  }),
  z.strictObject({ kind: z.literal('person') }), // whoever takes the seat: who that is stands in the debate's setup
])
export type DebaterConfig = z.infer<typeof debaterConfig>

export const PERSON_LABEL = 'a person'
export const BUILT_IN_LABEL = 'built-in rule-based debater, not a language model'
