import { replay, type Debate } from '#lib/core/debate/debate'
import { sides } from '#lib/core/debate/protocol'
import { mayKnow } from '#lib/core/debate/view'
import { asOf, presides, type Judgment } from '#lib/core/judging/judgment'
import type { Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import { answersOf, sameAnswers, type SurveyAnswers } from '#lib/core/surveys/answers'
import type { Respondent, SurveyContext } from '#lib/core/surveys/items'
import type { Deps } from '#lib/ports'
import { audienceOf } from './audience'

type Ends = Pick<Deps, 'rooms' | 'debates' | 'judgments' | 'after' | 'surveys' | 'now'>

/** What one person is asked about one debate; `itemsFor` lays it out. */
export type SurveyAsked = { context: SurveyContext; answered: boolean }
export type SurveyRefusal = 'not-found' | 'not-yet' | 'survey-unasked' | 'survey-incomplete' | 'survey-answered'

/** What this person is asked, from their verdict on, or having argued; null if nothing. */
export async function surveyOf(
  deps: Ends,
  person: Person,
  debateId: string,
): Promise<Result<SurveyAsked | null, 'not-found'>> {
  const found = await askedOf(deps, person, debateId)
  if (!found.ok) return found
  if (found.value === null) return ok(null)
  const answered = (await deps.surveys.of(debateId, person.id)) !== null
  return ok({ context: found.value.context, answered })
}

/**
 * Keeps what this person answers, once, after the outcome is shown to them: it is asked about as well. The same answers
 * sent again are answered as the first time; others do not take their place.
 *
 * @param given.tookMs since the first item was shown, by the browser's clock
 */
export async function answerSurvey(
  deps: Ends,
  person: Person,
  debateId: string,
  given: { answers: SurveyAnswers; outcomeKnown: boolean; tookMs: number },
): Promise<Result<null, SurveyRefusal>> {
  const found = await askedOf(deps, person, debateId)
  if (!found.ok) return found
  if (found.value === null) return err('survey-unasked')
  const { debate, own, context } = found.value
  if (!mayKnow(debate, own)) return err('not-yet')
  const answers = answersOf(context, given.answers)
  if (!answers) return err('survey-incomplete')
  const now = deps.now()
  const startedAt = now - Math.min(given.tookMs, LONGEST_MS)
  const { role } = context
  const { outcomeKnown } = given
  const survey = { debateId, userId: person.id, role, answers, outcomeKnown, startedAt, submittedAt: now }
  if (await deps.surveys.keep(survey)) return ok(null)
  const first = await deps.surveys.of(debateId, person.id)
  return first && sameAnswers(first.answers, answers) ? ok(null) : err('survey-answered')
}

const LONGEST_MS = 30 * 24 * 60 * 60_000 // a page that was left open

/** Whether who argued is still kept from this person: the room asks for a survey, and theirs is not in. */
export async function identitiesHidden(deps: Ends, person: Person, debateId: string): Promise<boolean> {
  const asked = await surveyOf(deps, person, debateId)
  return asked.ok && asked.value !== null && !asked.value.answered
}

/**
 * By their record and not by the seat they have now, so that nobody comes round the survey by changing it. Those who only
 * watched are asked nothing.
 */
async function askedOf(
  deps: Ends,
  person: Person,
  debateId: string,
): Promise<Result<{ debate: Debate; own: Judgment | undefined; context: SurveyContext } | null, 'not-found'>> {
  const seen = await audienceOf(deps, person, debateId)
  const debate = seen && replay(await deps.debates.read(debateId))
  if (!debate) return err('not-found')
  const [room, record] = await Promise.all([deps.rooms.roomOf(debateId), deps.judgments.read(debateId, person.id)])
  const own = record ? asOf(record, deps.now()) : undefined
  const role: Respondent | null =
    own?.phase === 'ruled' || own?.phase === 'final'
      ? own.after
        ? 'late'
        : 'judge'
      : seen.audience.startsWith('side:')
        ? 'debater'
        : null
  if (!room?.survey || role === null) return ok(null)
  const context: SurveyContext = {
    role,
    survey: room.survey,
    speakers: sides.filter((side) => debate.speeches.some((speech) => speech.side === side)),
    heard: debate.messages.length > 0,
    led: own !== undefined && presides(debate, own),
    told: debate.setup.allBuiltIn,
  }
  return ok({ debate, own, context })
}
