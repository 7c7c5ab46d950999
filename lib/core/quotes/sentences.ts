import type { Span } from './quote'

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
const ABBREVIATED =
  /(?:^|[\s("“‘'])(?:Mr|Mrs|Ms|Dr|St|Prof|Rev|Hon|Col|Gen|Capt|Lt|Sgt|Maj|Cmdr|Jr|Sr|Mt|No|vs|etc|e\.g|i\.e|cf|[A-Z])\.$/
const FULL_LINE = 45 // code units; a shorter line without a full stop is a heading, not the first half of a sentence

/**
 * The sentences of a text as spans without the white space around them, in order.
 *
 * Mends what the Unicode rules cut too finely: titles and initials ("Mr. Smith"), speech that goes on in lower case
 * ("Stop!" he said), and lines wrapped in mid-sentence.
 */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = []
  for (const { segment, index } of segmenter.segment(unwrapped(text))) {
    const start = index + segment.length - segment.trimStart().length
    const end = index + segment.trimEnd().length
    if (start >= end) continue
    const before = spans.at(-1)
    const gap = before ? text.slice(before.end, start) : '\n\n'
    const goesOn =
      before &&
      !/\n\s*\n/.test(gap) &&
      (/^\p{Ll}/u.test(segment.trimStart()) ||
        ABBREVIATED.test(text.slice(Math.max(before.start, before.end - 8), before.end)))
    if (goesOn) before.end = end
    else spans.push({ start, end })
  }
  return spans
}

/** The same text, same offsets, with the line breaks inside sentences as spaces: the segmenter ends a sentence at each. */
function unwrapped(text: string): string {
  const lines = text.split('\n')
  return lines.reduce((joined, next, i) => {
    const line = lines[i - 1] ?? ''
    const full = line.length >= FULL_LINE && !/[.!?:"”’)\]]\s*$/.test(line.slice(-8))
    const wrapped = line.trim() !== '' && next !== '' && (full || /^\p{Ll}/u.test(next))
    return joined + (wrapped ? ' ' : '\n') + next
  })
}
