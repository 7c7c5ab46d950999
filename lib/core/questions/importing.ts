import * as z from 'zod'
import { countWords, faultIn, tidy } from '#lib/core/text'
import { err, ok, type Result } from '#lib/core/result'
import { joinTokens } from './treebank'

export const importFormats = ['jsonl', 'csv', 'nyu'] as const
export type ImportFormat = (typeof importFormats)[number]

/** One question as it will be stored. `answers` keep the file's order; which of them is side A is drawn per debate. */
export type ImportedQuestion = {
  externalId: string | null
  question: string
  answers: [string, string]
  right: 0 | 1
  source: { title: string; text: string; words: number; attribution: string | null }
}

const words = z.string().trim()
const sourceFields = z.object({
  id: z.string().optional(),
  title: words.min(1).max(500),
  text: words.min(1).max(2_000_000),
  license: z.string().optional(),
  attribution: z.string().optional(),
  url: z.string().optional(),
})
const right = z.union([z.literal(0), z.literal(1)], { error: 'correct must be 0 or 1: the index of the right answer' })
const jsonlRow = z
  .object({
    id: z.string().max(300).optional(),
    question: words.min(1).max(4_000),
    answers: z.tuple([words.min(1).max(4_000), words.min(1).max(4_000)], { error: 'answers must be two texts' }),
    correct: right,
    source: sourceFields.optional(),
    source_id: z.string().optional(),
  })
  .refine((row) => row.source !== undefined || row.source_id !== undefined, 'the row has neither source nor source_id')
const sourceRow = z.object({ type: z.literal('source'), ...sourceFields.shape, id: z.string() })

const csvRow = z.object({
  id: z.string().optional(),
  question: words.min(1).max(4_000),
  answer_0: words.min(1).max(4_000),
  answer_1: words.min(1).max(4_000),
  correct: z
    .enum(['0', '1'], { error: 'correct must be 0 or 1: the index of the right answer' })
    .transform((text): 0 | 1 => (text === '0' ? 0 : 1)),
  source_id: z.string().optional(),
  source_title: z.string().optional(),
  source_text: z.string().optional(),
  license: z.string().optional(),
  attribution: z.string().optional(),
})

/** One room of the release of Michael et al. 2023; one of its questions. */
const nyuRoom = z.object({
  setup: z.object({
    sourceMaterial: z.object({
      QuALITYSourceMaterial: z.object({
        articleId: z.string(),
        title: words.min(1),
        contents: z.array(z.string()).min(1),
      }),
    }),
    question: words.min(1),
    answers: z.tuple([words.min(1), words.min(1)]),
    correctAnswerIndex: right,
  }),
})
const NYU_ATTRIBUTION =
  'Story from Project Gutenberg (public domain); question from QuALITY, Pang et al. 2022, CC BY 4.0; by way of Michael et al. 2023 (arXiv 2311.08702), CC BY 4.0'

type Source = z.infer<typeof sourceFields>

/** Reads the rows of one file in order; remembers the sources that later rows refer to. A row may give no question. */
export function rowReader(format: ImportFormat): (row: unknown) => Result<ImportedQuestion | null, string> {
  const sources = new Map<string, Source>()
  const find = (id: string | undefined) => (id === undefined ? undefined : sources.get(id))

  const readers: Record<ImportFormat, (row: unknown) => Result<ImportedQuestion | null, string>> = {
    jsonl(row) {
      if (isRecord(row) && row['type'] === 'source') {
        const parsed = sourceRow.safeParse(row)
        if (!parsed.success) return err(said(parsed.error))
        sources.set(parsed.data.id, parsed.data)
        return ok(null)
      }
      const parsed = jsonlRow.safeParse(row)
      if (!parsed.success) return err(said(parsed.error))
      const { id, question, answers, correct, source = find(parsed.data.source_id) } = parsed.data
      if (!source) return err(`source_id “${parsed.data.source_id}” is not defined earlier in the file`)
      if (source.id !== undefined) sources.set(source.id, source)
      return checked(id ?? null, question, answers, correct, source)
    },
    csv(row) {
      const parsed = csvRow.safeParse(row)
      if (!parsed.success) return err(said(parsed.error))
      const { id, question, answer_0, answer_1, correct, source_id, source_title, source_text, license, attribution } =
        parsed.data
      const given = source_text?.trim()
        ? {
            title: source_title?.trim() || question,
            text: source_text,
            ...(license && { license }),
            ...(attribution && { attribution }),
          }
        : undefined
      if (given && source_id) sources.set(source_id, given)
      const source = given ?? find(source_id || undefined)
      if (!source) return err('source_text is empty, and no earlier row has this source_id')
      return checked(id || null, question, [answer_0, answer_1], correct, source)
    },
    nyu(row) {
      const parsed = nyuRoom.safeParse(row)
      if (!parsed.success) return err(said(parsed.error))
      const { question, answers, correctAnswerIndex } = parsed.data.setup
      const { articleId, title, contents } = parsed.data.setup.sourceMaterial.QuALITYSourceMaterial
      const oneLine = (text: string) => text.replace(/\s+/g, ' ')
      const source = { id: articleId, title, text: joinTokens(contents), attribution: NYU_ATTRIBUTION }
      return checked(null, oneLine(question), [oneLine(answers[0]), oneLine(answers[1])], correctAnswerIndex, source)
    },
  }
  return readers[format]
}

function checked(
  externalId: string | null,
  question: string,
  answers: readonly [string, string],
  correct: 0 | 1,
  source: Source,
): Result<ImportedQuestion, string> {
  for (const [name, text] of [
    ['question', question],
    ['answer 0', answers[0]],
    ['answer 1', answers[1]],
    ['source', source.text],
    ['source title', source.title],
  ] as const) {
    const fault = faultIn(text)
    if (fault) return err(`the ${name} ${fault}`)
  }
  const [first, second] = [tidy(answers[0]), tidy(answers[1])]
  if (first === second) return err('the two answers are the same')
  const text = tidy(source.text)
  const attribution = [source.attribution, source.license, source.url].filter(Boolean).join(', ') || null
  return ok({
    externalId,
    question: tidy(question),
    answers: [first, second],
    right: correct,
    source: { title: tidy(source.title), text, words: countWords(text), attribution },
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The first thing wrong, in words, with the field it is in. */
function said(error: z.ZodError): string {
  const issue = error.issues[0]!
  const at = issue.path.join('.')
  return at ? `${at}: ${issue.message}` : issue.message
}
