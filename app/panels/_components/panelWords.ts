import type { PanelProgress } from '#lib/ports/judges'
import type { PanelOutlook } from '#lib/services/panelEstimate'
import { count } from '#ui/figures'

type Standing = Pick<PanelProgress, 'state' | 'tasks'>

/** Whether nothing will happen any more unless somebody asks for it. */
export const isStill = ({ state, tasks }: Standing): boolean =>
  tasks.running === 0 && (tasks.waiting === 0 || state === 'cancelled')

const n = (value: number) => value.toLocaleString('en')

/** A moment, the same for all who look: 23 November 2026, 15:04 UTC. */
export const when = (at: number): string =>
  `${new Date(at).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).replace(' at ', ', ')} UTC`

/** How far a panel is, in words. */
export function standing({ state, tasks }: Standing): string {
  const { waiting, running, done, invalid, failed } = tasks
  const all = waiting + running + done + invalid + failed
  const left = waiting + running
  const apart = [...(invalid > 0 ? [`${n(invalid)} invalid`] : []), ...(failed > 0 ? [`${n(failed)} failed`] : [])]
  const judged = `${n(done)} of ${n(all)} judged`
  if (state === 'cancelled')
    return [judged, ...apart, ...(left > 0 ? [`${n(left)} called off`] : []), 'cancelled'].join(', ')
  if (left === 0) return [done === all ? `all ${n(all)} judged` : judged, ...apart].join(', ')
  return [judged, ...apart, `${n(left)} to go`, ...(state === 'paused' ? ['paused'] : [])].join(', ')
}

/** Millionths of a dollar, as money: cents where there are any, else as fine as it takes to see something. */
export function dollars(micros: number): string {
  const value = micros / 1e6
  const digits = value === 0 || value >= 0.1 ? 2 : value >= 0.001 ? 4 : 6
  return `$${value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}

/** What was spent so far, and what of it is not known. */
export function costSoFar({ micros, calls, tokensIn, tokensOut, unpriced }: PanelProgress['cost']): string {
  if (calls === 0) return 'No model has been called, so it has cost nothing.'
  const money =
    micros === null
      ? 'at a price that is not known'
      : `${dollars(micros)}${unpriced > 0 ? `, and ${count(unpriced, 'call')} of unknown price` : ''}`
  return `${count(calls, 'call')}, ${n(tokensIn + tokensOut)} tokens, ${money}.`
}

/** What it would take, before it is started. */
export function outlook({
  debates,
  judges,
  already,
  tasks,
  calls,
  tokensIn,
  tokensOut,
  micros,
  unpriced,
  read,
}: PanelOutlook): string[] {
  if (debates === 0) return ['None of these debates is over. A room’s debates can be judged once they are closed.']
  const taken = already > 0 ? ` ${n(already)} were made before and are taken over as they are.` : ''
  const first = `${count(debates, 'debate')}, ${count(judges, 'judge')}: ${count(tasks, 'judgment')} to make.${taken}`
  if (calls === 0) return [first, 'No model is called, so it costs nothing.']
  const money =
    micros === null
      ? 'What it costs is not known: no price was given for these judges.'
      : `About ${dollars(micros)}${unpriced > 0 ? `, and ${count(unpriced, 'call')} of unknown price` : ''}.`
  const from = read < debates ? ` Estimated from ${n(read)} of the debates.` : ''
  return [
    first,
    `About ${count(calls, 'call')} of models (each belief in both orders), ${rough(tokensIn)} tokens read and ${rough(tokensOut)} written.${from}`,
    `${money} Thinking and repeated replies come on top.`,
  ]
}

/** To two digits: it is an estimate. */
function rough(value: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1)
  return n(Math.round(value / step) * step)
}
