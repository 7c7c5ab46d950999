import type { RevealView } from '#lib/core/debate/reveal'

const small = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]
const inWords = (n: number) => small[n] ?? n.toLocaleString('en')
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const be = (n: number) => (n === 1 ? 'is' : 'are')

/** How many quotes were claimed and what the check found, in one sentence. */
export function quoteTally(quotes: Pick<RevealView['quotes'][number], 'status'>[]): string {
  const of = (...statuses: string[]) => quotes.filter(({ status }) => statuses.includes(status)).length
  const [there, near, nowhere] = [of('exact', 'normalised'), of('near'), of('not_found')]
  if (quotes.length === 0) return 'Nobody quoted it.'
  const claimed = `${upper(inWords(quotes.length))} ${quotes.length === 1 ? 'quote' : 'quotes'} claimed`
  const found = [
    there > 0 && `${inWords(there)} ${be(there)} there word for word`,
    near > 0 && `${inWords(near)} ${be(near)} close`,
    nowhere > 0 && `${inWords(nowhere)} ${be(nowhere)} nowhere`,
  ].filter(Boolean)
  return `${claimed}: ${found.join(', ')}.`
}
