import { createHmac } from 'node:crypto'
import { debateEvent } from '#lib/core/debate/events'
import { replay } from '#lib/core/debate/debate'
import { judgmentRow } from '#lib/core/datasets/judgmentRow'
import type { PrismaClient } from '#lib/adapters/prisma/generated/client'
import type { Deps } from '#lib/ports'

const PAGE = 100

export type ExportEnds = Pick<Deps, 'debates' | 'judgments' | 'readAnswerKey'> & {
  prisma: PrismaClient
  pseudonymSecret: string
}
export const exportKinds = ['judgments', 'native'] as const
export type ExportKind = (typeof exportKinds)[number]

/** What stands for a person in exports: the same for all their judgments, and no way back without the secret. */
const pseudonymBy = (secret: string) => (judgeId: string) =>
  createHmac('sha256', secret).update(`judge/${judgeId}`).digest('hex').slice(0, 16)

/**
 * Debates whose judging is over, as rows for JSON lines: closed ones, demos whose one judge has ruled, and
 * those of a run, which nobody judges live.
 * Reads page by page, by id; memory does not grow with the number of debates.
 */
export async function* exportRows(ends: ExportEnds, kind: ExportKind, room?: string): AsyncGenerator<unknown> {
  const pseudonym = pseudonymBy(ends.pseudonymSecret)
  let after = ''
  for (;;) {
    const page = await ends.prisma.debate.findMany({
      where: {
        id: { gt: after },
        OR: [{ phase: 'closed' }, { phase: 'completed', room: { kind: 'demo' } }, { phase: 'completed', roomId: null }],
        ...(room && { room: { code: room } }),
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
      const judgments = records
        .map(({ judgment }) =>
          judgmentRow(debate, judgment, { key: right, pseudonym: pseudonym(judgment.judgeId), roomId }),
        )
        .filter((row) => row !== null)
      if (kind === 'judgments') yield* judgments
      else
        yield {
          schema_version: '1',
          debate_id: id,
          room_id: roomId,
          correct_index: right,
          events,
          attempts: await attemptsOf(ends.prisma, id),
          judgments,
        }
    }
    if (page.length < PAGE) return
    after = page.at(-1)!.id
  }
}

/** Every attempt with what it cost; the request as it was sent, which never held the key. */
async function attemptsOf(db: PrismaClient, debateId: string): Promise<unknown[]> {
  const rows = await db.attempt.findMany({
    where: { debateId },
    orderBy: [{ turn: 'asc' }, { side: 'asc' }, { number: 'asc' }],
    omit: { fence: true, debateId: true },
  })
  return rows.map(({ costMicros, ...row }) => ({ ...row, costMicros: costMicros === null ? null : Number(costMicros) }))
}
