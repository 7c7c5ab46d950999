import { useSyncExternalStore } from 'react'
import { atStart, readProgress, type Progress } from '#lib/core/training/course'

const KEY = 'training'

const watchers = new Set<() => void>()
const watch = (told: () => void) => {
  watchers.add(told)
  return () => void watchers.delete(told)
}
let progress: Progress | null = null
function read(): Progress {
  try {
    return (progress ??= readProgress(localStorage.getItem(KEY)))
  } catch {
    return (progress ??= atStart) // without storage it is remembered as long as the page lasts
  }
}
function keep(next: Progress) {
  progress = next
  try {
    localStorage.setItem(KEY, JSON.stringify(next))
  } catch {
    // As above.
  }
  watchers.forEach((told) => told())
}

/** How far one is in the course, kept in this browser and nowhere else. The server knows of no progress. */
export const useProgress = (): [Progress, (next: Progress) => void] => [
  useSyncExternalStore(watch, read, () => atStart),
  keep,
]
