import { lengthIn } from './speechLimits'
import { cutAtSentence, type SpokenText } from './speechText'
import type { SpeechFlag } from './events'
import type { Protocol } from './protocol'

type Limits = Protocol['limits']

/** What a finished answer is worth: a speech, or the fault that asks for another sample. `usable`: it could still be cut or shown short. */
export type SampleVerdict =
  | { state: 'accepted' }
  | { state: 'over_limit' | 'bad_output'; usable: boolean; why: string }
  | { state: 'refused'; usable: false; why: string }

const REFUSAL =
  /\bI(?:['’]m| am) (?:sorry|unable)|\bI (?:cannot|can['’]t|won['’]t|will not) (?:help|assist|participate|argue|take part|comply|provide|continue)/i
const REFUSAL_WORDS = 60 // a longer text that says so somewhere is a speech

/**
 * Judges one finished answer by its form alone.
 *
 * @param finishReason as the provider gave it; only "stop" is a proper end
 * @param complete whether the speech's block was closed
 * @param overBudget that its quotes are more than allowed, as one clause; null if they are not
 */
export function judgeSample(
  spoken: SpokenText,
  {
    finishReason,
    complete,
    overBudget = null,
  }: { finishReason: string; complete: boolean; overBudget?: string | null },
  limits: Limits,
): SampleVerdict {
  const { text } = spoken
  const length = lengthIn(limits.unit, text)
  if (finishReason === 'content_filter')
    return { state: 'refused', usable: false, why: 'The provider’s filter stopped the answer.' }
  if (finishReason === 'length')
    return { state: 'over_limit', usable: false, why: 'The answer ran into its token limit.' }
  if (finishReason !== 'stop')
    return { state: 'bad_output', usable: false, why: `The answer ended with “${finishReason}”.` }
  if (!complete) return { state: 'bad_output', usable: false, why: 'The answer holds no complete speech.' }
  if (text === '') return { state: 'bad_output', usable: false, why: 'The speech is empty.' }
  if (length < REFUSAL_WORDS && REFUSAL.test(text))
    return { state: 'refused', usable: false, why: 'The debater refused.' }
  if (length > limits.speechMax)
    return {
      state: 'over_limit',
      usable: true,
      why: `The speech has ${length} ${limits.unit}; ${limits.speechMax} are allowed.`,
    }
  if (length < limits.speechMin)
    return {
      state: 'bad_output',
      usable: true,
      why: `The speech has ${length} ${limits.unit}; at least ${limits.speechMin} are asked for.`,
    }
  if (overBudget !== null) return { state: 'over_limit', usable: true, why: overBudget }
  return { state: 'accepted' }
}

/**
 * Of samples that all miss the limits, the nearest in length, and of equals the one with the fewest surplus quotes; cut at
 * a sentence where it is too long. Null if there is none to take.
 *
 * @param samples their surplus quotes already taken out: `cut` says what that was
 */
export function nearestSample<Cut>(
  samples: readonly (SpokenText & { cut: readonly Cut[] })[],
  limits: Limits,
): { spoken: SpokenText; cut: readonly Cut[]; flags: SpeechFlag[] } | null {
  const distance = ({ text }: SpokenText) => {
    const length = lengthIn(limits.unit, text)
    return length > limits.speechMax ? length - limits.speechMax : Math.max(0, limits.speechMin - length)
  }
  const [best] = samples
    .filter(({ text }) => text !== '')
    .sort((x, y) => distance(x) - distance(y) || x.cut.length - y.cut.length)
  if (!best) return null
  const { cut, text, tagged } = cutAtSentence(best, limits)
  const spoken = { text, tagged }
  if (spoken.text === '') return null
  const short = lengthIn(limits.unit, spoken.text) < limits.speechMin
  return {
    spoken,
    cut: best.cut,
    flags: [...(cut ? (['cut'] as const) : []), ...(short ? (['short_speech'] as const) : [])],
  }
}
