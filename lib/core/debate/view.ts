import { isVerified, type CheckedQuote, type Span } from '#lib/core/quotes/quote'
import { asOf, presides, type Judgment } from '#lib/core/judging/judgment'
import { armOf } from '#lib/core/protocols/arms'
import { choiceDue, due, lastRound, roundsOver, type Debate } from './debate'
import type { AnswerKey, SpeechFlag } from './events'
import type { Delta } from './live'
import { roundsOf, speakersOf, type Protocol, type Side, type Turn } from './protocol'

/**
 * What kind of eyes. `judge:n` is a judge to whom n rounds are open: 0 still owes the prior and reads nothing, since
 * every belief opens the next round. Without rounds there is nothing to open.
 */
export type Audience = `judge:${number}` | 'spectator' | 'host' | 'side:A' | 'side:B' | 'researcher'

/** Everyone who may be told of a debate; more rounds, more judges' audiences. */
export const audiencesOf = (protocol: Protocol): Audience[] => [
  ...Array.from({ length: roundsOf(protocol) + 1 }, (_, opened): Audience => `judge:${opened}`),
  'spectator',
  'host',
  'side:A',
  'side:B',
  'researcher',
]

export const openedTo = (audience: Audience): number | null =>
  audience.startsWith('judge:') ? Number(audience.slice('judge:'.length)) : null

/** A quote as its mark is shown: what was found, never where else or what stands around it. */
export type QuoteView = Pick<CheckedQuote, 'at' | 'text' | 'status' | 'diff' | 'reason' | 'flags' | 'sourceShare'> & {
  verified: boolean
  spans?: Span[] // for those who read the source
}
export type SpeechView = {
  turn: number
  side: Side
  text: string
  quotes: QuoteView[]
  flags: Exclude<SpeechFlag, 'concession'>[]
}

export type DebateView = {
  id: string
  seq: number
  phase: Debate['phase']
  hold: Debate['hold'] // judges see both as "delayed"
  question: string
  answers: Record<Side, string>
  rules: {
    kind: Protocol['kind']
    name: string // of the arm
    told: string // what judges are told of it
    speakers: 0 | 1 | 2
    chosen: boolean // a speaker chooses which answer to argue; else it is drawn
    debatersSee: Protocol['debaterSees']
    rounds: number // at most; once it is completed, as many as there were
    end: { judge: false } | { judge: true; minRounds: number; maxRounds: number } // whether one judge decides when to end
    comment: Pick<Protocol['judge'], 'comment' | 'commentMinChars' | 'commentMaxChars' | 'commentTo'>
    costPerRound: number
    everyRound: boolean // a belief after each round; else the verdict alone
    turns: Turn[]
    limits: Pick<Protocol['limits'], 'unit' | 'speechMin' | 'speechTarget' | 'speechMax'>
    prior: boolean
    finalTie: Protocol['judge']['finalTie']
    feedback: 'verdict' | 'close'
  }
  allBuiltIn: boolean
  choosing: boolean // the lead of an open protocol still chooses its answer
  due: ({ turn: number } & Turn) | null // the turn in progress
  roundsOver: number
  opened: number // rounds this audience may read
  speeches: SpeechView[]
  messages: { round: number; text: string; to?: Side }[] // of the judge who presides, to the debaters
  presiding: boolean // this judge decides when to end
  live: Delta[] // speeches being written that this audience may read along
  source?: string
  own?: Judgment
  rightSide?: Side
}

/**
 * Who reads which speech, and when. Judges read the rounds their beliefs have opened; of a round in progress nobody but
 * its author reads a sealed (simultaneous) turn, and a lone speaker's turn is read as it is written where the protocol
 * says so.
 */
export function mayRead(audience: Audience, debate: Debate, part: { turn: number; side: Side }): boolean {
  const { protocol } = debate.setup
  const slot = debate.turns[part.turn]
  if (!slot || slot.round > (openedTo(audience) ?? Infinity)) return false
  if (audience === `side:${part.side}` || audience === 'researcher') return true
  const revealed = part.turn < (due(debate)?.turn ?? Infinity)
  const alone = slot.sides.length === 1
  if (audience.startsWith('side:')) return protocol.debaterSees === 'all' && (revealed || alone)
  return slot.round <= roundsOver(debate) || (protocol.liveText && (revealed || alone))
}

/**
 * Who reads what the presiding judge said after a round: the debater it was for, and judges who have given their own
 * belief on that round, since it tells what another judge thinks.
 */
export const mayHear = (audience: Audience, { round, to }: Debate['messages'][number]): boolean =>
  audience.startsWith('side:')
    ? to === undefined || audience === `side:${to}`
    : round < (openedTo(audience) ?? Infinity)

/**
 * Whether a judge may learn which side is right: after their own final verdict if feedback allows, or once it is closed.
 * Whoever judges it afterwards waits for their own verdict, though it is closed for those who were there.
 */
export function mayKnow({ phase, setup }: Debate, own?: Judgment): boolean {
  if (own?.after && own.phase !== 'final') return false
  return phase === 'closed' || (setup.feedback === 'verdict' && own?.phase === 'final')
}

/**
 * What one audience may see: the only door through which a running debate leaves the server.
 * Built up from nothing, field by field, so a new field is hidden until someone shows it here.
 *
 * @param beside.own the record of the one judge who is looking; never given for a broadcast
 * @param beside.key shown only if mayKnow()
 * @param beside.source given only to those who read it
 * @param beside.now ms since 1970; settles a verdict whose undo window has passed
 */
export function viewFor(audience: Audience, debate: Debate, beside: Beside): DebateView {
  const { seq, phase, hold, setup } = debate
  const { protocol } = setup
  const readable = (part: { turn: number; side: Side }) => mayRead(audience, debate, part)
  const judging = openedTo(audience) !== null
  const own = judging && beside.own?.debateId === setup.debateId ? asOf(beside.own, beside.now) : undefined
  const reads = readsSource(audience, protocol)
  const [a, b] = setup.answerOrder
  const { unit, speechMin, speechTarget, speechMax } = protocol.limits
  const { comment, commentMinChars, commentMaxChars, commentTo } = protocol.judge
  const arm = armOf(protocol.kind)
  // Which answer a debater chose to argue tells something: whoever still owes the prior is not to know it.
  const hidden = setup.open !== undefined && openedTo(audience) === 0
  return {
    id: setup.debateId,
    seq,
    phase,
    hold,
    question: setup.question,
    answers: { A: setup.answers[a], B: setup.answers[b] },
    rules: {
      kind: protocol.kind,
      name: arm.name,
      told: arm.told,
      speakers: speakersOf(protocol),
      chosen: protocol.sides === 'chosen_by_lead',
      debatersSee: protocol.debaterSees,
      rounds: lastRound(debate),
      end:
        protocol.end.kind === 'judge'
          ? { judge: true, minRounds: protocol.end.minRounds, maxRounds: protocol.end.maxRounds }
          : { judge: false },
      comment: { comment, commentMinChars, commentMaxChars, commentTo },
      costPerRound: protocol.judge.costPerRound ?? 0,
      everyRound: protocol.judge.belief === 'every_round',
      turns: (hidden ? [] : debate.turns).map(({ round, sides, label }) => ({ round, sides, label })),
      limits: { unit, speechMin, speechTarget, speechMax },
      prior: protocol.judge.prior,
      finalTie: protocol.judge.finalTie,
      feedback: setup.feedback,
    },
    allBuiltIn: setup.allBuiltIn,
    choosing: choiceDue(debate),
    due: hidden ? null : due(debate),
    roundsOver: roundsOver(debate),
    opened: Math.min(openedTo(audience) ?? Infinity, lastRound(debate)),
    speeches: debate.speeches.filter(readable).map((speech) => speechView(speech, reads)),
    messages: debate.messages
      .filter((message) => mayHear(audience, message))
      .map(({ round, text, to }) => ({ round, text, ...(to && { to }) })),
    presiding: own !== undefined && presides(debate, own),
    live: (beside.live ?? []).filter(readable),
    ...(reads && beside.source !== undefined && { source: beside.source }),
    ...(own && { own }),
    ...(beside.key !== undefined && mayKnow(debate, own) && { rightSide: sideOf(setup.answerOrder, beside.key) }),
  }
}
type Beside = {
  now: number
  own?: Judgment | undefined
  key?: AnswerKey | undefined
  live?: readonly Delta[] | undefined
  source?: string | undefined
}

/** Who reads the source before the reveal: debaters and researchers, and the judge of an expert protocol. */
export const readsSource = (audience: Audience, protocol: Protocol): boolean =>
  audience.startsWith('side:') || audience === 'researcher' || (openedTo(audience) !== null && protocol.judgeSeesSource)

export const sideOf = (answerOrder: readonly [AnswerKey, AnswerKey], key: AnswerKey): Side =>
  key === answerOrder[0] ? 'A' : 'B'

const speechView = (speech: Debate['speeches'][number], reads: boolean): SpeechView => ({
  turn: speech.turn,
  side: speech.side,
  text: speech.text,
  quotes: speech.quotes.map((quote) => quoteView(quote, reads)),
  flags: speech.flags.filter((flag) => flag !== 'concession'),
})

const quoteView = (quote: CheckedQuote, reads: boolean): QuoteView => ({
  at: { start: quote.at.start, end: quote.at.end },
  text: quote.text,
  status: quote.status,
  verified: isVerified(quote),
  diff: quote.diff.map(({ op, quoted, source }) => ({ op, quoted, source })),
  reason: quote.reason,
  flags: [...quote.flags],
  sourceShare: quote.sourceShare,
  ...(reads && { spans: quote.spans.map(({ start, end }) => ({ start, end })) }),
})

export { newest } from './newest' // apart, so that the browser takes it without the rules
