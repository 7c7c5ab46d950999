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
  for (const { segment, index } of segmentsOf(unwrapped(text))) {
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

const WINDOW = 4_000 // code units; the segmenter's time grows with the square of what it is given (0.2 s for 20,000 words)

/** Segments a long text piece by piece; the last segment of a piece may go on, so the next piece begins with it. */
function* segmentsOf(text: string): Generator<{ segment: string; index: number }> {
  let from = 0
  while (from < text.length) {
    for (let size = WINDOW, done = from; done === from; size *= 2) {
      const segments = [...segmenter.segment(text.slice(from, from + size))]
      if (from + size < text.length) segments.pop()
      for (const { segment, index } of segments) {
        yield { segment, index: from + index }
        done = from + index + segment.length
      }
      if (done > from) {
        from = done
        break
      }
    }
  }
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
