/** The drawn track: the fill grows from the middle towards the side believed, in that side's colour. */
export function BeliefTrack({ percentA }: { percentA: number }) {
  const at = 100 - percentA
  return (
    <svg aria-hidden className={`h-11 w-full overflow-visible ${at < 50 ? 'side-A' : 'side-B'}`}>
      <rect x="0" y="17" width="100%" height="10" rx="5" className="fill-rule-2" />
      <rect x={`${Math.min(at, 50)}%`} y="17" width={`${Math.abs(at - 50)}%`} height="10" className="fill-side" />
      <line x1="50%" x2="50%" y1="12" y2="32" className="stroke-ink-3" />
      <circle cx={`${at}%`} cy="22" r="12.5" strokeWidth="2" className="fill-sheet stroke-ink" />
    </svg>
  )
}
