import type { PanelProgress } from '#lib/ports/judges'

/** What has become of all tasks, as lengths; the counts stand beside it in words. */
export function ProgressBar({ tasks }: { tasks: PanelProgress['tasks'] }) {
  const { done, invalid, failed, running, waiting } = tasks
  const all = Math.max(1, done + invalid + failed + running + waiting)
  const parts = [
    { n: done, tone: 'fill-accent' },
    { n: invalid, tone: 'fill-warn' },
    { n: failed, tone: 'fill-bad' },
    { n: running, tone: 'fill-ink-3' },
  ]
  let from = 0
  return (
    <svg
      role="progressbar"
      aria-label="Judged"
      aria-valuemin={0}
      aria-valuemax={all}
      aria-valuenow={done + invalid + failed}
      className="block h-2 w-full rounded-full"
    >
      <rect width="100%" height="100%" className="fill-rule" />
      {parts.map(({ n, tone }) => {
        const x = from
        from += (100 * n) / all
        return <rect key={tone} x={`${x}%`} width={`${(100 * n) / all}%`} height="100%" className={tone} />
      })}
    </svg>
  )
}
