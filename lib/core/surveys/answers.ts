import * as z from 'zod'
import { itemsFor, type Asked, type SurveyContext } from './items'

export const SURVEY_TEXT_MAX_CHARS = 2_000

const rating = z.int().min(1).max(5) // as shown, and as stored
const text = z.string().trim().max(SURVEY_TEXT_MAX_CHARS)

/** Answers by item as they are sent and stored, whatever was asked; `answersTo` says whether they answer it. */
export const surveyAnswers = z.record(
  z.string().max(40),
  z.union([rating, text, z.strictObject({ A: rating.optional(), B: rating.optional() })]),
)
export type SurveyAnswers = z.infer<typeof surveyAnswers>

/** What answers to these items are like: every required one, and nothing that was not asked. */
export const answersTo = (items: readonly Asked[]) =>
  z.strictObject(Object.fromEntries(items.map((item) => [item.id, item.required ? form(item) : form(item).optional()])))

function form(item: Asked): z.ZodType {
  switch (item.form) {
    case 'text':
      return item.required ? text.min(1) : text
    case 'scale':
      return rating
    case 'both':
      return z.strictObject(Object.fromEntries(item.sides.map((side) => [side, rating])))
    case 'choice':
      return z.enum(item.options.map(({ id }) => id))
  }
}

/** The answers as they are stored, without empty texts; null if they do not answer what this person is asked. */
export function answersOf(context: SurveyContext, given: SurveyAnswers): SurveyAnswers | null {
  const written = Object.entries(given).filter(([, answer]) => typeof answer !== 'string' || answer.trim() !== '')
  const parsed = answersTo(itemsFor(context)).safeParse(Object.fromEntries(written))
  return parsed.success ? surveyAnswers.parse(parsed.data) : null
}

/** Whether both say the same, in whatever order. */
export const sameAnswers = (one: SurveyAnswers, two: SurveyAnswers): boolean => {
  const ids = Object.keys({ ...one, ...two })
  return ids.every((id) => sameAnswer(one[id], two[id]))
}
const sameAnswer = (one: SurveyAnswers[string] | undefined, two: SurveyAnswers[string] | undefined): boolean =>
  typeof one === 'object' && typeof two === 'object' ? one.A === two.A && one.B === two.B : one === two
