import type OpenAI from 'openai'
import type { Quirks } from '#lib/core/debaters/config'
import { unreachable } from '#lib/core/result'
import { SpeakError, type CallFault, type DebaterStore, type SpeechChunk } from '#lib/ports'
import { breaker, type Outcome } from './breaker'
import { faultOf } from './fault'
import { Faulty, speechFrom } from './stream'
import { watchdog } from './watchdog'

type Ends = Pick<DebaterStore, 'endpoint' | 'disable'> & { now: () => number }
/** Which model of which provider. */
export type Callee = { providerId: string | null; model: string }
type Body = OpenAI.ChatCompletionCreateParamsStreaming

/**
 * Calls any OpenAI-compatible endpoint. One try per call: trying again is the caller's business. What fails five times in
 * a row is left alone for a while, whoever calls it.
 */
export function openaiCaller({ endpoint, disable, now }: Ends) {
  const circuits = breaker(now)
  const circuitOf = ({ providerId, model }: Callee) => `${providerId}/${model}`
  return {
    /** ms until this model may be called again; 0: now. */
    waitMs: (callee: Callee) => circuits.waitMs(circuitOf(callee)),
    /**
     * @param body of the request, in the endpoint's dialect
     * @throws SpeakError
     */
    async *call(callee: Callee, body: (quirks: Quirks) => Body, signal: AbortSignal): AsyncGenerator<SpeechChunk> {
      const { providerId, model } = callee
      const target = providerId === null ? null : await endpoint(providerId)
      if (!target) throw new SpeakError('config_error', 'This debater or judge has no endpoint any more.')
      if (target.disabled !== null)
        throw new SpeakError('config_error', `${target.name} is switched off: ${target.disabled}`)
      const end = circuits.begin(circuitOf(callee))
      if (!end) {
        const waitMs = circuits.waitMs(circuitOf(callee))
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
        yield* speechFrom(target, body(target.quirks), watch, now)
        outcome = 'answered'
      } catch (error) {
        // Once aborted the client reports its own abort; why it was aborted, only the watchdog knows.
        const known = watch.signal.aborted
          ? await watch.race(Promise.resolve(error)).catch((why: unknown) => why)
          : error
        const { failure, disables } = named(known, target, model, now())
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
export type OpenaiCaller = ReturnType<typeof openaiCaller>

/** The parts of a request that depend on the endpoint's dialect. */
export const dialect = (quirks: Quirks, maxTokens: number) => ({
  ...(quirks.tokenLimitField !== 'none' && { [quirks.tokenLimitField]: maxTokens }),
  ...(quirks.streamUsage && { stream_options: { include_usage: true } }),
})

/** Whether a failure says that the endpoint is down, up, or nothing about it. */
function outcomeOf({ state }: SpeakError): Outcome {
  if (state === 'provider_error' || state === 'timeout' || state === 'interrupted') return 'failed'
  return state === 'cancelled' || state === 'rate_limited' ? 'neither' : 'answered'
}

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
