import { paragraphsBefore, paragraphsIn } from '#lib/core/debate/paragraphs'
import { other, sides, type Side, type Turn } from '#lib/core/debate/protocol'
import type { DebateView, QuoteView, SpeechView } from '#lib/core/debate/view'
import { isCut } from '#lib/core/quotes/budget'
import type { WordDiff } from '#lib/core/quotes/quote'
import { err, ok, type Result } from '#lib/core/result'
import { exchange, type Cited } from './relabel'

/** A run of a paragraph: the debater's own words, or a quote with what the check found. */
export type Piece = { kind: 'words'; text: string } | ({ kind: 'quote' } & QuoteRead)
export type QuoteRead = {
  text: string
  status: QuoteView['status']
  mark: string // the status in words
  diff: WordDiff[] // [] unless near
  flags: QuoteView['flags']
  sourceShare: number | null // in [0, 1]; null if not found
}
export type SpeechRead = {
  turn: number
  side: Side
  label: Turn['label']
  flags: SpeechView['flags']
  paragraphs: { number: number; pieces: Piece[] }[] // numbered on through all speeches of a side, as A1, A2, …
}
export type RoundRead = {
  round: number // from 1
  speeches: SpeechRead[] // in order of turn; those of one turn A, then B
  messages: { text: string; to: Side | null }[] // of the judge who presided, after this round; `to`: the one debater it was for
}

/** What a judge reads, person or not: nothing of it tells who speaks or which answer is right. */
export type Transcript = {
  question: string
  answers: Record<Side, string>
  rounds: RoundRead[]
  source: string | null // for the judge of an expert protocol
}
type Viewed = Pick<
  DebateView,
  'question' | 'answers' | 'speeches' | 'messages' | 'source' | 'opened' | 'roundsOver'
> & {
  rules: Pick<DebateView['rules'], 'turns'>
}

/**
 * What a judge reads of a debate. Built up field by field, of whole rounds only: a round in progress is left out.
 *
 * @param view of the audience `judge:n`
 * @throws RangeError if a speech belongs to no turn of the rules
 */
export function transcriptOf(view: Viewed): Transcript {
  const rounds = Math.min(view.opened, view.roundsOver)
  const speeches = view.speeches
    .map((speech) => ({ speech, slot: slotOf(view, speech) }))
    .sort((x, y) => x.speech.turn - y.speech.turn || sides.indexOf(x.speech.side) - sides.indexOf(y.speech.side))
  return {
    question: view.question,
    answers: { A: view.answers.A, B: view.answers.B },
    rounds: Array.from({ length: rounds }, (_, i) => i + 1).map((round) => ({
      round,
      speeches: speeches
        .filter(({ slot }) => slot.round === round)
        .map(({ speech, slot }) =>
          speechRead(speech, slot.label, paragraphsBefore(view.speeches, speech.side, speech.turn)),
        ),
      messages: view.messages.filter((message) => message.round === round).map(({ text, to = null }) => ({ text, to })),
    })),
    source: view.source ?? null,
  }
}

function slotOf({ rules }: Viewed, { turn }: SpeechView): Turn {
  const slot = rules.turns[turn]
  if (!slot) throw new RangeError(`no turn ${turn} in these rules`)
  return slot
}

const speechRead = (speech: SpeechView, label: Turn['label'], before: number): SpeechRead => ({
  turn: speech.turn,
  side: speech.side,
  label,
  flags: [...speech.flags],
  paragraphs: paragraphsIn(speech.text).map(({ start, end }, i) => ({
    number: before + i + 1,
    pieces: piecesIn(speech, start, end),
  })),
})

/** One paragraph, cut where quotes begin and end; a quote over several paragraphs is whole in each, as far as it reaches. */
function piecesIn({ text, quotes }: SpeechView, start: number, end: number): Piece[] {
  const pieces: Piece[] = []
  let from = start
  const words = (to: number) => {
    if (to > from) pieces.push({ kind: 'words', text: text.slice(from, to) })
    from = Math.max(from, to)
  }
  for (const quote of [...quotes].sort((x, y) => x.at.start - y.at.start)) {
    const at = { start: Math.max(quote.at.start, from), end: Math.min(quote.at.end, end) }
    if (at.start >= at.end) continue
    words(at.start)
    pieces.push({ kind: 'quote', ...quoteRead(quote), text: text.slice(at.start, at.end) })
    from = at.end
  }
  words(end)
  return pieces
}

const quoteRead = ({ text, status, reason, diff, flags, sourceShare }: QuoteView): QuoteRead => ({
  text,
  status,
  mark: isCut({ flags }) ? 'cut: beyond the length of quotes allowed' : markOf(status, reason),
  diff: diff.map(({ op, quoted, source }) => ({ op, quoted, source })),
  flags: [...flags],
  sourceShare,
})

/** What the check found, in the words that people read. */
function markOf(status: QuoteView['status'], reason: string): string {
  switch (status) {
    case 'exact':
      return reason.includes('left out') ? `verified, ${reason}` : 'verified'
    case 'normalised':
      return `verified, ${reason}`
    case 'near':
      return `close to the source, not verified: ${reason}`
    case 'not_found':
      return 'not in the source'
  }
}

/**
 * The same transcript with A and B exchanged everywhere: labels, answers, the order within a turn that both sides share,
 * and mentions of a side in the debaters' own words and in the judge's messages. Quotes that stand in the source stay.
 * Swapped twice it is the transcript it was.
 *
 * @returns or why it cannot be done: a letter of which nobody can say whether it names a side. Then a run in this order is invalid
 */
export function swap(transcript: Transcript): Result<Transcript, string> {
  const faults: string[] = []
  const cited = citedIn(transcript)
  const relabel = (text: string, voice: 'speech' | 'message'): string => {
    const relabelled = exchange(text, voice, cited)
    if (relabelled.ok) return relabelled.value
    faults.push(`a letter may or may not name a side: ${relabelled.error}`)
    return text
  }
  const piece = (one: Piece): Piece => {
    if (one.kind === 'words') return { ...one, text: relabel(one.text, 'speech') }
    if (one.status === 'not_found') return { ...one, text: relabel(one.text, 'speech') } // the debater's words after all
    if (one.status === 'near' && names(one.text, (side, number) => cited(side, number) || cited(other(side), number)))
      faults.push(`a quote that is close to the source names a side: “${one.text}”`)
    return one
  }
  const { question, answers, rounds, source } = transcript
  for (const text of [question, answers.A, answers.B])
    if (names(text, () => false)) faults.push(`the question or an answer names a side: “${text}”`)
  const swapped: Transcript = {
    question,
    answers: { A: answers.B, B: answers.A },
    rounds: rounds.map(({ round, speeches, messages }) => ({
      round,
      speeches: speeches
        .map((speech) => ({
          ...speech,
          side: other(speech.side),
          paragraphs: speech.paragraphs.map(({ number, pieces }) => ({ number, pieces: pieces.map(piece) })),
        }))
        .sort((x, y) => x.turn - y.turn || sides.indexOf(x.side) - sides.indexOf(y.side)),
      messages: messages.map(({ text, to }) => ({ text: relabel(text, 'message'), to: to && other(to) })),
    })),
    source,
  }
  return faults.length === 0 ? ok(swapped) : err(faults[0]!)
}

/** Whether a text names a side for certain. */
function names(text: string, cited: Cited): boolean {
  const exchanged = exchange(text, 'speech', cited)
  return exchanged.ok && exchanged.value !== text
}

/** Which paragraphs there are to cite. */
function citedIn({ rounds }: Transcript): Cited {
  const last: Record<Side, number> = { A: 0, B: 0 }
  for (const { side, paragraphs } of rounds.flatMap(({ speeches }) => speeches))
    for (const { number } of paragraphs) last[side] = Math.max(last[side], number)
  return (side, number) => number >= 1 && number <= last[side]
}
