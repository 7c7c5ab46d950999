import type { Rules } from '#lib/core/debate/protocol'
import { inWords as rulesInWords } from '#lib/core/protocols/words'
import { arms } from '#lib/core/protocols/arms'
import { INTERACTIVE, type Arm, type Choice } from '#lib/core/protocols/arm'
import { roundsOf, speakersOf } from '#lib/core/debate/turns'
import type { DebaterConfig } from '#lib/core/debaters/config'
import { estimateDebate, estimateInWords } from '#lib/core/debaters/estimate'
import { minutesPerQuestion } from '#lib/core/rooms/duration'
import type { SurveyKind } from '#lib/core/surveys/items'

export type SetOption = { id: string; name: string; questions: number; words: number }
export type DebaterOption = {
  revisionId: string
  name: string
  kind: DebaterConfig['kind']
  label: string
  problem: string | null
  config: DebaterConfig
}
/** Rules that a host has written, in their newest revision. */
export type ProtocolOption = { revisionId: string; name: string; number: number; rules: Rules }
export type QuestionOption = { id: string; text: string }

/** All that a host chooses, as it stands in the form. `question`: one question instead of a set. */
export type Choices = Required<Choice> & {
  arm: string
  stored: ProtocolOption | null // in place of the arm and all that it takes
  name: string
  from: 'set' | 'question'
  setId: string
  count: number
  question: QuestionOption | null
  debaterA: string
  debaterB: string
  minutesPerTurn: number | null // that people who argue have for a speech; null: no limit
  feedback: 'verdict' | 'close'
  survey: SurveyKind
  listed: boolean
}

/** What opens with one click: the first set, and two models that can speak, else the two built-in debaters. */
export function filledIn(
  hostName: string,
  sets: readonly SetOption[],
  debaters: readonly DebaterOption[],
  question: QuestionOption | null,
  stored: ProtocolOption | null = null,
): Choices {
  const models = debaters.filter(({ kind, problem }) => kind === 'model' && problem === null)
  const [first, second = first] = models.length > 0 ? models : debaters.filter(({ kind }) => kind !== 'person')
  const set = sets[0]
  return {
    name: hostName ? `${hostName}’s room` : 'A room',
    from: question ? 'question' : 'set',
    setId: set?.id ?? '',
    count: Math.min(3, set?.questions ?? 1),
    question,
    debaterA: first?.revisionId ?? '',
    debaterB: second?.revisionId ?? '',
    arm: 'debate',
    stored,
    turns: 'simultaneous',
    judge: 'silent',
    rounds: 3,
    words: 100,
    minutesPerTurn: null,
    feedback: 'verdict',
    survey: 'off',
    listed: true,
  }
}

/** What is known of the chosen arm. */
export const armChosen = ({ arm }: Pick<Choices, 'arm'>): Arm => arms.find(({ kind }) => kind === arm) ?? arms[0]!

type Chosen = Choice & Pick<Choices, 'arm' | 'stored'>

/** The rules that were chosen, of an arm or stored. */
export const rulesOf = (choices: Chosen): Rules => choices.stored?.rules ?? armChosen(choices).build(choices)

/** What is left to choose: nothing of rules that are stored. */
export const usesOf = (choices: Pick<Choices, 'arm' | 'stored'>): Arm['uses'] =>
  choices.stored ? [] : armChosen(choices).uses

export const speakersIn = (choices: Chosen): number => speakersOf(rulesOf(choices))

/** What the protocol is, for the host. */
export const aboutChosen = (choices: Chosen): string => {
  if (!choices.stored) return armChosen(choices).about
  const words = rulesInWords({ id: '', version: 1, ...choices.stored.rules })
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}. Revision ${choices.stored.number}.`
}

const CHARS_PER_WORD = 6 // of English, with the space

/** How much there is to read: rounds, and the words of one speech where each round has two. */
function reading(choices: Chosen): { rounds: number; words: number } {
  const rules = rulesOf(choices)
  const rounds = roundsOf({ id: '', version: 1, ...rules })
  const { unit, speechTarget } = rules.limits
  const words = unit === 'words' ? speechTarget : speechTarget / CHARS_PER_WORD
  return rounds === 0 ? { rounds: 0, words: 0 } : { rounds, words: (words * speakersOf(rules)) / 2 }
}

const times = (n: number, one: string) => `${n} ${n === 1 ? one : `${one}s`}`

/** What will happen, in words. */
export function inWords(choices: Choices): string {
  const questions = choices.from === 'set' ? choices.count : 1
  const read = reading(choices)
  const { end, judgeSeesSource } = rulesOf(choices)
  const minutes = minutesPerQuestion(read)
  const total =
    questions > 1 ? `about ${minutes} minutes a question, ${questions * minutes} in all` : `about ${minutes} minutes`
  const upTo = end.kind === 'judge' && end.minRounds < end.maxRounds ? 'up to ' : ''
  const rounds = read.rounds > 0 ? `, ${upTo}${times(read.rounds, 'round')}${questions > 1 ? ' each' : ''}` : ''
  const story = judgeSeesSource ? ', besides the time to read the story' : ''
  return `${times(questions, 'question')}${rounds}, ${total}${story}.`
}

const WORDS = 1_000 // of a text, where only one question is chosen

/** What the models would take, in one sentence; '' where none speaks. */
export function costInWords(choices: Choices, debaters: readonly DebaterOption[], sets: readonly SetOption[]): string {
  const protocol = { id: '', version: 1, ...rulesOf(choices) }
  const configs = [choices.debaterA, choices.debaterB]
    .slice(0, speakersIn(choices))
    .flatMap((id) => debaters.find(({ revisionId }) => revisionId === id)?.config ?? [])
  const words = choices.from === 'set' ? (sets.find(({ id }) => id === choices.setId)?.words ?? WORDS) : WORDS
  return estimateInWords(estimateDebate(protocol, configs, words), choices.from === 'set' ? choices.count : 1)
}

/** What the figures of the rules mean, for the chosen arm. */
export function rulesNote(choices: Choices, speakers: number): string {
  const { turns, rounds, words, judge } = choices
  const inTurn =
    rounds > 1 ? 'In turn: both open at once; from then on A speaks, then B.' : 'In turn: A speaks, then B.'
  const order = turns === 'simultaneous' ? 'At once: neither side sees the other’s speech of the same round.' : inTurn
  return [
    ...(armChosen(choices).uses.includes('turns') ? [order] : []),
    ...(judge === 'interactive'
      ? [`The judge who leads can end it after round ${Math.min(INTERACTIVE.minRounds, rounds)}.`]
      : []),
    ...(speakers === 1
      ? [`A lone speaker gets twice the words, ${2 * words}, so that there is as much to read as in a debate.`]
      : []),
    'A speech may be 70\u00a0% to 150\u00a0% of its words.',
  ].join(' ')
}

/** How a speaker comes to an answer. */
export function drawnOrChosen(choices: Choices, speakers: number): string {
  if (rulesOf(choices).sides === 'chosen_by_lead')
    return speakers === 1
      ? 'The speaker chooses the answer it argues for, anew for each question.'
      : 'Which of the two chooses its answer is drawn anew for each question.'
  return speakers === 1
    ? 'Which answer it argues for is drawn anew for each question.'
    : 'Who argues which side is drawn anew for each question.'
}

/** How many of the chosen debaters are people. */
export const peopleIn = (choices: Choices, debaters: readonly DebaterOption[]): number =>
  [choices.debaterA, choices.debaterB]
    .slice(0, speakersIn(choices))
    .filter((id) => debaters.find(({ revisionId }) => revisionId === id)?.kind === 'person').length

/** What still stands in the way of people arguing, in words; null if nothing. */
export function missingForPeople(choices: Choices, people: number): string | null {
  const { minutesPerTurn: minutes } = choices
  if (people === 0) return null
  if (rulesOf(choices).sides === 'chosen_by_lead')
    return 'People cannot argue where a debater chooses its answer. Choose another protocol or other debaters.'
  return minutes === null || (minutes >= 1 && minutes <= 1_440) ? null : 'A time limit is 1 to 1,440 minutes.'
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
  arm,
  stored,
  turns,
  rounds,
  words,
  judge,
  minutesPerTurn,
  feedback,
  survey,
  listed,
}: Choices) => ({
  name,
  questions: from === 'question' && question ? { questionIds: [question.id] } : { setId, count },
  debaters: [debaterA, debaterB].slice(0, speakersIn({ arm, stored, turns, rounds, words, judge })),
  protocol: stored ? { protocolRevisionId: stored.revisionId } : { arm, turns, rounds, words, judge },
  minutesPerTurn,
  feedback,
  survey,
  listed,
})

/** What still stands in the way of opening, in words; null if nothing. */
export function missing({ arm, stored, name, from, question, count, rounds, words, judge }: Choices): string | null {
  if (!name.trim()) return 'Give the room a name.'
  if (from === 'question' && !question) return 'Choose the question.'
  if (from === 'set' && !(count >= 1)) return 'Say how many questions.'
  const uses = usesOf({ arm, stored })
  if (uses.includes('rounds') && !(rounds >= 1 && rounds <= 10)) return 'A debate has 1 to 10 rounds.'
  if (uses.includes('judge') && judge === 'interactive' && rounds < INTERACTIVE.minRounds)
    return `A judge can only ask between rounds: there have to be at least ${INTERACTIVE.minRounds}.`
  if (uses.includes('words') && !(words >= 30 && words <= 500)) return 'A speech has 30 to 500 words.'
  return null
}
