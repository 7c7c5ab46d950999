import type { Settled } from '#lib/core/stats/calibration'
import { trainingQuestions, type TrainingQuestion } from './questions'

/** What comes next in the course: questions, and between them two things to try out. */
export type Step =
  { kind: 'question'; question: TrainingQuestion; number: number } | { kind: 'certainty' } | { kind: 'honesty' }

const asked = (from: number, to: number): Step[] =>
  trainingQuestions.slice(from, to).map((question, i) => ({ kind: 'question', question, number: from + i + 1 }))

export const steps: readonly Step[] = [
  ...asked(0, 4),
  { kind: 'certainty' },
  ...asked(4, 8),
  { kind: 'honesty' },
  ...asked(8, trainingQuestions.length),
]

/** How far somebody is. `beliefs`: per question that A is right, integer per cent 1–99; a given one is not changed. */
export type Progress = { step: number; beliefs: Readonly<Record<string, number>> }

export const atStart: Progress = { step: 0, beliefs: {} }
export const isOver = ({ step }: Progress): boolean => step >= steps.length

/** Gives the belief in the question that is on; one that is given stands. @throws RangeError outside 1–99 */
export function believe(progress: Progress, percentA: number): Progress {
  if (!Number.isInteger(percentA) || percentA < 1 || percentA > 99)
    throw new RangeError(`${percentA} is not a belief in per cent`)
  const on = steps[progress.step]
  if (on?.kind !== 'question' || progress.beliefs[on.question.id] !== undefined) return progress
  return { ...progress, beliefs: { ...progress.beliefs, [on.question.id]: percentA } }
}

/** Goes on; from a question only once a belief was given. */
export function goOn(progress: Progress): Progress {
  const on = steps[progress.step]
  if (!on || (on.kind === 'question' && progress.beliefs[on.question.id] === undefined)) return progress
  return { ...progress, step: progress.step + 1 }
}

/** The beliefs given so far with what is right, in the order of the questions. */
export const settled = ({ beliefs }: Progress): Settled[] =>
  trainingQuestions.flatMap(({ id, right }) => {
    const percentA = beliefs[id]
    return percentA === undefined ? [] : [{ percentA, rightSide: right }]
  })

/** Progress from what a browser kept; the start for whatever is not, or no longer, such a thing. */
export function readProgress(stored: string | null): Progress {
  const value = parsed(stored)
  if (typeof value !== 'object' || value === null || !('step' in value) || !('beliefs' in value)) return atStart
  const { step, beliefs } = value
  if (typeof beliefs !== 'object' || beliefs === null || typeof step !== 'number') return atStart
  const known = Object.entries(beliefs).filter(
    (entry): entry is [string, number] =>
      trainingQuestions.some(({ id }) => id === entry[0]) &&
      Number.isInteger(entry[1]) &&
      Number(entry[1]) >= 1 &&
      Number(entry[1]) <= 99,
  )
  const kept = Object.fromEntries(known)
  // Never past a question that has no belief: the course has changed since, or somebody has changed what was kept.
  const first = steps.findIndex((on) => on.kind === 'question' && kept[on.question.id] === undefined)
  const furthest = first < 0 ? steps.length : first
  return { step: Number.isInteger(step) ? Math.max(0, Math.min(step, furthest)) : 0, beliefs: kept }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
