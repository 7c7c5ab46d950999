import { SpeakError, type Endpoint } from '#lib/ports'

/** A wait that was not ended in time: who reads the message is staff. */
const late = (what: string, ms: number) =>
  new SpeakError('timeout', `${what} within ${ms >= 1_000 ? `${Math.round(ms / 1_000)} s` : `${ms} ms`}.`)

/**
 * Our own clocks around one call: the client's `timeout` ends with the headers, and an abort in mid-stream looks to it
 * like a proper end, so nothing but these may decide.
 *
 * @param signal the caller's; aborting it ends the call as `cancelled`
 */
export function watchdog({ name, quirks }: Pick<Endpoint, 'name' | 'quirks'>, signal: AbortSignal) {
  const controller = new AbortController()
  let fail: (error: SpeakError) => void = () => undefined
  const failed = new Promise<never>((_, reject) => (fail = reject))
  failed.catch(() => undefined) // it may fail while nobody waits
  const stop = (error: SpeakError) => {
    fail(error)
    controller.abort()
  }
  const cancel = () => stop(new SpeakError('cancelled', 'The call was called off.'))
  const total = setTimeout(
    () => stop(late(`${name} did not finish its answer`, quirks.totalTimeoutMs)),
    quirks.totalTimeoutMs,
  )
  let silence: NodeJS.Timeout | undefined
  const expect = (what: string, ms: number) => {
    clearTimeout(silence)
    silence = setTimeout(() => stop(late(what, ms)), ms)
  }
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel, { once: true })

  return {
    signal: controller.signal,
    /** The work's value, or the failure that ends it: whichever is first. */
    race: <T>(work: Promise<T>): Promise<T> => Promise.race([failed, work]),
    expectFirst: () => expect(`${name} sent no word`, quirks.firstTokenTimeoutMs),
    expectNext: () => expect(`${name} stopped in mid-answer and sent nothing more`, quirks.idleTimeoutMs),
    /** For what may still come after the end, such as the token counts. */
    expectRest: () => expect(`${name} left the connection open`, Math.min(quirks.idleTimeoutMs, 2_000)),
    /** While the caller is busy with what it was given. */
    pause: () => clearTimeout(silence),
    close() {
      clearTimeout(total)
      clearTimeout(silence)
      signal.removeEventListener('abort', cancel)
      controller.abort()
    },
  }
}
export type Watchdog = ReturnType<typeof watchdog>
