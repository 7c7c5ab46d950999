/** What became of one call of one debater (reliability.md §3). Only `accepted` counts as a speech. */
export const attemptStates = [
  'calling',
  'streaming', // in progress
  'accepted',
  'candidate', // sound, and one of several drafts of a speech
  'interrupted',
  'timeout',
  'rate_limited',
  'provider_error', // of the transport: tried again, up to TRIES per sample
  'refused',
  'over_limit',
  'bad_output', // of the content: sampled again, up to SAMPLES per speech
  'config_error', // nobody but a person can mend it
  'cancelled',
] as const
export type AttemptState = (typeof attemptStates)[number]

export const TRIES = 4
export const SAMPLES = 3

/**
 * Which piece of the work on a speech an attempt is. `speech` is what will be heard (or the choice of a side); drafts,
 * critiques and rewrites lead up to it where a debater writes more than once, numbered from 1.
 */
export type Piece = 'speech' | `draft/${number}` | `critique/${number}/${number}` | `rewrite/${number}`

/** What to do after an attempt that was not accepted. */
export type NextStep = 'retry' | 'resample' | 'attention'

/** Transport faults are tried again, content faults sampled again; the rest waits for a person. */
export function nextStep(state: AttemptState): NextStep {
  switch (state) {
    case 'interrupted':
    case 'timeout':
    case 'rate_limited':
    case 'provider_error':
      return 'retry'
    case 'refused':
    case 'over_limit':
    case 'bad_output':
      return 'resample'
    default:
      return 'attention'
  }
}

/**
 * How long to wait before the next try, ms: full jitter under an exponential cap, and never less than the provider asked.
 *
 * @param failures in a row, from 1
 * @param random in [0, 1)
 * @see Brooker (2015), Exponential Backoff And Jitter, AWS Architecture Blog
 */
export const backoffMs = (failures: number, random: number, retryAfterMs = 0): number =>
  Math.max(retryAfterMs, random * Math.min(60_000, 1_000 * 2 ** (failures - 1)))
