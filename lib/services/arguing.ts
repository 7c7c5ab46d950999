import * as z from 'zod'
import { concedes } from '#lib/core/debate/concession'
import { replay, type Debate } from '#lib/core/debate/debate'
import type { Speech } from '#lib/core/debate/events'
import { weigh } from '#lib/core/debate/personSpeech'
import type { Protocol, Side, Turn } from '#lib/core/debate/protocol'
import type { Person } from '#lib/core/people/can'
import { err, ok, type Result } from '#lib/core/result'
import type { Deps } from '#lib/ports'
import { audienceOf } from './audience'
import { callIfSpoken, openTurn, silentSides, spokenBy } from './awaiting'
import { ownQuotes } from './speechWriter'

const GRACE_MS = 3_000 // for what is sent at the last moment
const AT_ONCE = 500 // debates looked at in one sweep

/** What somebody who argues needs to write; nothing of it tells anything of the other side. */
export type SpeechDesk = {
  side: Side
  sourceTitle: string
  limits: Protocol['limits']
  open: { turn: number; round: number; label: Turn['label'] } | null // this person's turn to write
  handedIn: string | null // what they have handed in for it, sealed until it is revealed
  endsAt: number | null // ms since 1970; null without a time limit
  now: number // by the server's clock
  draft: string // what was typed for this turn and not handed in
}
/** Why a speech cannot be taken, in sentences with their figures. */
export type Unfit = { error: 'unfit-speech'; message: string }
export type SpeechRefusal = 'not-found' | 'not-this-turn' | 'time-over' | 'already-spoken' | Unfit

const draftContent = z.object({ turn: z.int(), text: z.string() })

/** The desk of somebody who argues in this debate; to everybody else there is none. */
export async function speechDesk(
  deps: Deps,
  person: Person,
  debateId: string,
): Promise<Result<SpeechDesk, 'not-found'>> {
  const at = await placeOf(deps, person, debateId)
  if (!at) return err('not-found')
  const { debate, side } = at
  const mine = turnOf(debate, side)
  const [source, said, endsAt, draft] = await Promise.all([
    deps.questions.source(debate.setup.sourceId),
    mine && spokenBy(deps, debateId, mine.turn, side),
    mine && endOf(deps, debate),
    mine ? draftFor(deps, debateId, person.id, mine.turn) : '',
  ])
  return ok({
    side,
    sourceTitle: source?.title ?? '',
    limits: debate.setup.protocol.limits,
    open: mine && { turn: mine.turn, round: mine.round, label: mine.label },
    handedIn: said?.text ?? null,
    endsAt,
    now: deps.now(),
    draft,
  })
}

/**
 * Hands in a person's speech. It is sealed: nobody is told, and nothing that others see changes until every side of the
 * turn has one. Of two at once, from two tabs, the first counts; the same text again is answered as the first time.
 */
export async function sayOwn(
  deps: Deps,
  person: Person,
  debateId: string,
  { turn, text }: { turn: number; text: string },
): Promise<Result<SpeechDesk, SpeechRefusal>> {
  const at = await placeOf(deps, person, debateId)
  if (!at) return err('not-found')
  const { debate, side } = at
  if (turnOf(debate, side)?.turn !== turn) return err('not-this-turn')
  const made = await speechOf(deps, debate, side, turn, text)
  const before = await spokenBy(deps, debateId, turn, side)
  if (before) return before.text === made.speech.text ? speechDesk(deps, person, debateId) : err('already-spoken')
  const endsAt = await endOf(deps, debate)
  if (endsAt !== null && deps.now() > endsAt + GRACE_MS) return err('time-over')
  if (made.faults.length > 0) return err({ error: 'unfit-speech', message: made.faults.join(' ') })
  if (!(await deps.attempts.speak(debateId, debate.debaters[side] ?? '', made.speech))) return err('already-spoken')
  await callIfSpoken(deps, debateId)
  return speechDesk(deps, person, debateId)
}

/** Keeps what is typed and not handed in; at the end of the time it is handed in as it stands, if it is fit. */
export async function keepSpeechDraft(
  deps: Deps,
  person: Person,
  debateId: string,
  draft: { turn: number; text: string },
): Promise<Result<null, 'not-found'>> {
  if (!(await placeOf(deps, person, debateId))) return err('not-found')
  await deps.judgments.saveDraft(debateId, person.id, draft)
  return ok(null)
}

/** Ends what has run out of time: hands in the drafts that are fit, and says of the others that there is no speech. */
export async function endOverdueTurns(deps: Deps): Promise<void> {
  for (const debateId of await deps.leases.awaiting(AT_ONCE)) {
    const debate = replay(await deps.debates.read(debateId))
    const open = debate && openTurn(debate)
    if (!debate || !open) continue
    const silent = await silentSides(deps, debate)
    const endsAt = await endOf(deps, debate)
    const over = endsAt !== null && deps.now() > endsAt + GRACE_MS && debate.hold === null
    for (const side of over ? silent : []) {
      const text = await draftFor(deps, debateId, debate.setup.people?.[side] ?? '', open.turn)
      const { speech, faults } = await speechOf(deps, debate, side, open.turn, text)
      const none: Speech = { turn: open.turn, side, text: '', quotes: [], flags: ['no_speech'] }
      await deps.attempts.speak(debateId, debate.debaters[side] ?? '', faults.length > 0 ? none : speech)
    }
    if (over || silent.length === 0) await callIfSpoken(deps, debateId)
  }
}

async function placeOf(deps: Deps, person: Person, debateId: string): Promise<{ debate: Debate; side: Side } | null> {
  const seen = await audienceOf(deps, person, debateId)
  const side = seen?.audience === 'side:A' ? 'A' : seen?.audience === 'side:B' ? 'B' : null
  const debate = side && replay(await deps.debates.read(debateId))
  return debate && side ? { debate, side } : null
}

function turnOf(debate: Debate, side: Side) {
  const open = openTurn(debate)
  return open?.sides.includes(side) ? open : null
}

/** The time for a turn runs from whatever opened it; a pause begins it again. */
async function endOf({ debates }: Pick<Deps, 'debates'>, { setup }: Debate): Promise<number | null> {
  const { debateId, minutesPerTurn } = setup
  const from = minutesPerTurn === undefined ? null : await debates.lastAt(debateId)
  return from === null || minutesPerTurn === undefined ? null : from + minutesPerTurn * 60_000
}

async function draftFor({ judgments }: Pick<Deps, 'judgments'>, debateId: string, userId: string, turn: number) {
  const draft = draftContent.safeParse(await judgments.draft(debateId, userId))
  return draft.success && draft.data.turn === turn ? draft.data.text : ''
}

async function speechOf(
  deps: Pick<Deps, 'questions'>,
  debate: Debate,
  side: Side,
  turn: number,
  text: string,
): Promise<{ speech: Speech; faults: string[] }> {
  const { debateId, sourceId, question, answers, protocol } = debate.setup
  const source = await deps.questions.source(sourceId)
  if (!source) throw new Error(`debate ${debateId}: its source is gone`)
  const { spoken, quotes, faults } = weigh(text, {
    source: source.text,
    sourceHash: source.sha256,
    known: [question, ...answers],
    earlier: ownQuotes({ debate, side }),
    limits: protocol.limits,
  })
  const yields = concedes(spoken.text) ? (['concession'] as const) : []
  return { speech: { turn, side, text: spoken.text, quotes, flags: [...yields] }, faults }
}
