import type { AttemptState, Piece } from './core/debate/attempt'
import type { AnswerKey, DebateEvent, Message, Setup, Speech } from './core/debate/events'
import type { Delta } from './core/debate/live'
import type { Side } from './core/debate/protocol'
import type { Audience, DebateView } from './core/debate/view'
import type { Caps, Spent } from './core/debaters/caps'
import type { Refine } from './core/debaters/refine'
import type { DebaterConfig, Quirks } from './core/debaters/config'
import type { JudgeConfig } from './core/judges/config'
import type { Judgment } from './core/judging/judgment'
import type { Result } from './core/result'
import type { Person, Role } from './core/people/can'
import type { Member, Room, Seat } from './core/rooms/room'
import type { AfterStore } from './ports/judgingAfter'
import type { ProtocolStore } from './ports/protocols'
import type { SurveyStore } from './ports/surveys'

export interface DebateStore {
  /** Events in order; [] if there is no such debate. */
  read(debateId: string): Promise<DebateEvent[]>
  /**
   * Appends events and keeps the debate's searchable columns (phase, hold, endedAt) in step, in one transaction.
   * The first commit (`after` 0) creates the debate's row from `debate_started`, in the room or run given.
   *
   * @param beside.fence given by a worker: nothing is written unless it still holds the lease
   * @param beside.attention why it needs attention, or null to clear it; left alone if not given
   * @returns false, having written nothing, if the log is no longer `after` events long or the fence is stale
   */
  commit(debateId: string, after: number, events: DebateEvent[], beside?: CommitBeside): Promise<boolean>
  /** When the newest event was committed, ms since 1970; null if there is no such debate. */
  lastAt(debateId: string): Promise<number | null>
}
export type CommitBeside = { fence?: number; attention?: string | null; roomId?: string; runId?: string }

/** Who is advancing a debate. One owner at a time; the database's clock decides. */
export interface LeaseStore {
  /** @returns the new fence, or null if it is not running, is held, waits for its provider, or another owner's lease is alive */
  claim(debateId: string, owner: string, leaseMs: number): Promise<number | null>
  /** @returns false once the fence is stale: the owner must stop at once */
  renew(debateId: string, fence: number, leaseMs: number): Promise<boolean>
  /** Lets go at once, so that another may claim; `retryAfterMs`: not before then. */
  release(debateId: string, fence: number, retryAfterMs?: number): Promise<void>
  /** Lets go until call(): nobody may claim before then. For a debate that waits for a person's speech. */
  awaitPerson(debateId: string, fence: number): Promise<void>
  /** Ends such a wait, if there is one. */
  call(debateId: string): Promise<void>
  /** Running debates that wait for a person. */
  awaiting(limit: number): Promise<string[]>
  /** Ends the wait that the release with this fence began. @returns false if somebody claimed the debate since */
  wake(debateId: string, fence: number): Promise<boolean>
  /** Running debates without a hold whose lease has run out and whose wait is over. */
  claimable(limit: number): Promise<string[]>
}

export type JudgeKind = 'person' | JudgeConfig['kind']
export interface JudgmentStore {
  /** null before this judge's first act on this debate. */
  read(debateId: string, judgeId: string): Promise<Judgment | null>
  /** All records of a debate, with the judges' names in the room. For the reveal, the scoreboard and exports. */
  ofDebate(debateId: string): Promise<{ name: string; kind: JudgeKind; judgment: Judgment }[]>
  /**
   * @param by whose `judgeId` is: a person's, or that of a judge's revision
   * @returns false, having written nothing, if act number `next.acts` is already taken
   */
  save(next: Judgment, by?: 'person' | 'revision'): Promise<boolean>
  /** Debates that wait for their judge, whose decision was made at or before `before` (ms since 1970) and so stands. */
  decided(before: number): Promise<string[]>
  draft(debateId: string, judgeId: string): Promise<unknown>
  saveDraft(debateId: string, judgeId: string, content: unknown): Promise<void>
}

/** The only way to the AnswerKey table. Every read is recorded with its reason. */
export type ReadAnswerKey = (
  questionId: string,
  reason: 'reveal' | 'appoint' | 'score' | 'export' | 'edit',
) => Promise<{ right: AnswerKey; evidence: string[] }>

export type NewAttempt = {
  debateId: string
  turn: number
  side: Side
  sample: number
  piece: Piece
  revisionId: string
  fence: number
  request: unknown
}
export type AttemptEnd = {
  state: Exclude<AttemptState, 'calling' | 'streaming'>
  text: string // as shown so far
  speech?: Speech // of an accepted one, and of a content fault that can still be used (too long, too short)
  reasoning: string
  modelReturned: string | null
  finishReason: string | null
  tokensIn: number | null
  tokensOut: number | null
  usageEstimated: boolean
  costMicros: number | null
  firstTokenMs: number | null
  durationMs: number
  error: string | null
}
export type AttemptRow = AttemptEnd & {
  id: string
  turn: number
  side: Side
  number: number
  sample: number
  piece: Piece
  startedAt: number
}

export interface AttemptStore {
  /** Commits the row before the call is made. @returns its id and number, or null if the fence is stale */
  open(attempt: NewAttempt): Promise<{ id: string; number: number } | null>
  /** Keeps the shown text so far. @returns false if the fence is stale */
  checkpoint(attemptId: string, text: string): Promise<boolean>
  /** Ends an attempt that is in progress, by compare and set on state and fence. @returns false if it was not ours to end */
  end(attemptId: string, end: AttemptEnd): Promise<boolean>
  /**
   * Keeps a person's speech as this turn's accepted one, in one step and whoever advances the debate meanwhile.
   *
   * @returns false, having written nothing, if the side has spoken in this turn already, or the debate is over
   */
  speak(debateId: string, revisionId: string, speech: Speech): Promise<boolean>
  /** After a claim: attempts of older fences still in progress become `interrupted`. */
  interruptOlder(debateId: string, fence: number): Promise<void>
  /** Ended attempts of one turn, oldest first. */
  ofTurn(debateId: string, turn: number): Promise<AttemptRow[]>
  /** What the calls of a provider have cost: of debaters and of judges, of one debate, and since a time (ms since 1970). */
  spent(providerId: string, debateId: string, since: number): Promise<Spent>
  /** The speeches being written now; no drafts; whole so far (`offset` 0), at most 500 ms behind what was told. */
  running(debateId: string): Promise<Delta[]>
}

/** Tells whoever is watching, in whatever process their socket is. Lossy, and never throws: the truth is in the database. */
export interface Live {
  view(audience: Audience, view: DebateView): void
  delta(readers: readonly Audience[], delta: Delta): void
  /** Something in the room changed: its members fetch what they may see. */
  room(room: Pick<Room, 'id' | 'code'>, version: number): void
}

export type SpeakRequest = {
  debateId: string
  side: Side
  setup: Setup
  turn: number
  label: string
  speeches: readonly Speech[] // revealed, and readable by this side
  messages?: readonly Message[] // of the judge who presides, that this side may read
  beliefs?: readonly { round: number; percentA: number }[] // of that judge, where the protocol shows them
  source: { title: string; text: string; sha256: string }
  refine?: Refine // a draft to be criticised, or written anew
  attempt: number
}
export type SpeechChunk =
  | { type: 'text'; text: string } // raw: may hold <thinking>, <argument> and <quote> marks
  | { type: 'reasoning'; text: string } // split off by the provider; never shown
  | { type: 'token'; top: { token: string; logprob: number }[] } // the likeliest tokens in one place, where they were asked for
  | { type: 'end'; finishReason: string; model: string | null; tokensIn: number | null; tokensOut: number | null } // terminal
/** Why a call failed: the attempt's state, one clear sentence without secrets, and how long the provider asks to wait. */
export class SpeakError extends Error {
  constructor(
    readonly state: Exclude<AttemptState, 'calling' | 'streaming' | 'accepted'>,
    message: string,
    readonly retryAfterMs = 0,
  ) {
    super(message)
  }
}
export interface Speaker {
  /** How long calls for this revision are known to be in vain, ms; 0 to try. */
  waitMs?(revision: Revision): number
  /** What will be asked, for the record, without the key. */
  request(config: DebaterConfig, ask: SpeakRequest): unknown
  /**
   * Yields the speech as it is produced; the last chunk is `end`. Text that ends without an `end` chunk does not count.
   *
   * @throws SpeakError; aborting the signal ends the call and throws SpeakError('cancelled')
   */
  speak(revision: Revision, ask: SpeakRequest, signal: AbortSignal): AsyncIterable<SpeechChunk>
}
export type Revision = {
  id: string
  debaterId: string
  name: string
  number: number
  config: DebaterConfig
  providerId: string | null
}
export type Endpoint = {
  id: string
  name: string
  baseUrl: string
  key: string | null
  quirks: Quirks
  concurrency: number
  disabled: string | null
  caps?: Caps
}

export interface DebaterStore {
  revision(revisionId: string): Promise<Revision | null>
  /** With the key decrypted: server only. */
  endpoint(providerId: string): Promise<Endpoint | null>
  /** Ends or clears the use of a provider, e.g. when its key is refused. */
  disable(providerId: string, why: string | null): Promise<void>
}

/** What went wrong with a call to an endpoint; nothing in it is secret. */
export type CallFault = {
  kind:
    'refused' | 'unreachable' | 'dns' | 'tls' | 'timeout' | 'redirect' | 'cut' | 'garbage' | 'too-large' | 'answered'
  message: string // what the endpoint said, at most 200 characters; '' if nothing worth showing
  code?: string
  status?: number // of `answered`; missing if an error came inside a stream and named none
  param?: string // which parameter it did not take
  quota?: boolean
  contextTooLong?: boolean
  retryAfterMs?: number
}
type Target = Pick<Endpoint, 'baseUrl' | 'key' | 'quirks'>
/** One look at an endpoint, for the connection test and for finding models. Never throws for what the endpoint does. */
export interface EndpointProbe {
  models(target: Target, timeoutMs: number): Promise<Result<string[], CallFault>>
  /** Asks for a few words, streamed, with the dialect in `quirks`. */
  ask(target: Target, model: string, timeoutMs: number): Promise<Result<ProbeAnswer, CallFault>>
}
export type ProbeAnswer = {
  model: string | null
  text: string
  finishReason: string | null
  usage: boolean
  firstTokenMs: number | null
  durationMs: number
}

export type ProviderOrigin = 'person' | 'environment' | 'detected'
export type ProviderRow = Omit<Endpoint, 'key'> & { keyLast4: string | null; origin: ProviderOrigin }
export type DebaterRow = { id: string; name: string; retired: boolean; revision: Omit<Revision, 'debaterId' | 'name'> } // the newest
export type NewDebater = Pick<Revision, 'name' | 'providerId' | 'config'>
/** Endpoints and debaters as an administrator changes them. Keys go in and do not come out. */
export interface ProviderStore {
  providers(): Promise<ProviderRow[]>
  /** @returns the new id, or null if the name is taken */
  addProvider(
    provider: Pick<Endpoint, 'name' | 'baseUrl' | 'key' | 'concurrency' | 'quirks' | 'caps'> & {
      origin: ProviderOrigin
    },
  ): Promise<string | null>
  /** What is not given stays. @returns false if there is none */
  changeProvider(
    id: string,
    change: Partial<Pick<Endpoint, 'baseUrl' | 'key' | 'concurrency' | 'quirks' | 'disabled' | 'caps'>>,
  ): Promise<boolean>
  /** Retired ones too. */
  debaters(): Promise<DebaterRow[]>
  /** A new debater with its first revision. @returns null if the name is taken, also by a retired one */
  addDebater(debater: NewDebater): Promise<Revision | null>
  /** As addDebater, or the next revision of the one of that name, which is then no longer retired. */
  addRevision(debater: NewDebater): Promise<Revision>
  /** @returns false if there is none in use */
  retireDebater(id: string): Promise<boolean>
}

export type QuestionRow = {
  id: string
  text: string
  answers: [string, string]
  sourceId: string
  setId: string
  retired: boolean
}
export type SourceRow = {
  id: string
  title: string
  text: string
  sha256: string
  words: number
  attribution: string | null
}
export interface QuestionStore {
  question(questionId: string): Promise<QuestionRow | null>
  source(sourceId: string): Promise<SourceRow | null>
  /** Questions in use of a set, one per source before any source comes twice, in an order drawn from the seed. */
  drawFrom(setId: string, count: number, seed: string): Promise<string[]>
  /**
   * A new revision in the place of a question, on the same source; the old one is retired and stays with its debates.
   *
   * @returns the new question's id; null if the old one is gone, retired, or the same question is already in the set
   */
  replace(questionId: string, by: { text: string; answers: [string, string]; right: AnswerKey }): Promise<string | null>
  /** @returns false if it is not in use */
  retire(questionId: string): Promise<boolean>
}

export interface RoomStore {
  byCode(code: string): Promise<Room | null>
  byId(roomId: string): Promise<Room | null>
  /** @returns false if the code is taken */
  create(
    room: Omit<Room, 'debateId' | 'length' | 'version' | 'endedAt' | 'position'>,
    questionIds: string[],
  ): Promise<boolean>
  playlist(roomId: string): Promise<{ position: number; questionId: string; debateId: string | null }[]>
  /** Moves on by compare and set on the position, and notes the debate that is now on. @returns false if it was not at `from` */
  advance(roomId: string, from: number, debateId: string): Promise<boolean>
  end(roomId: string): Promise<void>
  members(roomId: string): Promise<Member[]>
  /** Joins or changes name and seat. A removed member stays out; a name belongs to one member, whatever its case. */
  join(roomId: string, userId: string, name: string, seat: Seat): Promise<'joined' | 'removed' | 'name-taken'>
  remove(roomId: string, userId: string): Promise<void>
  /** Grows the version that watchers see. @returns the new one */
  touch(roomId: string): Promise<number>
  /** The room a debate belongs to, and the seat of a person there; null if there is no such room or seat. */
  seatAt(debateId: string, userId: string): Promise<{ room: Room; seat: Seat } | null>
  roomOf(debateId: string): Promise<Room | null>
  /** Listed rooms that have not ended, newest first; `people`: seats that were taken and not lost. */
  open(limit: number): Promise<OpenRoom[]>
  setName(setId: string): Promise<string | null>
  /** Why a debate stands still, in words for the host, and until when its provider asked to wait, ms since 1970. */
  standing(debateId: string): Promise<{ attention: string | null; waitingUntil: number | null }>
  /** What a demo is made of: the first two built-in revisions and the built-in set's questions this person has not met. */
  demoMaterial(userId: string): Promise<{ debaters: string[]; setId: string | null; questionIds: string[] }>
  /** For the poll of what is watched: how long each log is. */
  seqs(debateIds: readonly string[]): Promise<Map<string, number>>
  /** For the poll of what is watched: `stamp` changes with anything that a view of the room shows. */
  stamps(
    roomIds: readonly string[],
  ): Promise<Map<string, { code: string; version: number; stamp: string; removed: string[] }>>
}
export type OpenRoom = {
  code: string
  name: string
  position: number
  length: number
  people: number
  createdAt: number
}

/** An account or a guest, without the password's hash. */
export type PersonRow = Person & {
  email: string | null // lower-cased
  sessionEpoch: number // a session of an older epoch has ended
  disabled: boolean
  createdAt: number // ms since 1970
}
export type NewPerson = Person & { email?: string; passwordHash?: string }
export interface PeopleStore {
  person(id: string): Promise<PersonRow | null>
  withPassword(email: string): Promise<(PersonRow & { passwordHash: string | null }) | null>
  /** @returns false if the e-mail address (or the id) is taken */
  create(person: NewPerson): Promise<boolean>
  /** Accounts without guests, by name. */
  accounts(): Promise<PersonRow[]>
  /** Changes the role and ends the person's sessions. The last administrator in use stays one. */
  setRole(id: string, role: Exclude<Role, 'guest'>): Promise<'done' | 'not-found' | 'last-administrator'>
  /** Ends all sessions of a person. */
  endSessions(id: string): Promise<void>
  /** Takes the place of the link before. @returns false, having written nothing, if there is an administrator */
  offerAdministratorLink(hash: string, expiresAt: number): Promise<boolean>
  administratorLink(hash: string, now: number): Promise<boolean>
  /** Uses the link up and makes the administrator, in one transaction: of two who use it at once, one wins. */
  claimAdministrator(hash: string, now: number, person: NewPerson): Promise<'done' | 'link-used' | 'email-taken'>
  /**
   * Counts a try to sign in, before it is made.
   *
   * @returns false if there were too many from this account or address since `limits.since`
   */
  tryToSignIn(attempt: { account: string; address: string; now: number }, limits: SignInLimits): Promise<boolean>
  /** After a success: the account's own mistypings are forgotten. */
  forgetTries(account: string, address: string): Promise<void>
}
export type SignInLimits = { since: number /* ms since 1970 */; perAccount: number; perAddress: number }
/** Turns passwords into what may be stored. */
export interface Passwords {
  hash(password: string): Promise<string>
  /** @param hash null, for an account that is not there, takes as long as any other and is never right */
  verify(password: string, hash: string | null): Promise<boolean>
}

/** Remembers what a request was answered, so that sending it twice does it once. */
export interface ReplyStore {
  /**
   * Claims a key, or finds what became of it.
   *
   * @param bodyHash of everything that was asked
   * @returns 'ours' to do the work; the reply that was given; 'other-body' or 'in-progress' to refuse
   */
  claim(key: string, bodyHash: string): Promise<'ours' | 'other-body' | 'in-progress' | StoredReply>
  keep(key: string, reply: StoredReply): Promise<void>
  /** Lets go of a key whose work broke, so that it can be tried again. */
  release(key: string): Promise<void>
}
export type StoredReply = { status: number; body: unknown }

/** Hands a debate to the workers. Losing it delays the debate until the next sweep. */
export interface Queue {
  advance(debateId: string): Promise<void>
}

export type Deps = {
  debates: DebateStore
  leases: LeaseStore
  judgments: JudgmentStore
  after: AfterStore
  readAnswerKey: ReadAnswerKey
  attempts: AttemptStore
  debaters: DebaterStore
  questions: QuestionStore
  rooms: RoomStore
  protocols: ProtocolStore
  surveys: SurveyStore
  live: Live
  queue: Queue
  speakers: Record<Exclude<DebaterConfig['kind'], 'person'>, Speaker>
  now: () => number // ms since 1970
  newId: () => string
  report: (error: unknown) => void
  /** Who has the room open now, in whatever process; absent where there are no sockets. */
  here?: (roomId: string) => Promise<ReadonlySet<string>>
}
