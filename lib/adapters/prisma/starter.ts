import { questionHash, sourceHash } from '#lib/adapters/postgres/questionImport'
import { randomFrom } from '#lib/core/random'
import { countWords, tidy } from '#lib/core/text'
import type { PrismaClient } from './generated/client'

export const STARTER_SET = 'Starter set'

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
  const about = { description: 'Passages written for this project, with questions that need reading.', builtIn: true }
  const set = await db.questionSet.upsert({
    where: { name: STARTER_SET },
    create: { name: STARTER_SET, ...about },
    update: about,
  })
  const known = await db.question.findMany({ where: { setId: set.id }, select: { hash: true } })
  const hashes = new Set(known.map(({ hash }) => hash))
  let added = 0
  for (const passage of passages) {
    const text = tidy(passage.text)
    const sha256 = sourceHash(text)
    for (const { question, right, wrong, evidence } of passage.questions) {
      const hash = questionHash(sha256, question, [right, wrong])
      if (hashes.has(hash)) continue
      const index = randomFrom(`starter/${hash}`)() < 0.5 ? 0 : 1
      const [answer0, answer1] = index === 0 ? [right, wrong] : [wrong, right]
      await db.$transaction(async (tx) => {
        const source = await tx.source.upsert({
          where: { sha256 },
          create: {
            sha256,
            title: passage.title,
            text,
            words: countWords(text),
            attribution: `${passage.kind}, written for this project`,
          },
          update: {},
        })
        const id = crypto.randomUUID()
        const { count } = await tx.question.createMany({
          data: [
            {
              id,
              setId: set.id,
              sourceId: source.id,
              text: question,
              answer0,
              answer1,
              hash,
              externalId: passage.slug,
            },
          ],
          skipDuplicates: true,
        })
        if (count === 0) return // another process was faster
        await tx.$executeRaw`insert into "AnswerKey" ("questionId", "right", evidence) values (${id}, ${index}, ${JSON.stringify(evidence)}::jsonb)`
        added++
      })
    }
  }
  return added
}
