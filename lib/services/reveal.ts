import { citation } from '#lib/core/debate/paragraphs'
import { lastRound, replay, type Debate } from '#lib/core/debate/debate'
import { sides } from '#lib/core/debate/protocol'
import type { Identity, JudgedHow, RevealView } from '#lib/core/debate/reveal'
import { mayKnow, sideOf } from '#lib/core/debate/view'
import { BUILT_IN_LABEL, PERSON_LABEL } from '#lib/core/debaters/config'
import { asOf, continuesOf, roundsRead, type Judgment } from '#lib/core/judging/judgment'
import { brierScore, logScore } from '#lib/core/judging/scoring'
import type { Person } from '#lib/core/people/can'
import { isCut } from '#lib/core/quotes/budget'
import { isVerified, type Span } from '#lib/core/quotes/quote'
import { err, ok, type Result } from '#lib/core/result'
import { counted } from '#lib/core/rooms/scoreboard'
import { wilson95 } from '#lib/core/stats/wilson'
import type { Deps, Revision } from '#lib/ports'
import { audienceOf } from './audience'
import { wasThere } from './roomFacts'
import { identitiesHidden } from './surveys'

/**
 * Right side, source, identities, and the beliefs of those whose verdicts count: for a judge after their own final
 * verdict where the debate's feedback allows it, for everybody once it is closed, and for nobody else. Who argued stays
 * hidden from those of whom the room asks a survey until theirs is in.
 */
export async function revealFor(
  deps: Deps,
  person: Person,
  debateId: string,
): Promise<Result<RevealView, 'not-found' | 'not-yet'>> {
  const seen = await audienceOf(deps, person, debateId)
  const debate = seen && replay(await deps.debates.read(debateId))
  if (!debate) return err('not-found')
  const now = deps.now()
  const record = seen.audience.startsWith('judge:') ? await deps.judgments.read(debateId, person.id) : null
  if (!mayKnow(debate, record ? asOf(record, now) : undefined)) return err('not-yet')

  const { setup } = debate
  const [key, source, all, hidden, a, b] = await Promise.all([
    deps.readAnswerKey(setup.questionId, 'reveal'),
    deps.questions.source(setup.sourceId),
    deps.judgments.ofDebate(debateId),
    identitiesHidden(deps, person, debateId),
    revisionOf(deps, debate.debaters.A),
    revisionOf(deps, debate.debaters.B),
  ])
  if (!source) throw new Error(`debate ${debateId}: its source is gone`)
  const rightSide = sideOf(setup.answerOrder, key.right)
  const people = all.filter(({ kind }) => kind === 'person')
  const judges = (record?.after ? withoutNames(people, person.id) : people.filter(wasThere)).flatMap(
    ({ name, judgment }) => {
      const verdict = counted(debate, judgment, now)
      if (!verdict) return []
      const how: JudgedHow = judgment.after?.mode ?? 'live'
      const you = judgment.judgeId === person.id
      return [{ name, you, how, rounds: roundsRead(debate, judgment), trail: judgment.trail.map(point), verdict }]
    },
  )
  const own = judges.find(({ you }) => you)
  const room = judges.filter(({ how }) => how === 'live')
  const right = room.filter(({ verdict }) => verdict.choice === rightSide).length
  return ok({
    debateId,
    question: setup.question,
    answers: { A: setup.answers[setup.answerOrder[0]], B: setup.answers[setup.answerOrder[1]] },
    rightSide,
    source: {
      title: source.title,
      text: source.text,
      words: source.words,
      attribution: source.attribution,
      evidence: key.evidence.flatMap((sentence) => placesOf(sentence, source.text)),
    },
    quotes: quotesOf(debate),
    debaters: { A: hidden && a ? 'hidden' : a && identity(a), B: hidden && b ? 'hidden' : b && identity(b) },
    chose: setup.open ? debate.lead : null,
    rounds: lastRound(debate),
    you: own
      ? {
          percentA: own.verdict.percentA,
          logScore: logScore(own.verdict.percentA, rightSide),
          cost: record ? costOf(debate, record) : null,
          brier: brierScore(own.verdict.percentA, rightSide),
          how: own.how,
          rounds: own.rounds,
          trail: own.trail,
          reason: own.verdict.reason,
        }
      : null,
    judges: judges.map(({ name, you, how, rounds, trail, verdict }) => ({
      name,
      you,
      how,
      rounds,
      trail,
      percentA: verdict.percentA,
      reason: record?.after && how === 'live' ? '' : verdict.reason,
    })),
    room: {
      n: room.length,
      right,
      ties: room.filter(({ verdict }) => verdict.choice === null).length,
      wilson95: wilson95(right, room.length),
    },
  })
}

type Named = Awaited<ReturnType<Deps['judgments']['ofDebate']>>[number]
/** For somebody who was not in the room: whoever was gave their name and their reason to the room alone. */
const withoutNames = (judges: readonly Named[], you: string): Named[] => {
  const others = judges.filter(({ judgment }) => judgment.judgeId !== you)
  return judges.map((one) =>
    one.judgment.judgeId === you ? { ...one, name: 'You' } : { ...one, name: `Judge ${others.indexOf(one) + 1}` },
  )
}

const point = ({ afterRound, percentA }: { afterRound: number; percentA: number }) => ({ afterRound, percentA })

/** Where the sentence stands, the first time; nothing if the source does not hold it. */
function placesOf(sentence: string, text: string): Span[] {
  const start = text.indexOf(sentence.normalize('NFC'))
  return start < 0 ? [] : [{ start, end: start + sentence.normalize('NFC').length }]
}

/** All quotes in the order in which they were spoken, each cited by its paragraph as in the transcript: A2. */
function quotesOf({ speeches }: Debate): RevealView['quotes'] {
  const inOrder = [...speeches].sort((x, y) => x.turn - y.turn || sides.indexOf(x.side) - sides.indexOf(y.side))
  return inOrder.flatMap((speech) =>
    speech.quotes
      .filter((quote) => !isCut(quote))
      .map((quote) => ({
        side: speech.side,
        turn: speech.turn,
        label: citation(speeches, speech, quote.at.start),
        text: quote.text,
        status: quote.status,
        verified: isVerified(quote),
        spans: quote.spans.map(({ start, end }) => ({ start, end })),
        reason: quote.reason,
        sourceShare: quote.sourceShare,
      })),
  )
}

/** What the rounds cost that this judge went on to; null where they cost nothing. */
function costOf(debate: Debate, record: Judgment): { rounds: number; perRound: number } | null {
  const perRound = debate.setup.protocol.judge.costPerRound ?? 0
  const rounds = continuesOf(debate, record)
  return perRound > 0 && rounds > 0 ? { rounds, perRound } : null
}

const revisionOf = async (deps: Deps, id: string | undefined): Promise<Revision | null> => {
  const revision = id === undefined ? null : await deps.debaters.revision(id)
  if (id !== undefined && !revision) throw new Error(`debater revision ${id} is gone`)
  return revision
}

const identity = ({ name, number, config }: Revision): Identity =>
  config.kind !== 'model'
    ? {
        name,
        revision: number,
        kind: config.kind,
        model: null,
        label: config.kind === 'builtin' ? BUILT_IN_LABEL : PERSON_LABEL,
      }
    : { name, revision: number, kind: 'model', model: config.model, label: config.model }
