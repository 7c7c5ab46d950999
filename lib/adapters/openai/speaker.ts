import { createHash } from 'node:crypto'
import type OpenAI from 'openai'
import { unreachable } from '#lib/core/result'
import type { DebaterConfig, Quirks } from '#lib/core/debaters/config'
import { CHOICE_TURN, choiceMessages, choiceTemplate } from '#lib/core/debaters/choice'
import { messagesFor, templates, type Template } from '#lib/core/debaters/prompt'
import {
  SpeakError,
  type CallFault,
  type DebaterStore,
  type Revision,
  type Speaker,
  type SpeakRequest,
} from '#lib/ports'
import { breaker, type Outcome } from './breaker'
import { faultOf } from './fault'
import { Faulty, speechFrom } from './stream'
import { watchdog } from './watchdog'

type ModelConfig = Extract<DebaterConfig, { kind: 'model' }>
type Ends = Pick<DebaterStore, 'endpoint' | 'disable'> & { now: () => number }

/** Speaks through any OpenAI-compatible endpoint. One try per call: trying again is the engine's business. */
export function openaiSpeaker({ endpoint, disable, now }: Ends): Speaker & {
  /** ms until this debater's endpoint may be called again after failing five times in a row; 0: now. */
  waitMs(revision: Revision): number
} {
  const circuits = breaker(now)
  return {
    waitMs: ({ config, providerId }) => (config.kind === 'model' ? circuits.waitMs(circuitOf(providerId, config)) : 0),
    request: (config, ask) => record(modelOf(config), ask),
    async *speak({ config: given, providerId }, ask, signal) {
      const config = modelOf(given)
      const template = templateOf(config)
      const target = providerId === null ? null : await endpoint(providerId)
      if (!target) throw new SpeakError('config_error', 'This debater has no endpoint any more.')
      if (target.disabled !== null)
        throw new SpeakError('config_error', `${target.name} is switched off: ${target.disabled}`)
      const circuit = circuitOf(target.id, config)
      const end = circuits.begin(circuit)
      if (!end) {
        const waitMs = circuits.waitMs(circuit)
        const seconds = Math.ceil(waitMs / 1_000)
        throw new SpeakError(
          'provider_error',
          `${target.name} failed several times in a row; it is tried again in ${seconds} s.`,
          waitMs,
        )
      }
      const watch = watchdog(target, signal)
      let outcome: Outcome = 'neither'
      try {
        yield* speechFrom(target, bodyOf(config, template, ask, target.quirks), watch, now)
        outcome = 'answered'
      } catch (error) {
        // Once aborted the client reports its own abort; why it was aborted, only the watchdog knows.
        const known = watch.signal.aborted
          ? await watch.race(Promise.resolve(error)).catch((why: unknown) => why)
          : error
        const { failure, disables } = named(known, target, config.model, now())
        outcome = outcomeOf(failure)
        // The refusal is what matters: if it cannot be noted, the next call is refused in the same way.
        if (disables) await disable(target.id, failure.message).catch(() => undefined)
        throw failure
      } finally {
        watch.close()
        end(outcome)
      }
    },
  }
}

const circuitOf = (providerId: string | null, { model }: ModelConfig) => `${providerId}/${model}`

/** Whether a failure says that the endpoint is down, up, or nothing about it. */
function outcomeOf({ state }: SpeakError): Outcome {
  if (state === 'provider_error' || state === 'timeout' || state === 'interrupted') return 'failed'
  return state === 'cancelled' || state === 'rate_limited' ? 'neither' : 'answered'
}

function modelOf(config: DebaterConfig): ModelConfig {
  if (config.kind === 'model') return config
  throw new SpeakError('config_error', 'This debater is not a model.')
}

function templateOf({ template }: ModelConfig): Template {
  const found = templates[template]
  if (!found) throw new SpeakError('config_error', `There is no prompt template "${template}".`)
  return found
}

function bodyOf(
  config: ModelConfig,
  template: Template,
  ask: SpeakRequest,
  quirks: Quirks,
): OpenAI.ChatCompletionCreateParamsStreaming {
  const { model, temperature, topP, maxTokens } = config
  return {
    model,
    messages: promptOf(template, ask),
    stream: true,
    ...(temperature !== null && { temperature }),
    ...(topP !== null && { top_p: topP }),
    ...(quirks.tokenLimitField !== 'none' && { [quirks.tokenLimitField]: maxTokens }),
    ...(quirks.streamUsage && { stream_options: { include_usage: true } }),
  }
}

const promptOf = (template: Template, ask: SpeakRequest) =>
  ask.turn === CHOICE_TURN ? choiceMessages(ask) : messagesFor(template, ask)

/**
 * What is asked, for the attempt's record. The source is named by its hash, since it has its own immutable row;
 * `promptSha256` is of the messages as sent, `revealedSha256` of the speeches both sides of a turn must have been given.
 */
function record(config: ModelConfig, ask: SpeakRequest) {
  const template = templateOf(config)
  const named = ask.turn === CHOICE_TURN ? choiceTemplate : template
  const { model, temperature, topP, maxTokens } = config
  const sourceless = { ...ask, source: { ...ask.source, text: `[the text with SHA-256 ${ask.source.sha256}]` } }
  return {
    model,
    temperature,
    topP,
    maxTokens,
    template: { id: named.id, version: template.version, sha256: sha256(named) },
    promptSha256: sha256(promptOf(template, ask)),
    revealedSha256: sha256(ask.speeches.map(({ turn, side, text }) => ({ turn, side, text }))),
    messages: promptOf(template, sourceless),
  }
}

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')

type Named = { failure: SpeakError; disables: boolean }

/** The outcome each fault has, in one sentence. */
function named(error: unknown, { name, key }: { name: string; key: string | null }, model: string, now: number): Named {
  if (error instanceof SpeakError) return { failure: error, disables: false }
  const fault = error instanceof Faulty ? error.fault : faultOf(error, now, key)
  const as = (state: SpeakError['state'], what: string, disables = false): Named => ({
    failure: new SpeakError(
      state,
      `${name} ${what}${fault.message ? `: ${fault.message}` : '.'}`,
      fault.retryAfterMs ?? 0,
    ),
    disables,
  })
  switch (fault.kind) {
    case 'refused':
      return as('provider_error', 'refused the connection')
    case 'unreachable':
      return as('provider_error', 'cannot be reached over the network')
    case 'dns':
      return as('provider_error', 'has an address whose host name is not found')
    case 'tls':
      return as('provider_error', 'could not be reached securely: its certificate or TLS set-up was not accepted')
    case 'redirect':
      return as('provider_error', 'sent us on to another address, which is not followed')
    case 'timeout':
      return as('timeout', 'did not answer in time')
    case 'cut':
      return as('interrupted', 'cut the connection before its answer was finished')
    case 'garbage':
      return as('bad_output', 'sent something that is not an answer of this kind of API')
    case 'too-large':
      return as('over_limit', 'sent far more than a speech can be; the call was ended')
    case 'answered':
      return answered(fault, as, model)
    default:
      return unreachable(fault.kind)
  }
}

function answered(
  { status, quota, contextTooLong }: CallFault,
  as: (state: SpeakError['state'], what: string, disables?: boolean) => Named,
  model: string,
): Named {
  if (quota) return as('config_error', 'says that its quota or credit is used up', true)
  if (status === 401 || status === 403) return as('config_error', `did not accept the key (status ${status})`, true)
  if (contextTooLong) return as('config_error', `says that the text is too long for the model ${model}`)
  if (status === 429) return as('rate_limited', 'asks to slow down (status 429)')
  if (status === undefined) return as('provider_error', 'reported an error in the middle of its answer')
  if (status >= 500 || status === 408 || status === 409) return as('provider_error', `failed (status ${status})`)
  return as('config_error', `did not take the request for the model ${model} (status ${status})`)
}
