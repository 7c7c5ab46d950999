import type { RevealView } from '#lib/core/debate/reveal'
import type { DebateView } from '#lib/core/debate/view'
import type { Person } from '#lib/core/people/can'
import type { RoomView } from '#lib/core/rooms/room'
import type { ProviderRow } from '#lib/ports'
import type { PanelProgress } from '#lib/ports/judges'
import type { DebaterLine } from '#lib/queries/debaters'
import type { JudgeLine } from '#lib/queries/judges'
import type { OwnRecordPage } from '#lib/queries/ownRecord'
import type { PanelLine, PanelPage } from '#lib/queries/panels'
import type { ProtocolLine } from '#lib/queries/protocols'
import type { QuestionLine, SetRow } from '#lib/queries/questions'
import type { AccountRow } from '#lib/services/accounts'
import type { ConnectionReport } from '#lib/services/connection'
import type { PanelOutlook } from '#lib/services/panelEstimate'
import type { SpeechDesk } from '#lib/services/arguing'
import type { NextToJudge } from '#lib/services/judgingAfter'
import type { QuestionPage } from '#lib/services/questions'
import type { openRooms } from '#lib/services/rooms'
import type { SurveyAsked } from '#lib/services/surveys'
import type { ApiName, DraftContent } from './contract'

/** What each route answers when it agrees. A route whose work answers otherwise does not compile; `call` is typed by it. */
export interface Replies {
  'account.create': { id: string }
  'administrator.claim': { id: string }
  'me.get': Person | null
  'me.record': OwnRecordPage
  'people.list': AccountRow[]
  'person.role': AccountRow
  'demo.start': { code: string }
  'rooms.open': Awaited<ReturnType<typeof openRooms>>
  'room.create': { code: string }
  'room.get': RoomView
  'room.join': RoomView
  'room.control': RoomView
  'debate.get': DebateView
  'debate.reveal': RevealView
  'survey.get': SurveyAsked | null
  'survey.answer': null
  'speech.desk': SpeechDesk
  'speech.say': SpeechDesk
  'speech.draft': null
  'judgment.act': { view: DebateView } // with the judge's own record in it
  'judging.next': NextToJudge
  'judgment.begin': { view: DebateView }
  'judgment.draft': null
  'judgment.draft.get': DraftContent | null
  'sets.list': SetRow[]
  'questions.list': { questions: QuestionLine[]; next: string | null }
  'question.get': QuestionPage
  'question.edit': { id: string }
  'question.retire': null
  'protocols.list': ProtocolLine[]
  'protocol.create': { id: string; revisionId: string; number: number }
  'protocol.revise': { id: string; revisionId: string; number: number }
  'protocol.retire': null
  'debaters.list': DebaterLine[]
  'debater.create': { id: string; revisionId: string; number: number }
  'debater.retire': null
  'judges.list': JudgeLine[]
  'judge.create': { id: string; revisionId: string; number: number }
  'judge.retire': null
  'providers.list': ProviderRow[]
  'provider.create': { id: string }
  'provider.edit': { id: string }
  'provider.test': ConnectionReport
  'panels.list': PanelLine[]
  'panel.start': { id: string | null; estimate: PanelOutlook } // null: nothing was started, as asked
  'panel.get': PanelPage
  'panel.control': PanelProgress
  'provider.models': { models: string[]; problem: string | null }
}
/** A route that is not listed answers something that its caller has to look at before use. */
export type Reply<N extends ApiName> = N extends keyof Replies ? Replies[N] : unknown
