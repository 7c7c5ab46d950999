import { tagQuotes } from '#lib/core/debate/speechText'
import type { Speech } from '#lib/core/debate/events'
import { fill, messagesFor, type Asked, type PromptMessage, type Template } from './prompt'

/** What is to be done with a draft: find its faults, or write it anew with those faults in mind. */
export type Refine = { draft: Pick<Speech, 'text' | 'quotes'>; critique: string | null }

export const CRITIQUE_LIMITS = { unit: 'words', speechMin: 5, speechTarget: 100, speechMax: 150 } as const

/** Added to the debater's own messages, so that draft, critique and rewrite come from the same knowledge. */
export const refineTemplate = {
  id: 'refine/1',
  critique: `Here is a draft of this speech:

{{draft}}

Do not write the speech. Name the two things that would most help it to convince the judge of your answer: quotes of the text that are missing or do not show what is claimed, a reply it leaves out, a claim the text does not bear. At most 150 words, in two points, between <argument> and </argument>.`,
  rewrite: `Here is a draft of this speech, and what an adviser found wanting in it:

{{draft}}

The adviser:
{{critique}}

Write the speech anew and better. The judge sees neither the draft nor the adviser's words: mention neither. The form is as before.`,
}

/** The messages that ask for a critique of a draft, or for its rewriting. */
export function refineMessages(template: Template, ask: Asked, { draft, critique }: Refine): PromptMessage[] {
  const messages = messagesFor(template, ask)
  const values = { draft: quoted(tagQuotes(draft)), critique: quoted(critique ?? '') }
  const task = fill(critique === null ? refineTemplate.critique : refineTemplate.rewrite, values)
  return [
    ...messages.slice(0, -1),
    ...messages.slice(-1).map(({ role, content }) => ({ role, content: `${content}\n\n${task}` })),
  ]
}

const quoted = (text: string) => text.replace(/^/gm, '> ')

const MENTION =
  /\b(?:advis[eo]r|critique|(?:earlier|previous|first|revised|rewritten) (?:draft|version)|feedback|as (?:advised|suggested))\b/i

/** Whether a rewrite speaks of the critique or the draft, which the judge has never seen. */
export const mentionsCritique = (text: string): boolean => MENTION.test(text)
