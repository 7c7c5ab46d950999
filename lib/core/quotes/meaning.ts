import type { Word } from './words'

const list = (words: string) => new Set(words.split(' '))
export const NEGATIONS = list(
  'no not never none nothing nobody nowhere neither nor without cannot unless except hardly barely scarcely aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt neednt shouldnt wasnt werent wont wouldnt',
)
const QUANTIFIERS = list(
  'all every each any some few many most several both half only just always often sometimes usually rarely seldom more less least everyone everybody everything anyone anybody anything someone somebody something almost nearly entirely partly',
)
const NUMBERS = list(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen first second third once twice double',
)

/**
 * Whether a change of this word is likely to change what is said: a negation, number, quantifier or name.
 *
 * A name is a capitalised word (other than I) that does not begin a sentence of `text`, where the word stands.
 */
export function carriesMeaning({ norm, start, end }: Word, text: string): boolean {
  if (NEGATIONS.has(norm) || QUANTIFIERS.has(norm) || NUMBERS.has(norm) || /\p{N}/u.test(norm)) return true
  const begins = /(?:^|[.!?:]["”’)\]]*\s*|["“‘(]\s*)$/.test(text.slice(Math.max(0, start - 6), start)) || start === 0
  return !begins && norm !== 'i' && /^\p{Lu}/u.test(text.slice(start, end))
}
