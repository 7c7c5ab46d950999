import type { Side } from '#lib/core/debate/protocol'

/** How much a room asks of those who have judged or debated, once they are through. */
export const surveyKinds = ['off', 'short', 'full'] as const
export type SurveyKind = (typeof surveyKinds)[number]

/** Who answers: `judge` was there, `late` judged the finished debate, `debater` argued in it. */
export const respondents = ['judge', 'late', 'debater'] as const
export type Respondent = (typeof respondents)[number]

/** A scale runs from 1, `low`, to 5, `high`, as shown and as stored; `both` is one such rating for each side that spoke. */
type Form =
  | { form: 'text' }
  | { form: 'scale' | 'both'; low: string; high: string }
  | { form: 'choice'; options: readonly { id: string; words: string }[] }
type Item = {
  number: number // as the items are known by in the reports on such experiments
  who: readonly Respondent[]
  required: boolean
  after: boolean // asked once the outcome has been shown; all others before
  short: boolean // part of the short survey
  needs?: 'speaker' | 'two' | 'message' | 'lead' | 'blind'
  words: string
} & Form

const J = ['judge'] as const
const JL = ['judge', 'late'] as const
const D = ['debater'] as const
const JLD = respondents

type More = Partial<Pick<Item, 'required' | 'after' | 'short' | 'needs'>>
type Who = readonly Respondent[]
type Ends = readonly [low: string, high: string]
const text = (number: number, who: Who, words: string, more: More = {}): Item => {
  return { number, who, words, form: 'text', required: false, after: false, short: false, ...more }
}
const scale = (number: number, who: Who, words: string, [low, high]: Ends, more: More = {}): Item => {
  return { number, who, words, form: 'scale', low, high, required: true, after: false, short: false, ...more }
}
const both = (number: number, who: Who, words: string, ends: Ends, more: More = {}): Item => {
  const [low, high] = ends
  const common = { required: true, after: false, short: false, needs: 'speaker' } as const
  return { number, who, words, form: 'both', low, high, ...common, ...more }
}
const guesses = [
  { id: 'people', words: 'People' },
  { id: 'models', words: 'Language models' },
  { id: 'rules', words: 'Programs that follow rules' },
  { id: 'mixed', words: 'Not the same on both sides' },
  { id: 'unsure', words: 'I cannot say' },
] as const

/** The items in the order in which they are asked, by the name that their answers are stored under. */
export const items = {
  answerRight: scale(
    2,
    D,
    'You have read the source: is the answer that counts as right really right? 3: it is open to dispute.',
    ['clearly wrong', 'clearly right'],
  ),
  available: both(3, D, 'How good was the evidence that the source holds?', ['none at all', 'very strong']),
  used: both(4, D, 'How well was the evidence that there is put to use?', ['badly', 'very well']),
  convincing: both(5, JL, 'How convincing was the evidence you were shown?', ['not at all', 'very'], { short: true }),
  faithful: both(6, D, 'How faithful to the source was what was claimed?', ['not at all', 'fully']),
  helped: both(7, JL, 'How much did it help you to understand the matter?', ['not at all', 'very much'], {
    short: true,
  }),
  helpedAll: scale(8, JL, 'All in all, how much did the debate help you to decide?', ['not at all', 'very much'], {
    needs: 'speaker',
  }),
  facts: both(9, JLD, 'Was it about wording, or about facts?', ['only wording', 'only facts'], { short: true }),
  clear: both(10, JLD, 'How clear was the arguing?', ['confusing', 'very clear']),
  answered: both(11, JLD, 'How far did it answer what the other side said?', ['not at all', 'on every point'], {
    needs: 'two',
  }),
  concerns: both(12, JLD, 'How well did it deal with what the judge wanted to know?', ['badly', 'very well'], {
    needs: 'message',
  }),
  steered: text(14, J, 'What did you ask for, to steer the debaters?', { needs: 'lead' }),
  decided: text(15, JL, 'Did anything else decide it for you?'),
  page: text(16, JLD, 'What on these pages got in your way?'),
  rules: text(17, JLD, 'What in the rules got in your way?'),
  others: {
    ...text(18, JLD, 'Who or what do you think argued?', { required: true, short: true, needs: 'blind' }),
    form: 'choice',
    options: guesses,
  },
  remarks: text(19, JLD, 'Is there anything else you would like to say?'),
  why: text(1, JLD, 'Why did it come out right, or wrong?', { required: true, after: true, short: true }),
  sound: scale(13, JLD, 'How sound was the reasoning behind the verdict?', ['not at all', 'very'], { after: true }),
} satisfies Record<string, Item>

export type ItemId = keyof typeof items
/** One item as it is put to one person. `sides`: those that are rated; with a lone speaker it is one rating. */
export type Asked = { id: ItemId; words: string; required: boolean; after: boolean } & (
  | Exclude<Form, { low: string }>
  | { form: 'scale'; low: string; high: string }
  | { form: 'both'; low: string; high: string; sides: readonly Side[] }
)

/** What of a debate decides what one may be asked about it. */
export type SurveyContext = {
  role: Respondent
  survey: SurveyKind
  speakers: readonly Side[] // the sides that spoke
  heard: boolean // a judge said something to those who argued
  led: boolean // this judge decided when it ended
  told: boolean // the page said all along what argued
}

/**
 * What one person is asked, in order: never about a side that did not exist, nor about what did not take place.
 *
 * @param asked.outcomeShown which part: what comes before the outcome is shown, or after; both if not given
 */
export function itemsFor({ outcomeShown, ...context }: SurveyContext & { outcomeShown?: boolean }): Asked[] {
  if (context.survey === 'off') return []
  const all: [ItemId, Item][] = Object.entries(items).flatMap(([id, item]) => (isItemId(id) ? [[id, item]] : []))
  return all
    .filter(([, item]) => item.who.includes(context.role) && applies(item, context))
    .filter(([, item]) => context.survey === 'full' || item.short)
    .filter(([, { after }]) => outcomeShown === undefined || after === outcomeShown)
    .map(([id, item]) => asked(id, item, context.speakers))
}

function applies({ needs }: Item, { speakers, heard, led, told }: SurveyContext): boolean {
  if (needs === undefined) return true
  switch (needs) {
    case 'speaker':
      return speakers.length > 0
    case 'two':
      return speakers.length === 2
    case 'message':
      return speakers.length > 0 && heard
    case 'lead':
      return speakers.length > 0 && led
    case 'blind':
      return speakers.length > 0 && !told
  }
}

function asked(id: ItemId, item: Item, speakers: readonly Side[]): Asked {
  const { words, required, after } = item
  const common = { id, words, required, after }
  switch (item.form) {
    case 'text':
      return { ...common, form: 'text' }
    case 'choice':
      return { ...common, form: 'choice', options: item.options }
    case 'scale':
      return { ...common, form: 'scale', low: item.low, high: item.high }
    case 'both':
      return { ...common, form: 'both', low: item.low, high: item.high, sides: speakers }
  }
}

export const isItemId = (id: string): id is ItemId => Object.hasOwn(items, id)
