import type { api, ApiName } from './contract'

type Named<N extends ApiName> = readonly [method: (typeof api)[N]['method'], path: (typeof api)[N]['path']]

/**
 * Method and path of every route, as the contract has them (else this does not compile). Apart, so that a browser that
 * calls a route does not load all schemas and the library they are written in, 35 kB of it.
 */
export const paths = {
  'account.create': ['POST', '/api/v1/accounts'],
  'administrator.claim': ['POST', '/api/v1/administrators'],
  'me.get': ['GET', '/api/v1/me'],
  'me.record': ['GET', '/api/v1/me/record'],
  'demo.start': ['POST', '/api/v1/demos'],
  'rooms.open': ['GET', '/api/v1/rooms'],
  'room.create': ['POST', '/api/v1/rooms'],
  'room.get': ['GET', '/api/v1/rooms/{code}'],
  'room.join': ['POST', '/api/v1/rooms/{code}/members'],
  'room.control': ['POST', '/api/v1/rooms/{code}/control'],
  'debate.get': ['GET', '/api/v1/debates/{id}'],
  'judgment.act': ['POST', '/api/v1/judgments/{debateId}'],
  'judging.next': ['GET', '/api/v1/judging/next'],
  'judgment.begin': ['POST', '/api/v1/judgments/{debateId}/begin'],
  'judgment.draft': ['PUT', '/api/v1/judgments/{debateId}/draft'],
  'judgment.draft.get': ['GET', '/api/v1/judgments/{debateId}/draft'],
  'debate.reveal': ['GET', '/api/v1/debates/{id}/reveal'],
  'sets.list': ['GET', '/api/v1/question-sets'],
  'questions.list': ['GET', '/api/v1/questions'],
  'question.get': ['GET', '/api/v1/questions/{id}'],
  'question.edit': ['PUT', '/api/v1/questions/{id}'],
  'question.retire': ['DELETE', '/api/v1/questions/{id}'],
  'questions.import': ['POST', '/api/v1/questions/import'],
  'debaters.list': ['GET', '/api/v1/debaters'],
  'debater.create': ['POST', '/api/v1/debaters'],
  'debater.retire': ['DELETE', '/api/v1/debaters/{id}'],
  'judges.list': ['GET', '/api/v1/judges'],
  'judge.create': ['POST', '/api/v1/judges'],
  'judge.retire': ['DELETE', '/api/v1/judges/{id}'],
  'providers.list': ['GET', '/api/v1/providers'],
  'provider.create': ['POST', '/api/v1/providers'],
  'provider.edit': ['PATCH', '/api/v1/providers/{id}'],
  'provider.test': ['POST', '/api/v1/providers/{id}/test'],
  'provider.models': ['GET', '/api/v1/providers/{id}/models'],
  'people.list': ['GET', '/api/v1/people'],
  'person.role': ['PUT', '/api/v1/people/{id}/role'],
  'panels.list': ['GET', '/api/v1/panels'],
  'panel.start': ['POST', '/api/v1/panels'],
  'panel.get': ['GET', '/api/v1/panels/{id}'],
  'panel.control': ['POST', '/api/v1/panels/{id}/control'],
  'export.judgments': ['GET', '/api/v1/exports/judgments'],
  'export.native': ['GET', '/api/v1/exports/native'],
} as const satisfies { [N in ApiName]: Named<N> }
