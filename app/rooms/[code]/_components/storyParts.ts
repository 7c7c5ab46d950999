import type { RevealView } from '#lib/core/debate/reveal'
import type { Side } from '#lib/core/debate/protocol'

type Lit = { start: number; end: number; side: Side | null; label: string | null; quote: number } // no side: the evidence
export type StoryPiece = {
  start: number
  text: string
  A: boolean
  B: boolean
  evidence: boolean
  tags: { side: Side; label: string; quote: number }[]
}
export type StoryPart =
  | { kind: 'paragraph'; start: number; pieces: StoryPiece[] }
  | { kind: 'gap'; start: number; words: number; paragraphs: StoryPart[] }

/** Stretches shorter than this are shown although nobody quoted them. */
const GAP_WORDS = 120
const wordsIn = (text: string) => text.split(/\s+/).filter(Boolean).length

const litOf = ({ quotes, source }: Pick<RevealView, 'quotes' | 'source'>): Lit[] => [
  ...quotes.flatMap(({ spans, side, label }, quote) =>
    spans.map(({ start, end }, i) => ({ start, end, side, label: i === 0 ? label : null, quote })),
  ),
  ...source.evidence.map(({ start, end }) => ({ start, end, side: null, label: null, quote: -1 })),
]

/** Cuts one paragraph wherever a quote or the evidence begins or ends. */
function piecesOf(text: string, from: number, lit: readonly Lit[]): StoryPiece[] {
  const to = from + text.length
  const inside = lit.filter(({ start, end }) => start < to && end > from)
  const edges = [from, to, ...inside.flatMap(({ start, end }) => [Math.max(start, from), Math.min(end, to)])]
  const cuts = [...new Set(edges)].sort((p, q) => p - q)
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? to
    const over = inside.filter((one) => one.start <= start && one.end >= end)
    return {
      start,
      text: text.slice(start - from, end - from),
      A: over.some(({ side }) => side === 'A'),
      B: over.some(({ side }) => side === 'B'),
      evidence: over.some(({ side }) => side === null),
      tags: over.flatMap(({ side, label, quote, start: begins }) =>
        side && label && Math.max(begins, from) === start ? [{ side, label, quote }] : [],
      ),
    }
  })
}

/**
 * The story as it is shown after the verdict: quoted paragraphs with their pieces, long stretches nobody quoted folded
 * into gaps. Where nothing is lit there is nothing to find, and it stands in full.
 */
export function storyParts(reveal: Pick<RevealView, 'quotes' | 'source'>): StoryPart[] {
  const lit = litOf(reveal)
  const parts: StoryPart[] = []
  let idle: StoryPart[] = []
  let idleWords = 0
  const settle = () => {
    if (idleWords >= GAP_WORDS && lit.length > 0)
      parts.push({ kind: 'gap', start: idle[0]?.start ?? 0, words: idleWords, paragraphs: idle })
    else parts.push(...idle)
    idle = []
    idleWords = 0
  }
  for (const line of reveal.source.text.matchAll(/[^\n]+/g)) {
    if (line[0].trim() === '') continue
    const pieces = piecesOf(line[0], line.index, lit)
    const part: StoryPart = { kind: 'paragraph', start: line.index, pieces }
    if (pieces.some(({ A, B, evidence }) => A || B || evidence)) {
      settle()
      parts.push(part)
    } else {
      idle.push(part)
      idleWords += wordsIn(line[0])
    }
  }
  settle()
  return parts
}
