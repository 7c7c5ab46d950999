import { apply, decide, replay, type Command, type Debate, type Refusal } from '#lib/core/debate/debate'
import { drawSides } from '#lib/core/debate/draws'
import type { Setup } from '#lib/core/debate/events'
import { speakersOf, type Protocol } from '#lib/core/debate/protocol'
import {
  audiencesOf,
  mayKnow,
  openedTo,
  readsSource,
  viewFor,
  type Audience,
  type DebateView,
} from '#lib/core/debate/view'
import { asOf, blank, type Judgment } from '#lib/core/judging/judgment'
import { err, ok, type Result } from '#lib/core/result'
import type { CommitBeside, Deps } from '#lib/ports'

const RACES = 5

export type Start = {
  debateId?: string // drawn if not given
  questionId: string
  protocol: Protocol
  debaters: readonly string[] // revision ids, as many as the protocol has speakers; who argues which side is drawn
  people?: readonly (string | null)[] | undefined // in the debaters' order: who argues, where a person does
  minutesPerTurn?: number | null | undefined // that people have for a speech
  presides?: string | undefined // the judge who decides when to end, where the protocol has one
  feedback: Setup['feedback']
  seed: string
  index: number // place in the room's playlist or the run, from 0: draws are balanced over it
  roomId?: string
  runId?: string
}

/** Begins a debate: draws its sides, commits its first event and hands it to the workers. Beginning it twice begins it once. */
export async function startDebate(
  deps: Deps,
  start: Start,
): Promise<Result<Debate, 'no-question' | 'retired' | 'no-debater' | 'no-person'>> {
  const { debateId = deps.newId(), questionId, protocol, feedback, roomId, runId } = start
  const question = await deps.questions.question(questionId)
  if (!question) return err('no-question')
  if (question.retired) return err('retired')
  const found = await Promise.all(start.debaters.map((id) => deps.debaters.revision(id)))
  const revisions = found.filter((one) => one !== null)
  if (revisions.length < found.length || revisions.length !== speakersOf(protocol)) return err('no-debater')
  const people = revisions.map(({ config }, i) => (config.kind === 'person' ? (start.people?.[i] ?? null) : ''))
  if (people.includes(null)) return err('no-person')
  const { seed, ...draw } = drawSides(start.seed, start.index)
  const setup: Setup = {
    debateId,
    questionId,
    protocol,
    feedback,
    answerOrder: draw.answerOrder,
    seed,
    question: question.text,
    answers: question.answers,
    sourceId: question.sourceId,
    ...placesOf(
      protocol,
      revisions.map(({ id }) => id),
      draw.swap,
    ),
    ...peopleOf(placesOf(protocol, people.map(String), draw.swap).debaters, start.minutesPerTurn),
    ...(start.presides !== undefined && { presides: start.presides }),
    allBuiltIn: revisions.length > 0 && revisions.every(({ config }) => config.kind === 'builtin'),
  }
  const event = { type: 'debate_started', setup } as const
  const landed = await deps.debates.commit(debateId, 0, [event], { ...(roomId && { roomId }), ...(runId && { runId }) })
  const debate = landed ? apply(null, event) : replay(await deps.debates.read(debateId))
  if (!debate) throw new Error(`debate ${debateId} was not begun`)
  await deps.queue.advance(debateId).catch(deps.report) // the sweep finds it otherwise
  return ok(debate)
}

/** The sides that people argue; nothing where there is none. */
function peopleOf({ A, B }: Setup['debaters'], minutes: number | null | undefined): Pick<Setup, 'people'> {
  const people = { ...(A && { A }), ...(B && { B }) }
  return A || B ? { people, ...(minutes && { minutesPerTurn: minutes }) } : {}
}

/** Who speaks where, by the draw: of two debaters, which argues side A; of one, for which side; of an open one, which leads. */
function placesOf(
  { sides }: Protocol,
  [first, second]: readonly string[],
  swap: boolean,
): Pick<Setup, 'debaters' | 'lead' | 'open'> {
  if (first === undefined) return { debaters: {} }
  const [one, two] = swap && second !== undefined ? [second, first] : [first, second]
  if (sides === 'chosen_by_lead') return { debaters: {}, open: { lead: one, second: two ?? null } }
  if (two !== undefined) return { debaters: { A: one, B: two } }
  return swap ? { debaters: { B: one }, lead: 'B' } : { debaters: { A: one }, lead: 'A' }
}

/** Runs one command: read, decide, commit, and only then tell. A lost race is decided again on the newer log. */
export async function run(
  deps: Deps,
  debateId: string,
  command: Command,
  beside: Pick<CommitBeside, 'fence' | 'attention'> = {},
): Promise<Result<Debate, Refusal | 'not-found'>> {
  for (let race = 0; race < RACES; race++) {
    const debate = replay(await deps.debates.read(debateId))
    if (!debate) return err('not-found')
    const decision = decide(debate, command)
    if (!decision.ok) return decision
    if (await deps.debates.commit(debateId, debate.seq, [decision.value], beside)) {
      const after = apply(debate, decision.value)
      await announce(deps, after).catch(deps.report) // telling cannot undo what is committed
      return ok(after)
    }
    // With a fence and an unchanged log, the lease is another's now: a stale owner may not write.
    if (beside.fence !== undefined && (await deps.debates.read(debateId)).length === debate.seq) return err('not-now')
  }
  throw new Error(`debate ${debateId}: lost ${RACES} races in a row`)
}

/** Tells every audience what it may see now, and the debate's room that something changed. Never anybody's own record. */
export async function announce(deps: Deps, debate: Debate): Promise<void> {
  const { debateId, protocol } = debate.setup
  const ends = await besideOf(deps, debate, debate.phase === 'closed')
  for (const audience of audiencesOf(protocol))
    deps.live.view(
      audience,
      viewFor(audience, debate, readsSource(audience, protocol) ? ends : { ...ends, source: undefined }),
    )
  const room = await deps.rooms.roomOf(debateId)
  if (room) deps.live.room(room, await deps.rooms.touch(room.id))
}

async function besideOf(deps: Deps, debate: Debate, withKey: boolean) {
  const { sourceId, questionId, debateId } = debate.setup
  const [source, live, key] = await Promise.all([
    deps.questions.source(sourceId),
    deps.attempts.running(debateId),
    withKey ? deps.readAnswerKey(questionId, 'reveal') : undefined,
  ])
  return { now: deps.now(), live, source: source?.text, key: key?.right }
}

/** What one audience sees; with `own`, what the one judge who is looking sees. The key is not even read before it may be known. */
export async function viewOf(deps: Deps, audience: Audience, debate: Debate, own?: Judgment): Promise<DebateView> {
  const ends = await besideOf(deps, debate, mayKnow(debate, own))
  return viewFor(audience, debate, {
    ...ends,
    own,
    source: readsSource(audience, debate.setup.protocol) ? ends.source : undefined,
  })
}

/** The debate as a person of that audience sees it; a judge with their own record. Null if there is no such debate. */
export async function viewDebate(
  deps: Deps,
  audience: Audience,
  debateId: string,
  userId: string,
): Promise<DebateView | null> {
  const debate = replay(await deps.debates.read(debateId))
  if (!debate) return null
  const own =
    openedTo(audience) === null ? undefined : ((await deps.judgments.read(debateId, userId)) ?? blank(debateId, userId))
  return viewOf(deps, audience, debate, own && asOf(own, deps.now()))
}
