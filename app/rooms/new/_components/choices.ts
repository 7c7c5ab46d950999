import type { DebateChoice } from '#lib/core/debate/presets'
import { minutesPerQuestion } from '#lib/core/rooms/duration'

export type SetOption = { id: string; name: string; questions: number }
export type DebaterOption = {
  revisionId: string
  name: string
  kind: 'builtin' | 'model'
  label: string
  problem: string | null
}
export type QuestionOption = { id: string; text: string }

/** All that a host chooses, as it stands in the form. `question`: one question instead of a set. */
export type Choices = Omit<DebateChoice, 'turns'> & {
  turns: DebateChoice['turns']
  name: string
  from: 'set' | 'question'
  setId: string
  count: number
  question: QuestionOption | null
  debaterA: string
  debaterB: string
  feedback: 'verdict' | 'close'
  listed: boolean
}

/** What opens with one click: the first set, and two models that can speak, else the two built-in debaters. */
export function filledIn(
  hostName: string,
  sets: readonly SetOption[],
  debaters: readonly DebaterOption[],
  question: QuestionOption | null,
): Choices {
  const models = debaters.filter(({ kind, problem }) => kind === 'model' && problem === null)
  const [first, second = first] = models.length > 0 ? models : debaters
  const set = sets[0]
  return {
    name: hostName ? `${hostName}’s room` : 'A room',
    from: question ? 'question' : 'set',
    setId: set?.id ?? '',
    count: Math.min(3, set?.questions ?? 1),
    question,
    debaterA: first?.revisionId ?? '',
    debaterB: second?.revisionId ?? '',
    turns: 'simultaneous',
    rounds: 3,
    words: 100,
    feedback: 'verdict',
    listed: true,
  }
}

const times = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`

/** What will happen, in words. */
export function inWords(choices: Choices): string {
  const questions = choices.from === 'set' ? choices.count : 1
  const minutes = minutesPerQuestion(choices)
  const total =
    questions > 1 ? `about ${minutes} minutes a question, ${questions * minutes} in all` : `about ${minutes} minutes`
  return `${times(questions, 'question')}, ${times(choices.rounds, 'round')}${questions > 1 ? ' each' : ''}, ${total}.`
}

/** The body of room.create. */
export const asked = ({
  name,
  from,
  setId,
  count,
  question,
  debaterA,
  debaterB,
  turns,
  rounds,
  words,
  feedback,
  listed,
}: Choices) => ({
  name,
  questions: from === 'question' && question ? { questionIds: [question.id] } : { setId, count },
  debaterA,
  debaterB,
  protocol: { turns, rounds, words },
  feedback,
  listed,
})

/** What still stands in the way of opening, in words; null if nothing. */
export function missing({ name, from, question, count, rounds, words }: Choices): string | null {
  if (!name.trim()) return 'Give the room a name.'
  if (from === 'question' && !question) return 'Choose the question.'
  if (from === 'set' && !(count >= 1)) return 'Say how many questions.'
  if (!(rounds >= 1 && rounds <= 10)) return 'A debate has 1 to 10 rounds.'
  if (!(words >= 30 && words <= 500)) return 'A speech has 30 to 500 words.'
  return null
}
