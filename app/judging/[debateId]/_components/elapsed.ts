import type { Judgment } from '#lib/core/judging/judgment'

/**
 * Since when the debate has been before this judge: since the prior, which opens it, or from the beginning where none is
 * asked for; up to the verdict, once there is one.
 *
 * @param now ms since 1970, as the server's clock goes
 * @returns ms, not below 0; null while nothing is shown
 */
export function sinceFirstView(own: Judgment, prior: boolean, now: number): number | null {
  const from = prior ? own.trail[0]?.at : own.after?.begunAt
  if (from === undefined) return null
  const until = own.phase === 'ruled' || own.phase === 'final' ? own.verdict.at : now
  return Math.max(0, until - from)
}

/** As on a stop watch: 0:07, 12:30, 75:00. */
export function minutesAndSeconds(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
