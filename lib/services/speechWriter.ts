import type { Debate } from '#lib/core/debate/debate'
import type { Speech, SpeechFlag } from '#lib/core/debate/events'
import type { Piece } from '#lib/core/debate/attempt'
import { concedes } from '#lib/core/debate/concession'
import type { Protocol, Side } from '#lib/core/debate/protocol'
import { judgeSample, type SampleVerdict } from '#lib/core/debate/sample'
import { renderSpeech, speechStream, type SpokenText } from '#lib/core/debate/speechText'
import { audiencesOf, mayHear, mayRead } from '#lib/core/debate/view'
import { argumentStream } from '#lib/core/debaters/argument'
import { CHOICE_TURN, readChoice } from '#lib/core/debaters/choice'
import { CRITIQUE_LIMITS, mentionsCritique, type Refine } from '#lib/core/debaters/refine'
import { costMicros, estimateTokens } from '#lib/core/debaters/price'
import { isCut, overBudget } from '#lib/core/quotes/budget'
import { checkQuotes } from '#lib/core/quotes/check'
import type { CheckedQuote } from '#lib/core/quotes/quote'
import {
  SpeakError,
  type AttemptEnd,
  type Deps,
  type Revision,
  type SourceRow,
  type Speaker,
  type SpeakRequest,
} from '#lib/ports'
import { capFor } from './caps'
import type { Slots } from './slots'
import { telling } from './telling'

/** One speech that is due: everything its attempts share. */
export type Task = {
  debate: Debate
  turn: number
  label: string
  side: Side
  fence: number
  revision: Revision
  source: SourceRow
  piece: Piece
  refine?: Refine
}

/** `behind`: no call was made, since the line of this provider is full. */
export type Tried = { end: AttemptEnd; retryAfterMs: number } | { behind: string } | { attention: string } | 'lost'

const nothing = { modelReturned: null, finishReason: null, tokensIn: null, tokensOut: null, error: null }

/**
 * Makes one attempt at a speech and keeps what became of it. The row is committed before the call, the call runs
 * outside any transaction, and the end is accepted by compare and set.
 *
 * @returns 'lost' once the debate is another owner's, or the signal stopped it
 */
export async function attempt(
  deps: Deps,
  slots: Slots,
  task: Task,
  sample: number,
  signal: AbortSignal,
): Promise<Tried> {
  const { debate, turn, side, fence, revision, piece } = task
  const { debateId } = debate.setup
  const free = await placeFor(deps, slots, revision, signal)
  if (typeof free === 'string') return { behind: free }
  try {
    const speaker = speakerOf(deps, revision)
    const ask = askOf(task)
    const request = speaker.request(revision.config, ask)
    const { config, providerId } = revision
    const sent = `${JSON.stringify(request)}${ask.source.text}` // the record leaves the source out
    const capped = config.kind === 'model' ? await capFor(deps, providerId, debateId, config, sent) : null
    if (capped !== null) return { attention: capped }
    const opened = await deps.attempts.open({
      debateId,
      turn,
      side,
      sample,
      piece,
      revisionId: revision.id,
      fence,
      request,
    })
    if (!opened) return 'lost'
    const ours = new AbortController()
    const both = AbortSignal.any([signal, ours.signal])
    const readers = piece === 'speech' ? readersOf(task) : [] // drafts are nobody's to read along
    const teller = telling(deps, opened.id, { debateId, turn, side, attempt: opened.number }, readers, () =>
      ours.abort(),
    )
    const { end, retryAfterMs } = await listen(deps, task, { ...ask, attempt: opened.number }, teller, both)
    await teller.end()
    const kept = await deps.attempts.end(opened.id, { ...end, text: teller.text() })
    return kept && !both.aborted ? { end, retryAfterMs } : 'lost'
  } finally {
    free()
  }
}

/** Who is called for it; a person is not called but waited for. */
export function speakerOf({ speakers }: Pick<Deps, 'speakers'>, { id, config }: Revision): Speaker {
  if (config.kind === 'person') throw new Error(`debater revision ${id} is a person`)
  return speakers[config.kind]
}

const readersOf = ({ debate, turn, side }: Task) =>
  audiencesOf(debate.setup.protocol).filter((audience) => mayRead(audience, debate, { turn, side }))

/** How long a piece may be: a critique is short, everything else is a speech. */
export const limitsOf = ({ debate, piece }: Pick<Task, 'debate' | 'piece'>): Protocol['limits'] =>
  piece.startsWith('critique')
    ? { ...CRITIQUE_LIMITS, quoteCharsPerSpeech: null, quoteCharsPerSide: null }
    : debate.setup.protocol.limits

/** A rewrite that speaks of what only its writer has seen is no speech. */
const judgedAs = ({ piece }: Task, verdict: SampleVerdict, text: string): SampleVerdict =>
  piece.startsWith('rewrite') && verdict.state === 'accepted' && mentionsCritique(text)
    ? { state: 'bad_output', usable: false, why: 'The rewrite speaks of its critique.' }
    : verdict

/**
 * Waits for a place at the provider; built-in debaters need none.
 *
 * @returns gives the place back; or the provider, if its line is full
 */
async function placeFor(
  deps: Deps,
  slots: Slots,
  { providerId }: Revision,
  signal: AbortSignal,
): Promise<(() => void) | string> {
  if (providerId === null) return () => undefined
  const endpoint = await deps.debaters.endpoint(providerId)
  return (await slots.take(providerId, endpoint?.concurrency ?? 1, signal)) ?? providerId
}

/** What a debater gets to see: what is revealed and its protocol lets it read. */
function askOf({ debate, turn, label, side, source, refine }: Task): SpeakRequest {
  const { setup, speeches } = debate
  const { title, text, sha256 } = source
  const readable = speeches.filter((speech) => mayRead(`side:${side}`, debate, speech))
  return {
    debateId: setup.debateId,
    side,
    setup,
    turn,
    label,
    speeches: readable,
    messages: debate.messages.filter((message) => mayHear(`side:${side}`, message)),
    beliefs: debate.beliefs,
    source: { title, text, sha256 },
    ...(refine && { refine }),
    attempt: 1,
  }
}

async function listen(
  deps: Deps,
  task: Task,
  ask: SpeakRequest,
  teller: ReturnType<typeof telling>,
  signal: AbortSignal,
): Promise<{ end: Omit<AttemptEnd, 'text'> & { text: string }; retryAfterMs: number }> {
  const { revision, debate } = task
  const begun = deps.now()
  const choosing = task.turn === CHOICE_TURN
  const block = revision.config.kind === 'model' && !choosing ? argumentStream() : null
  const shown = speechStream()
  let [raw, reasoning, received] = ['', '', '']
  let firstTokenMs: number | null = null
  let last: { finishReason: string; model: string | null; tokensIn: number | null; tokensOut: number | null } | null =
    null
  const ended = (state: AttemptEnd['state'], more: Partial<AttemptEnd> = {}, retryAfterMs = 0) => ({
    retryAfterMs,
    end: {
      ...nothing,
      state,
      text: '',
      reasoning,
      usageEstimated: false,
      costMicros: null,
      firstTokenMs,
      durationMs: Math.max(1, deps.now() - begun),
      ...more,
    },
  })
  try {
    for await (const chunk of speakerOf(deps, revision).speak(revision, ask, signal)) {
      if (chunk.type === 'end') last = chunk
      else if (chunk.type !== 'token') {
        firstTokenMs ??= deps.now() - begun
        received += chunk.text
        if (chunk.type === 'reasoning') reasoning += chunk.text
        else {
          const piece = block ? block.push(chunk.text) : chunk.text
          raw += piece
          teller.add(shown.push(piece))
        }
      }
    }
    if (signal.aborted) return ended('cancelled', { error: 'The writing was stopped.' })
    if (!last) return ended('interrupted', { error: 'The answer broke off before its end.' })
    teller.add(shown.end())
    const { complete, thinking } = block?.end() ?? { complete: true, thinking: '' }
    reasoning = [reasoning, thinking].filter(Boolean).join('\n\n')
    if (choosing) {
      const proper = last.finishReason === 'stop'
      const chosen = proper && readChoice(received, debate.setup.answerOrder) !== null
      return ended(chosen ? 'accepted' : proper ? 'bad_output' : 'interrupted', {
        reasoning,
        modelReturned: last.model,
        finishReason: last.finishReason,
        error: chosen ? null : 'The answer holds no choice.',
        ...usage(revision, last, ask, received),
      })
    }
    const spoken = renderSpeech(raw)
    const { finishReason } = last
    const speech = finishReason === 'stop' ? speechFrom(task, spoken, []) : null
    const limits = limitsOf(task)
    const quoted = speech && overBudget(task.source.text, speech.quotes, ownQuotes(task), limits)
    const verdict = judgedAs(
      task,
      judgeSample(spoken, { finishReason, complete, overBudget: quoted }, limits),
      spoken.text,
    )
    const usable = verdict.state === 'accepted' || verdict.usable
    const state = verdict.state === 'accepted' && task.piece !== 'speech' ? 'candidate' : verdict.state
    return ended(state, {
      reasoning,
      ...(usable && speech && { speech }),
      modelReturned: last.model,
      finishReason: last.finishReason,
      error: verdict.state === 'accepted' ? null : verdict.why,
      ...usage(revision, last, ask, received),
    })
  } catch (error) {
    if (signal.aborted) return ended('cancelled', { error: 'The writing was stopped.' })
    if (error instanceof SpeakError) return ended(error.state, { error: error.message }, error.retryAfterMs)
    deps.report(error)
    return ended('provider_error', { error: 'The debater broke in a way nobody foresaw; the log has it.' })
  }
}

/** Tokens and cost; estimated where the provider gives no count. */
function usage(
  { config }: Revision,
  { tokensIn, tokensOut }: { tokensIn: number | null; tokensOut: number | null },
  ask: SpeakRequest,
  received: string,
) {
  if (config.kind !== 'model') return { tokensIn: null, tokensOut: null }
  const estimated = tokensIn === null || tokensOut === null
  const [read, written] = [tokensIn ?? estimateTokens(ask.source.text), tokensOut ?? estimateTokens(received)]
  return {
    tokensIn: read,
    tokensOut: written,
    usageEstimated: estimated,
    costMicros: costMicros(config.price, read, written),
  }
}

/** The speech with its quotes checked. */
export function speechFrom({ debate, turn, side, source }: Task, spoken: SpokenText, flags: SpeechFlag[]): Speech {
  const { question, answers } = debate.setup
  const earlier = ownQuotes({ debate, side })
  const quotes = checkQuotes(spoken, source.text, { sourceHash: source.sha256, known: [question, ...answers], earlier })
  const yields = concedes(spoken.text) ? (['concession'] as const) : []
  return { turn, side, text: spoken.text, quotes, flags: [...flags, ...yields] }
}

/** What this side has quoted so far. */
export const ownQuotes = ({ debate, side }: Pick<Task, 'debate' | 'side'>): CheckedQuote[] =>
  debate.speeches
    .filter((speech) => speech.side === side)
    .flatMap(({ quotes }) => quotes)
    .filter((quote) => !isCut(quote))
