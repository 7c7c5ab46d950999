import type OpenAI from 'openai'
import { Stream } from 'openai/streaming'
import * as z from 'zod'
import { SpeakError, type CallFault, type Endpoint, type SpeechChunk } from '#lib/ports'
import { clientFor, type Received } from './client'
import { faultInside } from './fault'
import type { Watchdog } from './watchdog'

export const MAX_SPEECH_BYTES = 256 * 1024

/** A fault found in what was received, on its way out of the loop that found it. */
export class Faulty extends Error {
  constructor(readonly fault: CallFault) {
    super(fault.kind)
  }
}

const usage = z.looseObject({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish()
const said = z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() })
const likely = z.looseObject({ token: z.string(), logprob: z.number() })
const choice = z.looseObject({
  index: z.number().nullish(),
  delta: said.nullish(),
  message: said.nullish(),
  finish_reason: z.string().nullish(),
  logprobs: z
    .looseObject({ content: z.array(z.looseObject({ top_logprobs: z.array(likely).nullish() })).nullish() })
    .nullish(),
})
const answer = z.looseObject({ model: z.string().nullish(), choices: z.array(choice).nullish(), usage })

/** Ends of other dialects, in the words of this one. */
const FINISHES: Record<string, string> = {
  eos: 'stop',
  eos_token: 'stop',
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
}

/**
 * One call, piece by piece; the last piece is `end`, and there is none without a terminal finish reason.
 *
 * @throws SpeakError, Faulty or whatever the client throws; the caller names it
 */
export async function* speechFrom(
  target: Endpoint,
  body: OpenAI.ChatCompletionCreateParamsStreaming,
  watch: Watchdog,
  now: () => number,
): AsyncGenerator<SpeechChunk> {
  const received: Received = { bytes: 0 }
  const client = clientFor(target, target.quirks.totalTimeoutMs, received)
  watch.expectFirst()
  const response = await watch.race(client.chat.completions.create(body, { signal: watch.signal }).asResponse())
  const chunks = answersOf(response, watch, client)
  let text = ''
  let bytes = 0
  let seen = 0
  const end = { model: null as string | null, tokensIn: null as number | null, tokensOut: null as number | null }
  let finish: string | null = null

  for (;;) {
    // What comes after the finish reason is only the token counts: without them the speech is as complete.
    const next = await watch.race(chunks.next()).catch((error: unknown) => {
      if (finish === null) throw error
      return { done: true as const, value: undefined }
    })
    if (next.done) break
    seen++
    const fault = faultInside(next.value, now(), target.key)
    if (fault && finish === null) throw new Faulty(fault)
    const parsed = answer.safeParse(next.value)
    if (!parsed.success) throw new Faulty({ kind: 'garbage', message: '' })
    const { model, choices, usage: counted } = parsed.data
    end.model = model ?? end.model
    end.tokensIn = counted?.prompt_tokens ?? end.tokensIn
    end.tokensOut = counted?.completion_tokens ?? end.tokensOut
    const first = choices?.find(({ index }) => (index ?? 0) === 0)
    const delta = first?.delta ?? first?.message
    const reasoning = target.quirks.reasoningFields
      .map((field) => delta?.[field])
      .find((value) => typeof value === 'string' && value !== '')
    const top = first?.logprobs?.content?.flatMap(({ top_logprobs }) => (top_logprobs ? [top_logprobs] : []))
    for (const likeliest of top ?? [])
      yield { type: 'token', top: likeliest.map(({ token, logprob }) => ({ token, logprob })) }
    if (delta?.refusal)
      throw new SpeakError('refused', `The model declined to speak${end.model ? ` (${end.model})` : ''}.`)

    // Only words set the clock back: keep-alives and empty choices do not count as life.
    for (const [type, piece] of [
      ['reasoning', reasoning],
      ['text', delta?.content],
    ] as const) {
      if (typeof piece !== 'string' || piece === '') continue
      bytes += Buffer.byteLength(piece)
      if (bytes > MAX_SPEECH_BYTES) throw new Faulty({ kind: 'too-large', message: '' })
      if (type === 'text') text += piece
      watch.pause()
      yield { type, text: piece }
      watch.expectNext()
    }
    if (first?.finish_reason) {
      finish = FINISHES[first.finish_reason.toLowerCase()] ?? first.finish_reason
      watch.expectRest()
    }
  }

  if (finish === 'error') throw new SpeakError('provider_error', `${target.name} broke off its answer with an error.`)
  if (finish === null && seen === 0 && received.bytes > 0) throw new Faulty({ kind: 'garbage', message: '' })
  if (finish === null)
    throw new SpeakError('interrupted', `${target.name} ended its answer without saying that it was finished.`)
  if (unreadableShare(text) > 0.01)
    throw new SpeakError('bad_output', `More than 1 % of what ${target.name} sent was not readable text.`)
  yield { type: 'end', finishReason: finish, ...end }
}

/** The chunks of a streamed answer; of an endpoint that does not stream, the whole answer as one. */
async function* answersOf(response: Response, watch: Watchdog, client: OpenAI): AsyncGenerator<unknown> {
  const type = response.headers.get('content-type') ?? ''
  if (/json/i.test(type)) {
    yield await response.json()
    return
  }
  if (type !== '' && !/event-stream|text\/plain|octet-stream/i.test(type))
    throw new Faulty({ kind: 'garbage', message: '' })
  const controller = new AbortController()
  watch.signal.addEventListener('abort', () => controller.abort(), { once: true })
  yield* Stream.fromSSEResponse<unknown>(response, controller, client) // the client brings its silence: nothing is logged
}

/** Which part of a text is NUL, the replacement character or half a surrogate pair: what a broken encoding leaves. */
function unreadableShare(text: string): number {
  const broken = text.match(/[\u0000\uFFFD\uD800-\uDFFF]/gu)?.length ?? 0
  return text.length === 0 ? 0 : broken / text.length
}
