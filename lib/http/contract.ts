import * as z from 'zod'
import { rules, side } from '#lib/core/debate/protocol'
import { afterModes, guards, handling, REASON_MAX_CHARS, REASON_MIN_CHARS } from '#lib/core/judging/judgment'
import { debaterConfig, quirksChange } from '#lib/core/debaters/config'
import { judgeConfig } from '#lib/core/judges/config'
import type { Action } from '#lib/core/people/can'
import { surveyAnswers } from '#lib/core/surveys/answers'
import { surveyKinds } from '#lib/core/surveys/items'

/** One entry per route: the schemas that parse requests, make the OpenAPI document and type the browser's calls. */
type Endpoint = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/api/v1/${string}`
  may: Action // what kind of thing it is; whether the object is theirs is the service's question, and others' answer 404
  about: string
  limited?: true // so many per network address; beyond that 429
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
}

const id = z.uuid()
const protocolId = z.string().regex(/^[a-z0-9-]{1,60}$/)
const code = z.object({ code: z.string().min(3).max(40) })
const percentA = z.int().min(1).max(99)
export const nickname = z.string().trim().min(1).max(40)
const seat = z.enum(['judge', 'debater', 'spectator'])
const password = z.string().min(10, 'A password has at least 10 characters.').max(200)
const email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase())

/** What a host chooses: an arm of lib/core/protocols, and as much of the rest as it uses. */
export const protocolChoice = z.strictObject({
  arm: z.string().max(40).default('debate'),
  turns: z.enum(['simultaneous', 'sequential']).default('simultaneous'),
  rounds: z.int().min(1).max(10).default(3),
  words: z.int().min(30).max(500).default(100),
  judge: z.enum(['silent', 'interactive']).default('silent'),
})

export const judgeCommand = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('believe'),
    afterRound: z.int().min(0),
    percentA,
    comment: z.strictObject({ text: z.string().trim().max(5_000), to: side.optional() }).optional(),
    handling: handling.optional(),
  }),
  z.strictObject({
    type: z.literal('rule'),
    percentA,
    reason: z.string().trim().min(REASON_MIN_CHARS).max(REASON_MAX_CHARS),
    handling: handling.optional(),
    guards: guards.optional(),
  }),
  z.strictObject({ type: z.literal('undo') }),
  z.strictObject({ type: z.literal('settle') }),
])

const cap = z.number().positive().max(1_000_000).nullable() // dollars; null: none
const caps = z.strictObject({ perDebate: cap, perDay: cap })

export const draft = z.strictObject({
  step: z.int().min(0).max(21), // which belief it is for
  percentA: percentA.nullable(),
  reason: z.string().max(REASON_MAX_CHARS),
  comment: z.string().max(5_000).optional(), // to the debaters, of the judge who presides
  to: side.optional(), // whom it is for
})
export type DraftContent = z.infer<typeof draft>

const ownSpeech = z.strictObject({ turn: z.int().min(0).max(200), text: z.string().max(60_000) })

export const api = {
  // People
  'account.create': {
    method: 'POST',
    path: '/api/v1/accounts',
    may: 'anyone',
    about: 'Make an account with e-mail and password.',
    limited: true,
    body: z.strictObject({ name: nickname, email, password }),
  },
  'administrator.claim': {
    method: 'POST',
    path: '/api/v1/administrators',
    may: 'anyone',
    about: 'Use the one-time link: makes an administrator account.',
    body: z.strictObject({ token: z.string().min(20).max(200), name: nickname, email, password }),
  },
  'me.get': { method: 'GET', path: '/api/v1/me', may: 'anyone', about: 'Who is asking; null without a session.' },
  'me.record': {
    method: 'GET',
    path: '/api/v1/me/record',
    may: 'take-part',
    about:
      'The caller’s own verdicts whose outcome they may know, newest first by keyset; with the first page what they come to.',
    query: z.object({
      after: z
        .string()
        .regex(/^\d{1,15}_[\w-]{1,60}$/, 'A page begins where the one before it said.')
        .optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
    }),
  },

  // Rooms
  'demo.start': {
    method: 'POST',
    path: '/api/v1/demos',
    may: 'anyone',
    about:
      'Start a debate between the built-in debaters, with the caller as its judge. Makes a guest if there is no session.',
    limited: true,
  },
  'rooms.open': { method: 'GET', path: '/api/v1/rooms', may: 'anyone', about: 'Rooms that are open and listed.' },
  'room.create': {
    method: 'POST',
    path: '/api/v1/rooms',
    may: 'host',
    about: 'Open a room.',
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      questions: z.union([
        z.strictObject({ setId: id, count: z.int().min(1).max(50) }),
        z.strictObject({ questionIds: z.array(id).min(1).max(50) }),
      ]),
      debaters: z.array(id).max(2), // revision ids, as many as the protocol has speakers
      protocol: z.union([z.strictObject({ protocolRevisionId: id }), protocolChoice]),
      feedback: z.enum(['verdict', 'close']),
      survey: z.enum(surveyKinds).optional(), // what those who have judged or argued are asked; none given: nothing
      listed: z.boolean(),
      minutesPerTurn: z.int().min(1).max(1_440).nullable().optional(), // that people who argue have for a speech; null: no limit
    }),
  },
  'room.get': {
    method: 'GET',
    path: '/api/v1/rooms/{code}',
    may: 'take-part',
    about: 'The room as its member sees it.',
    params: code,
  },
  'room.join': {
    method: 'POST',
    path: '/api/v1/rooms/{code}/members',
    may: 'anyone',
    about: 'Take a seat. Makes a guest if there is no session.',
    limited: true,
    params: code,
    body: z.strictObject({ name: nickname, seat }),
  },
  'room.control': {
    method: 'POST',
    path: '/api/v1/rooms/{code}/control',
    may: 'host',
    about: 'Run the room.',
    params: code,
    body: z.discriminatedUnion('action', [
      z.strictObject({ action: z.enum(['start', 'next']), from: z.int().min(0) }), // from: the position it moves on from, so a double click moves once
      z.strictObject({ action: z.enum(['pause', 'resume', 'retry', 'close', 'cancel', 'end']) }),
      z.strictObject({ action: z.enum(['remove', 'appoint']), userId: id }), // appoint: the judge who decides when to end
    ]),
  },

  // Debates and judging
  'debate.get': {
    method: 'GET',
    path: '/api/v1/debates/{id}',
    may: 'take-part',
    about: 'The debate as the caller may see it.',
    params: z.object({ id }),
  },
  'speech.desk': {
    method: 'GET',
    path: '/api/v1/debates/{id}/speech',
    may: 'take-part',
    about: 'What somebody who argues in this debate needs to write: the turn, its limits and time, the own draft.',
    params: z.object({ id }),
  },
  'speech.say': {
    method: 'POST',
    path: '/api/v1/debates/{id}/speech',
    may: 'take-part',
    about: 'Hand in the caller’s own speech, with <quote> marks. It stays sealed until every side of the turn has one.',
    params: z.object({ id }),
    body: ownSpeech,
  },
  'speech.draft': {
    method: 'PUT',
    path: '/api/v1/debates/{id}/speech',
    may: 'take-part',
    about: 'Keep what is typed for a turn and not handed in.',
    params: z.object({ id }),
    body: ownSpeech,
  },
  'judgment.act': {
    method: 'POST',
    path: '/api/v1/judgments/{debateId}',
    may: 'take-part',
    about: 'One act of the calling judge: belief, verdict, undo, settle.',
    params: z.object({ debateId: id }),
    body: judgeCommand,
  },
  'judging.next': {
    method: 'GET',
    path: '/api/v1/judging/next',
    may: 'judge-afterwards',
    about: 'The finished debate that the caller judges next, and how many wait.',
  },
  'judgment.begin': {
    method: 'POST',
    path: '/api/v1/judgments/{debateId}/begin',
    may: 'judge-afterwards',
    about:
      'Begin to judge a finished debate that the caller was not there for: round by round (stepped), or all at once by the clock (timed). From then on as any judge.',
    params: z.object({ debateId: id }),
    body: z.strictObject({ mode: z.enum(afterModes) }),
  },
  'judgment.draft': {
    method: 'PUT',
    path: '/api/v1/judgments/{debateId}/draft',
    may: 'take-part',
    about: 'Keep what is typed but not sent.',
    params: z.object({ debateId: id }),
    body: draft,
  },
  'judgment.draft.get': {
    method: 'GET',
    path: '/api/v1/judgments/{debateId}/draft',
    may: 'take-part',
    about: 'What was typed but not sent; null if nothing.',
    params: z.object({ debateId: id }),
  },
  'debate.reveal': {
    method: 'GET',
    path: '/api/v1/debates/{id}/reveal',
    may: 'take-part',
    about:
      'Right side, source, identities and the others’ beliefs, once the caller may know; identities only after the survey, where the room asks for one.',
    params: z.object({ id }),
  },
  'survey.get': {
    method: 'GET',
    path: '/api/v1/debates/{id}/survey',
    may: 'take-part',
    about: 'What the caller is asked about the debate, having judged it or argued in it; null if nothing.',
    params: z.object({ id }),
  },
  'survey.answer': {
    method: 'POST',
    path: '/api/v1/debates/{id}/survey',
    may: 'take-part',
    about: 'Answers the survey, once, after the outcome is shown. From then on the reveal says who argued.',
    params: z.object({ id }),
    body: z.strictObject({
      answers: surveyAnswers,
      outcomeKnown: z.boolean(), // what is asked before the outcome was answered after it all the same
      tookMs: z.int().nonnegative(), // since the first item was shown
    }),
  },

  // Questions
  'sets.list': { method: 'GET', path: '/api/v1/question-sets', may: 'host', about: 'Question sets with their counts.' },
  'questions.list': {
    method: 'GET',
    path: '/api/v1/questions',
    may: 'read-sources',
    about: 'Questions of a set, by keyset.',
    query: z.object({
      setId: id.optional(),
      search: z.string().max(200).optional(),
      after: id.optional(),
      retired: z.enum(['yes', 'no']).optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
    }),
  },
  'question.get': {
    method: 'GET',
    path: '/api/v1/questions/{id}',
    may: 'read-sources',
    about: 'A question with its passage and its right answer.',
    params: z.object({ id }),
  },
  'question.edit': {
    method: 'PUT',
    path: '/api/v1/questions/{id}',
    may: 'read-sources',
    about: 'Makes a new revision that takes the place of this one.',
    params: z.object({ id }),
    body: z.strictObject({
      text: z.string().trim().min(5).max(2_000),
      right: z.string().trim().min(1).max(2_000),
      wrong: z.string().trim().min(1).max(2_000),
    }),
  },
  'question.retire': {
    method: 'DELETE',
    path: '/api/v1/questions/{id}',
    may: 'read-sources',
    about: 'Takes it out of use; debates that used it keep it.',
    params: z.object({ id }),
  },
  'questions.import': {
    method: 'POST',
    path: '/api/v1/questions/import',
    may: 'read-sources',
    about: 'Import a file, sent as the body; answers with JSON lines of progress.',
    query: z.object({
      set: z.string().trim().min(1).max(120),
      name: z.string().max(200),
      format: z.enum(['jsonl', 'csv', 'nyu']).optional(),
      skipBad: z.enum(['yes', 'no']).optional(),
      dryRun: z.enum(['yes', 'no']).optional(),
    }),
  },

  // Protocols
  'protocols.list': {
    method: 'GET',
    path: '/api/v1/protocols',
    may: 'host',
    about: 'Protocols that hosts have written, with their newest revision.',
  },
  'protocol.create': {
    method: 'POST',
    path: '/api/v1/protocols',
    may: 'host',
    about: 'A new protocol. Rules that cannot work are refused with the reasons.',
    body: z.strictObject({ name: nickname, rules }),
  },
  'protocol.revise': {
    method: 'POST',
    path: '/api/v1/protocols/{id}/revisions',
    may: 'host',
    about: 'Changed rules as a new revision; nothing new if nothing changed. `from`: the number of the changed one.',
    params: z.object({ id: protocolId }),
    body: z.strictObject({ from: z.int().positive(), rules }),
  },
  'protocol.retire': {
    method: 'POST',
    path: '/api/v1/protocols/{id}/retire',
    may: 'host',
    about: 'Takes it out of the lists; debates that used it keep it.',
    params: z.object({ id: protocolId }),
  },

  // Debaters and providers
  'debaters.list': {
    method: 'GET',
    path: '/api/v1/debaters',
    may: 'host',
    about: 'Debaters with their newest revision.',
  },
  'debater.create': {
    method: 'POST',
    path: '/api/v1/debaters',
    may: 'administer',
    about: 'A new debater, or a new revision of one by that name.',
    body: z.strictObject({ name: nickname, providerId: id.nullable(), config: debaterConfig }),
  },
  'debater.retire': {
    method: 'DELETE',
    path: '/api/v1/debaters/{id}',
    may: 'administer',
    about: 'Takes it out of the lists.',
    params: z.object({ id }),
  },
  'judges.list': {
    method: 'GET',
    path: '/api/v1/judges',
    may: 'host',
    about: 'Judges that are not people, with their revisions.',
  },
  'judge.create': {
    method: 'POST',
    path: '/api/v1/judges',
    may: 'administer',
    about: 'A new judge that is a model, or a new revision of one by that name.',
    body: z.strictObject({ name: nickname, providerId: id.nullable(), config: judgeConfig }),
  },
  'judge.retire': {
    method: 'DELETE',
    path: '/api/v1/judges/{id}',
    may: 'administer',
    about: 'Takes it out of the lists; its judgments stay.',
    params: z.object({ id }),
  },
  'providers.list': {
    method: 'GET',
    path: '/api/v1/providers',
    may: 'administer',
    about: 'Endpoints, without their keys.',
  },
  'provider.create': {
    method: 'POST',
    path: '/api/v1/providers',
    may: 'administer',
    about: 'Add an OpenAI-compatible endpoint.',
    body: z.strictObject({
      name: nickname,
      baseUrl: z.url().max(500),
      key: z.string().trim().max(500).nullable(),
      concurrency: z.int().min(1).max(64),
      caps: caps.optional(),
      quirks: quirksChange.optional(),
    }),
  },
  'provider.edit': {
    method: 'PATCH',
    path: '/api/v1/providers/{id}',
    may: 'administer',
    about: 'Change an endpoint; a key that is not given stays.',
    params: z.object({ id }),
    body: z.strictObject({
      baseUrl: z.url().max(500).optional(),
      key: z.string().trim().max(500).nullable().optional(),
      concurrency: z.int().min(1).max(64).optional(),
      caps: caps.optional(),
      quirks: quirksChange.optional(),
    }),
  },
  'provider.test': {
    method: 'POST',
    path: '/api/v1/providers/{id}/test',
    may: 'administer',
    about: 'Test the connection and say in words what is wrong.',
    params: z.object({ id }),
    body: z.strictObject({ model: z.string().trim().max(200).optional() }),
  },
  'provider.models': {
    method: 'GET',
    path: '/api/v1/providers/{id}/models',
    may: 'administer',
    about: 'The models the endpoint offers.',
    params: z.object({ id }),
  },
  'people.list': { method: 'GET', path: '/api/v1/people', may: 'administer', about: 'Accounts with their roles.' },
  'person.role': {
    method: 'PUT',
    path: '/api/v1/people/{id}/role',
    may: 'administer',
    about: 'Change a role; ends the sessions of that person.',
    params: z.object({ id }),
    body: z.strictObject({ role: z.enum(['administrator', 'researcher', 'judge']) }),
  },

  // Panels of judges that are not people
  'panels.list': {
    method: 'GET',
    path: '/api/v1/panels',
    may: 'host',
    about: 'Panels with how far they are, newest first.',
  },
  'panel.start': {
    method: 'POST',
    path: '/api/v1/panels',
    may: 'host',
    about:
      'Have judges judge finished debates. Answers with an estimate of calls, tokens and money; with dryRun nothing is started.',
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      judges: z.array(id).min(1).max(50), // revision ids
      debates: z.union([
        z.strictObject({ setId: id }),
        z.strictObject({ roomCode: code.shape.code }),
        z.strictObject({ runId: id }),
        z.strictObject({ ids: z.array(id).min(1).max(5_000) }),
      ]),
      dryRun: z.boolean().default(false),
    }),
  },
  'panel.get': {
    method: 'GET',
    path: '/api/v1/panels/{id}',
    may: 'host',
    about: 'How far a panel is, what it has cost so far, and what its judges found.',
    params: z.object({ id }),
  },
  'panel.control': {
    method: 'POST',
    path: '/api/v1/panels/{id}/control',
    may: 'host',
    about: 'Pause it, go on, call off what is left, or try again what failed.',
    params: z.object({ id }),
    body: z.strictObject({ action: z.enum(['pause', 'resume', 'cancel', 'retry']) }),
  },

  // Datasets
  'export.judgments': {
    method: 'GET',
    path: '/api/v1/exports/judgments',
    may: 'read-sources',
    about: 'Judgments as JSON lines.',
    query: z.object({ room: z.string().max(40).optional() }),
  },
  'export.native': {
    method: 'GET',
    path: '/api/v1/exports/native',
    may: 'read-sources',
    about: 'Whole debates as JSON lines: events, attempts, judgments.',
    query: z.object({ room: z.string().max(40).optional() }),
  },
} as const satisfies Record<string, Endpoint>

export type ApiName = keyof typeof api
/** The one shape of every error: `error` is a name for programs, `message` one clear sentence. */
export type ApiError = { error: string; message: string; requestId: string }
