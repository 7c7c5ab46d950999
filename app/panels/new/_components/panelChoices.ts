import type { JudgeableChoices } from '#lib/queries/judgeable'
import { count } from '#ui/figures'
import { when } from '../../_components/panelWords'

export type From = 'set' | 'run' | 'room'
export type Chosen = {
  from: From
  setId: string
  runId: string
  roomCode: string
  judges: readonly string[]
  name: string
}

/** Kinds of things there is something of to judge; a set at least. */
export const fromOptions = ({ runs, rooms }: JudgeableChoices): { value: From; label: string }[] => [
  { value: 'set', label: 'A question set' },
  ...(runs.length > 0 ? [{ value: 'run' as const, label: 'A run' }] : []),
  ...(rooms.length > 0 ? [{ value: 'room' as const, label: 'A room' }] : []),
]

/** What opens: the newest run if there is one, and all judges that can judge. */
export const filledIn = (
  choices: JudgeableChoices,
  judges: readonly { revisionId: string; problem: string | null }[],
): Chosen => ({
  from: choices.runs.length > 0 ? 'run' : 'set',
  setId: choices.sets[0]?.id ?? '',
  runId: choices.runs[0]?.id ?? '',
  roomCode: choices.rooms[0]?.code ?? '',
  judges: judges.filter(({ problem }) => problem === null).map(({ revisionId }) => revisionId),
  name: '',
})

/** What is to be judged, as the route takes it. */
export function debatesOf({ from, setId, runId, roomCode }: Omit<Chosen, 'judges' | 'name'>) {
  switch (from) {
    case 'set':
      return { setId }
    case 'run':
      return { runId }
    case 'room':
      return { roomCode }
  }
}

export const runWords = ({ setName, arm, debates, createdAt }: JudgeableChoices['runs'][number]) =>
  `${arm}, ${setName}, ${count(debates, 'debate')}, ${when(createdAt)}`

/** The name it gets if none is typed. */
export function nameOf(chosen: Chosen, choices: JudgeableChoices): string {
  const run = choices.runs.find(({ id }) => id === chosen.runId)
  const named =
    chosen.from === 'set'
      ? choices.sets.find(({ id }) => id === chosen.setId)?.name
      : chosen.from === 'room'
        ? choices.rooms.find(({ code }) => code === chosen.roomCode)?.name
        : run && `${run.arm}, ${run.setName}`
  return (named ?? 'Panel').slice(0, 80)
}
