import { questionHash, sourceHash } from '#lib/adapters/postgres/questionImport'
import { randomFrom } from '#lib/core/random'
import { countWords, tidy } from '#lib/core/text'
import type { PrismaClient } from './generated/client'

export const STARTER_SET = 'Starter set'
const ABOUT = { description: 'Passages written for this project, with questions that need reading.', builtIn: true }

/** Any number, the same in all processes. */
const STARTER_LOCK = 54_330

export type StarterPassage = {
  slug: string
  title: string
  kind: string
  text: string
  questions: { question: string; right: string; wrong: string; evidence: string[] }[]
}

/**
 * Puts the starter passages into the built-in set. What is there stays: questions are known by their content, so one
 * that was edited or retired does not come back unless its file changes. Safe to run in several processes at once.
 *
 * The right answer's place in the stored order is drawn from the question's own words, so it is the same everywhere.
 *
 * @returns how many questions were new
 */
export async function storeStarter(db: PrismaClient, passages: readonly StarterPassage[]): Promise<number> {
  const wanted = passages.flatMap(({ questions, text, ...passage }) => {
    const source = { ...passage, text: tidy(text), sha256: sourceHash(tidy(text)) }
    return questions.map((asked) => ({
      ...asked,
      source,
      hash: questionHash(source.sha256, asked.question, [asked.right, asked.wrong]),
    }))
  })
  const missing = async (tx: Pick<PrismaClient, 'question'>) => {
    const known = await tx.question.findMany({ where: { set: { name: STARTER_SET } }, select: { hash: true } })
    const hashes = new Set(known.map(({ hash }) => hash))
    return wanted.filter(({ hash }) => !hashes.has(hash))
  }
  if ((await missing(db)).length === 0) return 0 // as at every start but the first
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`select pg_advisory_xact_lock(${STARTER_LOCK})::text` // one process loads, the others wait and find it
      const set = await tx.questionSet.upsert({
        where: { name: STARTER_SET },
        create: { name: STARTER_SET, ...ABOUT },
        update: {},
      })
      const rows = await missing(tx)
      for (const { question, right, wrong, evidence, source, hash } of rows) {
        const { slug, kind, title, text, sha256 } = source
        const attribution = `${kind}, written for this project`
        const { id: sourceId } = await tx.source.upsert({
          where: { sha256 },
          create: { sha256, title, text, words: countWords(text), attribution },
          update: {},
        })
        const index = randomFrom(`starter/${hash}`)() < 0.5 ? 0 : 1
        const [answer0, answer1] = index === 0 ? [right, wrong] : [wrong, right]
        const { id } = await tx.question.create({
          data: { setId: set.id, sourceId, text: question, answer0, answer1, hash, externalId: slug },
        })
        await tx.$executeRaw`
          insert into "AnswerKey" ("questionId", "right", evidence) values (${id}, ${index}, ${JSON.stringify(evidence)}::jsonb)`
      }
      return rows.length
    },
    { timeout: 60_000, maxWait: 60_000 },
  )
}
