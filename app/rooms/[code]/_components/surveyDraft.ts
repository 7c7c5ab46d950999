import type { SurveyAnswers } from '#lib/core/surveys/answers'
import { isItemId, type Asked, type ItemId } from '#lib/core/surveys/items'

type Answer = SurveyAnswers[string]
export type Answers = Partial<Record<ItemId, Answer>>
/** What is answered and not sent yet, on this device alone. */
export type SurveyDraft = {
  startedAt: number // ms since 1970, by this device's clock
  answers: Answers
  before: 'open' | 'done' | 'skipped' // what comes before the outcome
  outcomeKnown: boolean // seen before that was done
}

const key = (debateId: string) => `survey:${debateId}`

/** What was kept on this device; anything unreadable counts as nothing. */
export function readSurveyDraft(debateId: string): SurveyDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key(debateId)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('startedAt' in kept) || !('answers' in kept)) return null
    const { startedAt, answers } = kept
    if (typeof startedAt !== 'number' || typeof answers !== 'object' || answers === null) return null
    const before = 'before' in kept && (kept.before === 'done' || kept.before === 'skipped') ? kept.before : 'open'
    return {
      startedAt,
      answers: known(answers),
      before,
      outcomeKnown: 'outcomeKnown' in kept && kept.outcomeKnown === true,
    }
  } catch {
    return null
  }
}

export function keepSurveyDraft(debateId: string, draft: SurveyDraft | null) {
  try {
    if (draft) localStorage.setItem(key(debateId), JSON.stringify(draft))
    else localStorage.removeItem(key(debateId))
  } catch {
    // Without storage it lasts as long as the page.
  }
}

const known = (answers: object): Answers =>
  Object.fromEntries(
    Object.entries(answers).filter((entry): entry is [ItemId, Answer] => isItemId(entry[0]) && isAnswer(entry[1])),
  )
const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'number' || typeof value === 'string' || (typeof value === 'object' && value !== null)

/** Whether one item has its answer; one that may be left open always has. */
export function isAnswered(item: Asked, answer: Answer | undefined): boolean {
  if (!item.required) return true
  if (typeof answer === 'string') return answer.trim() !== ''
  if (typeof answer === 'number' || answer === undefined) return answer !== undefined
  return item.form === 'both' && item.sides.every((side) => answer[side] !== undefined)
}
