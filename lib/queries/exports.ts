import { createHmac } from 'node:crypto'
import { debateEvent, type DebateEvent } from '#lib/core/debate/events'
import { replay } from '#lib/core/debate/debate'
import { judgmentRow, type JudgedBy, type SurveyRow } from '#lib/core/datasets/judgmentRow'
import { judgeConfig } from '#lib/core/judges/config'
import { counted } from '#lib/core/rooms/scoreboard'
import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import { surveyFrom } from '#lib/adapters/prisma/surveys'
import type { Survey } from '#lib/ports/surveys'
import type { Deps } from '#lib/ports'

const PAGE = 100

export type ExportEnds = Pick<Deps, 'debates' | 'judgments' | 'readAnswerKey' | 'now'> & {
  prisma: PrismaClient
  pseudonymSecret: string
}
export const exportKinds = ['judgments', 'native'] as const
export type ExportChoice = { room?: string | undefined; shut?: readonly string[] | undefined }
export type ExportKind = (typeof exportKinds)[number]

/** What stands for a person in exports: the same for all their judgments, and no way back without the secret. */
const pseudonymBy = (secret: string) => (judgeId: string) =>
  createHmac('sha256', secret).update(`judge/${judgeId}`).digest('hex').slice(0, 16)

/**
 * Debates whose judging is over, as rows for JSON lines: closed ones, demos whose one judge has ruled, and
 * those of a run, which nobody judges live.
 * Reads page by page, by id; memory does not grow with the number of debates.
 *
 * @param choice.room the code of one room; all if not given
 * @param choice.shut texts whose debates are left out: on these the reader is judging, and not through
 */
export async function* exportRows(
  ends: ExportEnds,
  kind: ExportKind,
  { room, shut = [] }: ExportChoice = {},
): AsyncGenerator<unknown> {
  const pseudonym = pseudonymBy(ends.pseudonymSecret)
  const revisions = new Map<string, JudgedBy>() // of judges that are not people; there are few
  let after = ''
  for (;;) {
    const page = await ends.prisma.debate.findMany({
      where: {
        id: { gt: after },
        OR: [{ phase: 'closed' }, { phase: 'completed', room: { kind: 'demo' } }, { phase: 'completed', roomId: null }],
        ...(room && { room: { code: room } }),
        ...(shut.length > 0 && { question: { sourceId: { notIn: [...shut] } } }),
      },
      orderBy: { id: 'asc' },
      take: PAGE,
      select: { id: true, roomId: true, questionId: true },
    })
    for (const { id, roomId, questionId } of page) {
      const events = await ends.debates.read(id)
      const debate = replay(events.map((event) => debateEvent.parse(event)))
      if (!debate) continue
      const { right } = await ends.readAnswerKey(questionId, 'export')
      const records = await ends.judgments.ofDebate(id)
      const surveys = (await ends.prisma.survey.findMany({ where: { debateId: id } })).map(surveyFrom)
      const unknown = records.flatMap(({ kind, judgment: { judgeId } }) =>
        kind === 'person' || revisions.has(judgeId) ? [] : [judgeId],
      )
      for (const by of await judgesOf(ends.prisma, unknown)) revisions.set(by.id, by)
      const judgments = records
        .filter(({ judgment }) => judgment.phase === 'invalid' || counted(debate, judgment, ends.now()) !== null)
        .map(({ judgment, kind }) => {
          const { judgeId } = judgment
          const by = kind === 'person' ? { kind: 'human' as const, id: pseudonym(judgeId) } : revisions.get(judgeId)
          if (!by) throw new Error(`there is no judge ${judgeId}`)
          const survey = surveys.find(({ userId, role }) => userId === judgeId && role !== 'debater')
          return judgmentRow(debate, judgment, { key: right, by, roomId, survey: survey ? surveyRow(survey) : null })
        })
        .filter((row) => row !== null)
      if (kind === 'judgments') yield* judgments
      else
        yield {
          schema_version: '1',
          debate_id: id,
          room_id: roomId,
          correct_index: right,
          events: events.map((event) => withoutPeople(event, pseudonym)),
          attempts: await attemptsOf(ends.prisma, id),
          judgments,
          debater_surveys: surveys
            .filter(({ role }) => role === 'debater')
            .map((survey) => ({ debater: pseudonym(survey.userId), ...surveyRow(survey) })),
        }
    }
    if (page.length < PAGE) return
    after = page.at(-1)!.id
  }
}

/** Who argued, as pseudonyms: the same person's as in their judgments. */
function withoutPeople(event: DebateEvent, pseudonym: (userId: string) => string): DebateEvent {
  if (event.type !== 'debate_started' || !event.setup.people) return event
  const { A, B } = event.setup.people
  const people = { ...(A && { A: pseudonym(A) }), ...(B && { B: pseudonym(B) }) }
  return { ...event, setup: { ...event.setup, people } }
}

const surveyRow = ({ answers, outcomeKnown, startedAt, submittedAt }: Survey): NonNullable<SurveyRow> => ({
  answers,
  outcome_known: outcomeKnown,
  started_at: new Date(startedAt).toISOString(),
  submitted_at: new Date(submittedAt).toISOString(),
})

/** Every attempt with what it cost; the request as it was sent, which never held the key. */
async function attemptsOf(db: PrismaClient, debateId: string): Promise<unknown[]> {
  const rows = await db.attempt.findMany({
    where: { debateId },
    orderBy: [{ turn: 'asc' }, { side: 'asc' }, { number: 'asc' }],
    omit: { fence: true, debateId: true },
  })
  return rows.map(({ costMicros, ...row }) => ({ ...row, costMicros: costMicros === null ? null : Number(costMicros) }))
}

/** Judges that are not people, by their revisions: they are named, since nobody is behind them. */
async function judgesOf(db: PrismaClient, revisionIds: readonly string[]): Promise<JudgedBy[]> {
  if (revisionIds.length === 0) return []
  const rows = await db.judgeRevision.findMany({
    where: { id: { in: [...revisionIds] } },
    include: { judge: { select: { name: true } } },
  })
  return rows.map(({ id, number: revision, config: stored, judge: { name } }) => {
    const config = judgeConfig.parse(stored)
    return config.kind === 'builtin'
      ? { kind: 'builtin', id, name, revision }
      : { kind: 'model', id, name, revision, model: config.model }
  })
}
