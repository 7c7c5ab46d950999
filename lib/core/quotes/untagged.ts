import type { SpokenText } from '#lib/core/debate/speechText'
import type { Span } from './quote'
import { wordsOf } from './words'

const FROM = 3 // words; fewer are a word held at arm's length, not a quote
const QUOTED =
  /“([^“”\n]+)”|„([^“”„\n]+)[“”]|«([^«»\n]+)»|(?<![\p{L}\p{N}])‘((?:[^‘’\n]|(?<=\p{L})’(?=\p{L}))+)’(?!\p{L})|(?<![\p{L}\p{N}])"(?=\S)([^"\n]*[^"\s])"/dgu

/** What stands in quotation marks without a tag, three words or more, and not in the question or the answers. */
export function untaggedIn({ text, tagged }: SpokenText, known: readonly string[]): Span[] {
  const norm = (words: string) =>
    ` ${wordsOf(words)
      .map((word) => word.norm)
      .join(' ')} `
  const given = known.map(norm)
  const open = tagged.reduceRight((seen, { start, end }) => {
    const [from, to] = [Math.max(0, start - 1), Math.min(text.length, end + 1)] // with their marks
    return seen.slice(0, from) + '\n'.repeat(to - from) + seen.slice(to)
  }, text)
  return [...open.matchAll(QUOTED)].flatMap(({ indices }) => {
    const [start, end] = indices?.slice(1).find((range) => range !== undefined) ?? [0, 0]
    const quoted = text.slice(start, end)
    const isKnown = given.some((words) => words.includes(norm(quoted)))
    return wordsOf(quoted).length >= FROM && !isKnown ? [{ start, end }] : []
  })
}
