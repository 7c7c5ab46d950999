import type { Refusal } from '#lib/core/debate/debate'
import { urlRefusals, type UrlRefusal } from '#lib/core/debaters/endpointUrl'
import type { JudgeRefusal } from '#lib/core/judging/judgment'
import type { DebaterRefusal } from '#lib/services/debaters'
import type { NewJudgeRefusal } from '#lib/services/judges'
import type { SpeechRefusal, Unfit } from '#lib/services/arguing'
import type { BeginRefusal } from '#lib/services/judgingAfter'
import type { PanelRefusal } from '#lib/services/panels'
import type { ProtocolRefusal, Unworkable } from '#lib/services/protocols'
import type { ProviderRefusal } from '#lib/services/providers'
import type { ControlRefusal, CreateRefusal, JoinRefusal } from '#lib/services/rooms'
import type { SurveyRefusal } from '#lib/services/surveys'

/** How a refusal is told: its HTTP status and one clear sentence. */
type Told = { status: 400 | 401 | 403 | 404 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 503; message: string }

const urlTold = {
  'not-a-web-address': { status: 422, message: urlRefusals['not-a-web-address'] },
  'url-with-secrets': { status: 422, message: urlRefusals['url-with-secrets'] },
  'http-to-the-internet': { status: 422, message: urlRefusals['http-to-the-internet'] },
  'metadata-address': { status: 422, message: urlRefusals['metadata-address'] },
} as const satisfies Record<UrlRefusal, Told>

/** The names that services refuse by. */
type Served =
  | Refusal
  | JudgeRefusal
  | BeginRefusal
  | CreateRefusal
  | JoinRefusal
  | ControlRefusal
  | DebaterRefusal
  | NewJudgeRefusal
  | PanelRefusal
  | ProtocolRefusal
  | Unworkable['error']
  | Exclude<SpeechRefusal, Unfit>
  | Unfit['error']
  | ProviderRefusal
  | SurveyRefusal

/** Everything that a request can be refused for. A name that is not here cannot leave a route: it does not compile. */
export const refusals = {
  // The request
  invalid: { status: 400, message: 'The request is not what this address takes.' },
  'bad-json': { status: 400, message: 'The request is not readable JSON.' },
  'not-json': { status: 415, message: 'Send the request as JSON, with the content type application/json.' },
  'too-large': { status: 413, message: 'That is more than can be sent at once.' },
  'other-origin': { status: 403, message: 'This request came from another site, so nothing was done.' },
  'signed-out': { status: 401, message: 'Sign in first.' },
  forbidden: { status: 403, message: 'Your account may not do this.' },
  'not-found': { status: 404, message: 'There is nothing here, or it is not yours to see.' },
  'key-reused': { status: 409, message: 'This was already sent with other content. Reload the page and try again.' },
  'in-progress': { status: 409, message: 'This is already being done. Wait a moment, then reload the page.' },
  'too-many': { status: 429, message: 'Too many requests at once. Wait a minute and try again.' },
  'too-many-guests': {
    status: 429,
    message: 'Very many people have just joined from your network. Wait a minute and try again.',
  },
  'too-many-demos': {
    status: 429,
    message: 'Very many debates have just been started from your network. Wait a minute and try again.',
  },

  // Debates
  'not-this-turn': { status: 409, message: 'It is not the turn of that speech.' },
  'not-now': {
    status: 409,
    message: 'The debate has moved on, so this can no longer be done. The page shows where it stands.',
  },

  // Arguing
  'unfit-speech': { status: 422, message: 'This speech is not within the limits.' }, // the figures take its place
  'time-over': {
    status: 409,
    message: 'The time for this turn is over. What was kept as your draft counts if it is within the limits.',
  },
  'already-spoken': {
    status: 409,
    message: 'Your speech for this turn is already in, perhaps from another tab. The first one counts.',
  },
  'account-needed': {
    status: 403,
    message: 'To argue you need an account: sign in, then come back to this room. Guests can judge or watch.',
  },
  'no-place': { status: 409, message: 'All places of debaters are taken. You can judge or watch.' },
  'has-argued': {
    status: 409,
    message: 'You have argued on this text, or have a debater’s seat at it, so you cannot judge it.',
  },
  'debater-missing': {
    status: 409,
    message: 'Somebody who argues is still missing. Debates start once every place is taken.',
  },
  'person-cannot-choose': {
    status: 422,
    message: 'People cannot argue where a debater chooses its answer. Choose another protocol or other debaters.',
  },

  // Judging
  'prior-first': { status: 409, message: 'Say first how likely each answer seems to you before any speech.' },
  'out-of-order': {
    status: 409,
    message: 'This belief is already in, perhaps from another tab. The page shows what was kept.',
  },
  'round-not-over': { status: 409, message: 'That round is not over yet.' },
  'verdict-due': { status: 409, message: 'The last round is over: give your verdict with a reason.' },
  'not-completed': { status: 409, message: 'The debate is not over yet. Your verdict is due after the last round.' },
  'rounds-unread': { status: 409, message: 'Give your belief after each round first: that opens the next one.' },
  'tie-forbidden': { status: 422, message: 'Choose a side: this debate does not take 50 per cent as a verdict.' },
  'already-ruled': {
    status: 409,
    message: 'Your verdict is already in, perhaps from another tab. One judge, one verdict.',
  },
  'not-ruled': { status: 409, message: 'There is no verdict or wish to take back or to settle.' },
  'no-comment': { status: 422, message: 'You cannot speak to the debaters here. Send your belief without a comment.' },
  'already-begun': { status: 409, message: 'You have already judged this debate, or begun to.' },
  'already-met': {
    status: 409,
    message: 'You have met this debate’s question before, or another one on the same text. One judges on a text once.',
  },
  'judging-afterwards': {
    status: 409,
    message: 'You are judging a finished debate on the same text. Give that verdict first.',
  },
  'comment-missing': { status: 422, message: 'Say something to the debaters before the next round.' },
  'comment-length': {
    status: 422,
    message: 'Your comment is too long or too short. The page shows how long it may be.',
  },
  'comment-to-whom': { status: 422, message: 'Choose whom your comment is for, if the rules ask for it.' },
  final: { status: 409, message: 'Your verdict is final. The first one counts.' },
  'not-yet': {
    status: 409,
    message: 'The right answer is shown once your verdict is final, or once the debate is closed.',
  },
  closed: { status: 409, message: 'Judging of this debate is over.' },
  'survey-unasked': { status: 409, message: 'Nobody asks you about this debate.' },
  'survey-incomplete': { status: 422, message: 'These do not answer what you are asked. The page shows what is open.' },
  'survey-answered': { status: 409, message: 'Your answers are already in, perhaps from another tab. They stay.' },

  // Rooms
  removed: { status: 403, message: 'The host has taken you off this room.' },
  ended: { status: 410, message: 'This room has ended.' },
  'name-taken': { status: 409, message: 'That name is taken. Choose another one.' },
  'already-watching': {
    status: 409,
    message: 'You have seen speeches of this debate, so you can judge from the next one on.',
  },
  'already-judging': {
    status: 409,
    message: 'You have begun to judge this debate. You can watch from the next one on.',
  },
  'moved-on': {
    status: 409,
    message: 'The room has moved on, perhaps from another tab. The page shows where it stands.',
  },
  'playlist-over': { status: 409, message: 'That was the last question of this room.' },
  'still-running': { status: 409, message: 'The debate is still running. Wait for its end, or call it off first.' },
  'no-debate': { status: 409, message: 'No debate is on in this room.' },
  'host-stays': { status: 409, message: 'The host cannot be taken off the room. End the room instead.' },
  'unknown-question': { status: 422, message: 'One of these questions does not exist any more. Choose again.' },
  'question-retired': { status: 422, message: 'One of these questions was taken out of use. Choose again.' },
  'no-questions': { status: 422, message: 'There is no question in use in this set. Choose another set.' },
  'unknown-debater': { status: 422, message: 'One of these debaters does not exist any more. Choose again.' },
  'unknown-protocol': { status: 422, message: 'There is no protocol of that name. Choose another one.' },
  'debater-count': { status: 422, message: 'Choose as many debaters as the protocol has speakers.' },
  'nothing-to-show': {
    status: 503,
    message: 'The starter questions or the built-in debaters are missing. Restart the arena to load them.',
  },

  // Questions
  'unknown-format': {
    status: 422,
    message: 'Files end in .jsonl or .csv. Choose the format if the name does not tell it.',
  },
  'unreadable-text': { status: 422, message: 'The text holds characters that cannot be shown. Type it anew.' },
  'same-answers': { status: 422, message: 'Both answers are the same. They have to contradict each other.' },
  'not-replaceable': {
    status: 409,
    message: 'This question was changed or taken out of use meanwhile. Reload the page.',
  },

  // Protocols
  'unworkable-rules': { status: 422, message: 'These rules cannot work.' }, // the reasons take its place
  'protocol-name': { status: 422, message: 'The name needs a letter from a to z or a digit.' },
  'protocol-reserved': {
    status: 409,
    message: 'That name belongs to a protocol of ours. Add a word that tells yours from it.',
  },
  'protocol-taken': { status: 409, message: 'There is already a protocol of that name. Choose another name.' },
  'protocol-moved-on': {
    status: 409,
    message: 'Somebody has changed this protocol meanwhile. Reload the page, and change the newest revision.',
  },

  // Debaters and providers
  ...urlTold,
  'key-needed': { status: 422, message: 'The address leads to another server, so enter its key again, or none.' },
  'no-such-provider': { status: 422, message: 'A model needs a provider. Choose one that exists.' },
  'no-provider-needed': { status: 422, message: 'What is built in runs here and has no provider.' },
  'no-preference': {
    status: 422,
    message: 'Choose the judge that rates the drafts: there is more than one to choose from.',
  },
  'no-such-template': { status: 422, message: 'There is no prompt template of that name.' },
  'built-in-name': { status: 409, message: 'That name belongs to something built in, which the arena needs.' },

  // Panels of judges
  'nothing-to-judge': {
    status: 422,
    message: 'None of these debates is over. A room’s debates can be judged once they are closed.',
  },
  'no-judges': { status: 422, message: 'Choose at least one judge.' },
  'unknown-judge': { status: 422, message: 'One of these judges does not exist any more. Choose again.' },
  'too-many-tasks': {
    status: 422,
    message: 'That is more than one panel can do. Choose fewer debates or fewer judges.',
  },
  'panel-moved-on': {
    status: 409,
    message: 'The panel has moved on, perhaps from another tab. The page shows where it stands.',
  },

  // Accounts
  'email-taken': { status: 409, message: 'There is already an account with this e-mail address. Sign in with it.' },
  'link-used': { status: 410, message: 'This link has been used or has run out. Restart the arena for a new one.' },
  'last-administrator': { status: 409, message: 'The arena needs an administrator: make somebody else one first.' },
} as const satisfies Record<Served, Told> & Record<string, Told>

export type RefusalName = keyof typeof refusals

/** Told with every 429. Limits look back over a window that slides, and a try that was refused does not count. */
export const RETRY_AFTER_SECONDS = 60

/** What a person reads when something broke here: nothing of the cause, but the id under which it was logged. */
export const brokenMessage = (requestId: string) =>
  `Something went wrong here. Nothing you sent was wrong; try again, and if it stays so, tell the operator this number: ${requestId}`
