import { costMicros, estimateTokens } from '#lib/core/debaters/price'
import { builtInVerdict } from '#lib/core/judges/builtin'
import type { JudgeConfig } from '#lib/core/judges/config'
import {
  judgeMessages,
  judgeTemplates,
  repairMessages,
  type AnswerForm,
  type JudgeMessage,
  type JudgeStep,
  type Ties,
} from '#lib/core/judges/prompt'
import { swap, type Transcript } from '#lib/core/judges/transcript'
import { combine, fromTopLogprobs, parseVerdict } from '#lib/core/judges/verdict'
import { randomFrom } from '#lib/core/random'
import { err, ok, type Result } from '#lib/core/result'
import { SpeakError } from '#lib/ports'
import type { JudgeCallEnd, JudgeOrder, JudgeReply, JudgeRevision, JudgingDeps } from '#lib/ports/judges'
import { capFor } from './caps'

/** What asking for a belief needs; where the calls are kept is the caller's choice. */
export type Asking = Pick<
  JudgingDeps,
  'judgeCalls' | 'judgeCaller' | 'debaters' | 'attempts' | 'now' | 'newId' | 'report'
>
/** One belief that is due of a judge that is not a person. `round`: the one it comes after; 0 for the prior. */
export type BeliefDue = {
  debateId: string
  round: number
  attemptId?: string // of a rating: the draft that is rated; its answers are no part of judging this debate
  step: JudgeStep
  transcript: Transcript
  told: string
  ties: Ties
}
/** `shown`, `swapped`: the probability that side A, as the debate has it, is right, by the run in either order. */
export type ModelBelief = { percentA: number; shown: number; swapped: number; rationale: string }

/**
 * One belief: both orders asked, and averaged. What was answered before is not asked again.
 *
 * @returns why it is invalid, if one order gave nothing that can be read after one repair, or cannot be made
 * @throws SpeakError for what may be tried again
 */
export async function modelBelief(
  deps: Asking,
  judge: JudgeRevision,
  due: BeliefDue,
  signal: AbortSignal,
): Promise<Result<ModelBelief, string>> {
  const { config } = judge
  if (config.kind === 'builtin') {
    const { percentA, rationale } = builtInVerdict(due.transcript, { ties: due.ties })
    return ok({ percentA, shown: percentA / 100, swapped: percentA / 100, rationale })
  }
  const exchanged = swap(due.transcript)
  if (!exchanged.ok) return err(`A and B could not be exchanged: ${exchanged.error}`)
  const given = await deps.judgeCalls.accepted(due.debateId, judge.id, due.round, due.attemptId)
  const ask = async (order: JudgeOrder, transcript: Transcript) => {
    const before = given.find((call) => call.order === order)
    return before ? ok(before) : oneOrder(deps, judge, config, { ...due, transcript }, order, signal)
  }
  const shown = await ask('shown', due.transcript)
  if (!shown.ok) return shown
  const swapped = await ask('swapped', exchanged.value)
  if (!swapped.ok) return swapped
  const { percentA } = combine(shown.value.p, swapped.value.p)
  const { rationale } = shown.value
  return ok({ percentA, shown: shown.value.p, swapped: 1 - swapped.value.p, rationale })
}

type Answer = { p: number; mass: number | null; rationale: string }
type ModelConfig = Extract<JudgeConfig, { kind: 'model' }>

/** Endpoints that give no token probabilities, by provider and model: asked once, then no more. */
const withoutProbabilities = new Set<string>()

async function oneOrder(
  deps: Asking,
  judge: JudgeRevision,
  config: ModelConfig,
  due: BeliefDue,
  order: JudgeOrder,
  signal: AbortSignal,
): Promise<Result<Answer, string>> {
  const endpoint = `${judge.providerId}/${config.model}`
  const tokens = config.answer === 'logprobs' || (config.answer === 'auto' && !withoutProbabilities.has(endpoint))
  if (tokens) {
    const { read } = await call(deps, judge, config, due, order, 'token', promptOf(deps, config, due, 'token'), signal)
    if (read !== 'no-probabilities') return read
    if (config.answer === 'logprobs') return err('the endpoint gives no token probabilities')
    withoutProbabilities.add(endpoint)
  }
  const messages = promptOf(deps, config, due, 'json')
  const first = await call(deps, judge, config, due, order, 'json', messages, signal)
  if (first.read === 'no-probabilities' || first.read.ok)
    return first.read === 'no-probabilities' ? err('no answer') : first.read
  const again = repairMessages(templateOf(config), messages, {
    reply: first.reply.text,
    reason: first.read.error,
    form: 'json',
    ties: due.ties,
  })
  const second = await call(deps, judge, config, due, order, 'json', again, signal)
  return second.read === 'no-probabilities' ? err('no answer') : second.read
}

function templateOf({ template }: ModelConfig) {
  const found = judgeTemplates[template]
  if (!found) throw new SpeakError('config_error', `There is no judge template "${template}".`)
  return found
}

/** The messages, under a mark that nothing in them holds. */
function promptOf(deps: Asking, config: ModelConfig, due: BeliefDue, form: AnswerForm): JudgeMessage[] {
  const { transcript, step, told, ties } = due
  for (let tries = 0; tries < 5; tries++) {
    const random = randomFrom(deps.newId())
    const tag = Array.from({ length: 16 }, () => Math.floor(random() * 36).toString(36)).join('')
    const made = judgeMessages(templateOf(config), { transcript, step, form, told, ties, tag })
    if (made.ok) return made.value
  }
  throw new Error('no mark that the transcript does not hold')
}

/** One call, kept before and after. @throws SpeakError once it is kept */
async function call(
  deps: Asking,
  judge: JudgeRevision,
  config: ModelConfig,
  { debateId, round, attemptId, ties }: BeliefDue,
  order: JudgeOrder,
  form: AnswerForm,
  messages: JudgeMessage[],
  signal: AbortSignal,
): Promise<{ reply: JudgeReply; read: Result<Answer, string> | 'no-probabilities' }> {
  const { model, temperature, topP, template } = config
  const request = { model, temperature, topP, template, messages }
  const prompt = messages.map(({ content }) => content).join('\n')
  const capped = await capFor(deps, judge.providerId, debateId, config, prompt)
  if (capped !== null) throw new SpeakError('config_error', capped)
  const id = await deps.judgeCalls.open({
    debateId,
    revisionId: judge.id,
    step: round,
    order,
    form,
    request,
    ...(attemptId !== undefined && { attemptId }),
  })
  const begun = deps.now()
  const keep = (end: Partial<JudgeCallEnd> & Pick<JudgeCallEnd, 'state' | 'error'>) =>
    deps.judgeCalls.end(id, { ...nothing, ...end, durationMs: Math.max(1, deps.now() - begun) })
  let reply: JudgeReply
  try {
    reply = await deps.judgeCaller.ask(judge, messages, form, signal)
  } catch (error) {
    const failure =
      error instanceof SpeakError ? error : new SpeakError('provider_error', 'The judge broke in a way nobody foresaw.')
    if (failure !== error) deps.report(error)
    await keep({ state: failure.state, error: failure.message })
    throw failure
  }
  const read = form === 'token' ? readToken(reply) : readVerdict(reply, ties)
  const { text, reasoning, model: modelReturned } = reply
  const answer = read !== 'no-probabilities' && read.ok ? read.value : null
  const fault = read === 'no-probabilities' ? 'The endpoint gave no token probabilities.' : read.ok ? null : read.error
  await keep({
    state: answer ? 'accepted' : 'bad_output',
    error: fault,
    reply: text,
    reasoning,
    modelReturned,
    ...(answer && { p: answer.p, mass: answer.mass, rationale: answer.rationale }),
    ...usage(config, messages, reply),
  })
  return { reply, read }
}

const nothing: JudgeCallEnd = {
  state: 'provider_error',
  reply: '',
  reasoning: '',
  p: null,
  mass: null,
  rationale: '',
  modelReturned: null,
  tokensIn: null,
  tokensOut: null,
  usageEstimated: false,
  costMicros: null,
  durationMs: 1,
  error: null,
}

function readToken({ top }: JudgeReply): Result<Answer, string> | 'no-probabilities' {
  if (!top || top.length === 0) return 'no-probabilities'
  const belief = fromTopLogprobs(top)
  return belief.ok ? ok({ p: belief.value.p, mass: belief.value.mass, rationale: '' }) : belief
}

function readVerdict({ text, finishReason }: JudgeReply, ties: Ties): Result<Answer, string> {
  if (finishReason !== 'stop') return err(`the reply ended with “${finishReason}”`)
  const verdict = parseVerdict(text, { ties })
  return verdict.ok ? ok({ p: verdict.value.percentA / 100, mass: null, rationale: verdict.value.rationale }) : verdict
}

function usage(
  { price }: ModelConfig,
  messages: readonly JudgeMessage[],
  { tokensIn, tokensOut, text, reasoning }: JudgeReply,
) {
  const estimated = tokensIn === null || tokensOut === null
  const read = tokensIn ?? messages.reduce((sum, { content }) => sum + estimateTokens(content), 0)
  const written = tokensOut ?? estimateTokens(text + reasoning)
  return { tokensIn: read, tokensOut: written, usageEstimated: estimated, costMicros: costMicros(price, read, written) }
}
