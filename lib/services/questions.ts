import type { Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import { faultIn, tidy } from '#lib/core/text'
import type { Deps } from '#lib/ports'
import { textsBeingJudged } from './judgingAfter'

type Ends = Pick<Deps, 'questions' | 'readAnswerKey'>

export type QuestionPage = {
  id: string
  text: string
  right: string
  wrong: string
  evidence: string[]
  retired: boolean
  setId: string
  source: { title: string; text: string; words: number; attribution: string | null }
}

/**
 * A question with its passage and its key, for those who look after questions, unless they are judging a debate on that
 * passage. The reading of the key is recorded.
 */
export async function questionPage(
  deps: Ends & Pick<Deps, 'after' | 'now'>,
  reader: Person,
  questionId: string,
): Promise<Result<QuestionPage, 'not-found' | 'judging-afterwards'>> {
  const question = await deps.questions.question(questionId)
  const source = question && (await deps.questions.source(question.sourceId))
  if (!question || !source) return err('not-found')
  if ((await textsBeingJudged(deps, reader)).includes(source.id)) return err('judging-afterwards')
  const { right, evidence } = await deps.readAnswerKey(questionId, 'edit')
  const { id, text, answers, retired, setId } = question
  const { title, words, attribution } = source
  return ok({
    id,
    text,
    right: answers[right],
    wrong: answers[right === 0 ? 1 : 0],
    evidence,
    retired,
    setId,
    source: { title, text: source.text, words, attribution },
  })
}

/** Puts a new revision in the place of a question; debates that used the old one keep it. The right answer keeps its place. */
export async function editQuestion(
  deps: Ends,
  questionId: string,
  edit: { text: string; right: string; wrong: string },
): Promise<Result<{ id: string }, 'not-found' | 'same-answers' | 'unreadable-text' | 'not-replaceable'>> {
  const question = await deps.questions.question(questionId)
  if (!question) return err('not-found')
  const [text, right, wrong] = [tidy(edit.text), tidy(edit.right), tidy(edit.wrong)]
  if ([text, right, wrong].some((part) => faultIn(part) !== null)) return err('unreadable-text')
  if (right === wrong) return err('same-answers')
  const key = await deps.readAnswerKey(questionId, 'edit')
  const answers: [string, string] = key.right === 0 ? [right, wrong] : [wrong, right]
  const id = await deps.questions.replace(questionId, { text, answers, right: key.right })
  return id ? ok({ id }) : err('not-replaceable')
}

/** Takes a question out of use. */
export async function retireQuestion(deps: Ends, questionId: string): Promise<Result<null, 'not-found'>> {
  return (await deps.questions.retire(questionId)) ? ok(null) : err('not-found')
}
