import * as z from 'zod'
import { err, ok } from '#lib/core/result'
import { SpeakError, type CallFault, type EndpointProbe, type ProbeAnswer } from '#lib/ports'
import { clientFor } from './client'
import { faultInside, faultOf } from './fault'
import { Faulty, speechFrom } from './stream'
import { watchdog } from './watchdog'

const MAX_MODELS = 1_000
const modelList = z.looseObject({ data: z.array(z.looseObject({ id: z.string().min(1).max(200) })).max(MAX_MODELS) })

/** Looks at endpoints in the same way as they are later called. */
export const openaiProbe = (now: () => number): EndpointProbe => ({
  async models(target, timeoutMs) {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const response = await clientFor(target, timeoutMs).models.list({ signal }).asResponse()
      const body: unknown = await response.json()
      const fault = faultInside(body, now(), target.key)
      if (fault) return err(fault)
      const parsed = modelList.safeParse(body)
      return parsed.success ? ok([...new Set(parsed.data.data.map(({ id }) => id))]) : err(garbage)
    } catch (error) {
      return err(signal.aborted ? timedOut : faultOf(error, now(), target.key))
    }
  },
  async ask(target, model, timeoutMs) {
    const { tokenLimitField, streamUsage } = target.quirks
    const quirks = {
      ...target.quirks,
      firstTokenTimeoutMs: timeoutMs,
      idleTimeoutMs: timeoutMs,
      totalTimeoutMs: timeoutMs,
    }
    const endpoint = { id: '', name: 'endpoint', concurrency: 1, disabled: null, ...target, quirks }
    const watch = watchdog(endpoint, new AbortController().signal)
    const started = now()
    const answer: ProbeAnswer = {
      model: null,
      text: '',
      finishReason: null,
      usage: false,
      firstTokenMs: null,
      durationMs: 0,
    }
    const body = {
      model,
      messages: [{ role: 'user' as const, content: 'Answer with the one word: ready' }],
      stream: true as const,
      ...(tokenLimitField !== 'none' && { [tokenLimitField]: 64 }),
      ...(streamUsage && { stream_options: { include_usage: true } }),
    }
    try {
      for await (const chunk of speechFrom(endpoint, body, watch, now)) {
        answer.firstTokenMs ??= now() - started
        if (chunk.type === 'text') answer.text += chunk.text
        if (chunk.type === 'end')
          Object.assign(answer, {
            model: chunk.model,
            finishReason: chunk.finishReason,
            usage: chunk.tokensIn !== null,
          })
      }
    } catch (error) {
      const fault = faultIn(watch.signal.aborted ? new SpeakError('timeout', '') : error, now(), target.key)
      if (fault) return err(fault)
    } finally {
      watch.close()
    }
    return ok({ ...answer, durationMs: now() - started })
  },
})

const garbage: CallFault = { kind: 'garbage', message: '' }
const timedOut: CallFault = { kind: 'timeout', message: '' }

/** null for an answer that came but would not count as a speech: the report says why. */
function faultIn(error: unknown, now: number, key: string | null): CallFault | null {
  if (error instanceof Faulty) return error.fault
  if (!(error instanceof SpeakError)) return faultOf(error, now, key)
  if (error.state === 'timeout') return timedOut
  return error.state === 'interrupted' || error.state === 'refused' ? null : garbage
}
