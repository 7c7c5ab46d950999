import type { PrismaClient } from '#lib/adapters/prisma/generated/client'

export type SetRow = {
  id: string
  name: string
  description: string
  builtIn: boolean
  questions: number
  sources: number
  words: number // of a text, on average; 0 without questions
}

/** Question sets with the counts of what is in use, built-in ones first. */
export async function listSets(db: PrismaClient): Promise<SetRow[]> {
  const rows = await db.$queryRaw<SetRow[]>`
    SELECT s.id, s.name, s.description, s."builtIn", count(q.id)::int AS questions, count(DISTINCT q."sourceId")::int AS sources,
      coalesce(round(avg(t.words)), 0)::int AS words
    FROM "QuestionSet" s LEFT JOIN "Question" q ON q."setId" = s.id AND q."retiredAt" IS NULL
    LEFT JOIN "Source" t ON t.id = q."sourceId"
    GROUP BY s.id ORDER BY s."builtIn" DESC, s.name`
  return rows
}

export type QuestionLine = {
  id: string
  text: string
  title: string
  words: number
  setName: string
  retired: boolean
  debates: number
}

/**
 * A page of questions, by id; `after` is the last id of the page before. Search is over question, answers and title.
 * Order and content say nothing of which answer is right.
 */
export async function listQuestions(
  db: PrismaClient,
  {
    setId,
    search,
    after,
    retired = false,
    limit = 50,
  }: {
    setId?: string | undefined
    search?: string | undefined
    after?: string | undefined
    retired?: boolean
    limit?: number | undefined
  },
): Promise<{ questions: QuestionLine[]; next: string | null }> {
  const contains = search?.trim() ? { contains: search.trim(), mode: 'insensitive' as const } : undefined
  const rows = await db.question.findMany({
    where: {
      ...(setId && { setId }),
      ...(after && { id: { gt: after } }),
      retiredAt: retired ? { not: null } : null,
      ...(contains && {
        OR: [{ text: contains }, { answer0: contains }, { answer1: contains }, { source: { title: contains } }],
      }),
    },
    orderBy: { id: 'asc' },
    take: limit + 1,
    select: {
      id: true,
      text: true,
      retiredAt: true,
      source: { select: { title: true, words: true } },
      set: { select: { name: true } },
      _count: { select: { debates: true } },
    },
  })
  const questions = rows.slice(0, limit).map(({ id, text, retiredAt, source, set, _count }) => ({
    id,
    text,
    title: source.title,
    words: source.words,
    setName: set.name,
    retired: retiredAt !== null,
    debates: _count.debates,
  }))
  return { questions, next: rows.length > limit ? (questions.at(-1)?.id ?? null) : null }
}
