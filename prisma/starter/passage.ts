import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'

const prose = z
  .string()
  .min(1)
  .refine((text) => text === text.trim(), 'begins or ends with white space')
  .refine((text) => text === text.normalize('NFC'), 'is not in Unicode normal form C')

const starterQuestion = z
  .strictObject({
    question: prose,
    right: prose,
    wrong: prose,
    /** The sentences of the text, verbatim, that settle the question. */
    evidence: z.array(prose).min(1).max(3),
  })
  .refine(({ right, wrong }) => right !== wrong, 'both answers are the same')

/** One file of the starter set: a source text with its questions. Paragraphs are parted by an empty line. */
export const passage = z
  .strictObject({ title: prose, kind: prose, text: prose, questions: z.array(starterQuestion).min(3) })
  .superRefine(({ text, questions }, context) =>
    questions.forEach((asked, q) =>
      asked.evidence.forEach((sentence, e) => {
        if (!text.includes(sentence))
          context.addIssue({ code: 'custom', path: ['questions', q, 'evidence', e], message: 'is not in the text' })
      }),
    ),
  )

/** A passage and the name of its file without `.json`, which stays the same when the title is edited. */
export type Passage = z.infer<typeof passage> & { slug: string }

/**
 * Reads the starter set.
 *
 * @param dir the folder that holds one JSON file per passage
 * @returns every passage, sorted by slug
 * @throws Error with the file's name, if a file cannot be read or does not fit the schema
 */
export async function readStarter(dir: string): Promise<Passage[]> {
  const files = (await readdir(dir)).filter((file) => file.endsWith('.json')).sort()
  return Promise.all(
    files.map(async (file) => {
      try {
        return { slug: basename(file, '.json'), ...passage.parse(JSON.parse(await readFile(join(dir, file), 'utf8'))) }
      } catch (cause) {
        throw new Error(`starter passage ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
      }
    }),
  )
}
