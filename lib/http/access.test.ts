import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { actions, can, roles, type Action, type Person } from '#lib/core/people/can'
import { answer, type Door } from './answer'
import { api, type ApiName } from './contract'

const who = ['anonymous', 'guest', 'judge', 'researcher', 'administrator'] as const
type Who = (typeof who)[number]

/** Who may what: the table to argue about. `can` and the contract are measured by it, not the other way round. */
const matrix: Record<Action, Record<Who, boolean>> = {
  anyone: { anonymous: true, guest: true, judge: true, researcher: true, administrator: true },
  'take-part': { anonymous: false, guest: true, judge: true, researcher: true, administrator: true },
  'judge-afterwards': { anonymous: false, guest: false, judge: true, researcher: true, administrator: true },
  host: { anonymous: false, guest: false, judge: false, researcher: true, administrator: true },
  'read-sources': { anonymous: false, guest: false, judge: false, researcher: true, administrator: true },
  administer: { anonymous: false, guest: false, judge: false, researcher: false, administrator: true },
}
/** What every route is; written twice, so that a change of the contract is a change of mind and not a slip. */
const routes: Record<ApiName, Action> = {
  'account.create': 'anyone',
  'administrator.claim': 'anyone',
  'me.get': 'anyone',
  'me.record': 'take-part',
  'demo.start': 'anyone',
  'rooms.open': 'anyone',
  'room.create': 'host',
  'room.get': 'take-part',
  'room.join': 'anyone',
  'room.control': 'host',
  'debate.get': 'take-part',
  'speech.desk': 'take-part',
  'speech.say': 'take-part',
  'speech.draft': 'take-part',
  'judgment.act': 'take-part',
  'judging.next': 'judge-afterwards',
  'judgment.begin': 'judge-afterwards',
  'judgment.draft': 'take-part',
  'judgment.draft.get': 'take-part',
  'debate.reveal': 'take-part',
  'survey.get': 'take-part',
  'survey.answer': 'take-part',
  'sets.list': 'host',
  'questions.list': 'read-sources',
  'question.get': 'read-sources',
  'question.edit': 'read-sources',
  'question.retire': 'read-sources',
  'questions.import': 'read-sources',
  'protocols.list': 'host',
  'protocol.create': 'host',
  'protocol.revise': 'host',
  'protocol.retire': 'host',
  'debaters.list': 'host',
  'debater.create': 'administer',
  'debater.retire': 'administer',
  'judges.list': 'host',
  'judge.create': 'administer',
  'judge.retire': 'administer',
  'providers.list': 'administer',
  'provider.create': 'administer',
  'provider.edit': 'administer',
  'provider.test': 'administer',
  'provider.models': 'administer',
  'people.list': 'administer',
  'person.role': 'administer',
  'panels.list': 'host',
  'panel.start': 'host',
  'panel.get': 'host',
  'panel.control': 'host',
  'export.judgments': 'read-sources',
  'export.native': 'read-sources',
}

const person = (role: Who): Person | null =>
  role === 'anonymous' ? null : { id: 'a0000000-0000-4000-8000-000000000001', role, name: role }
const names = Object.keys(api).filter((name): name is ApiName => name in api)

test('the table has every role and every action', () => {
  expect(new Set(who)).toEqual(new Set(['anonymous', ...roles]))
  expect(new Set(Object.keys(matrix))).toEqual(new Set(actions))
  expect(new Set(Object.keys(routes))).toEqual(new Set(names))
})

test.each(names.flatMap((name) => who.map((role) => ({ name, role }))))('$name as $role', async ({ name, role }) => {
  const may = matrix[routes[name]][role]
  expect(api[name].may).toBe(routes[name])
  expect(can(person(role), api[name].may)).toBe(may)

  // And at the door itself: whoever may not is stopped before anything is parsed or done.
  let worked = false
  const door: Door = {
    person: async () => person(role),
    replies: { claim: async () => 'ours', keep: async () => undefined, release: async () => undefined },
    broken: (error) => expect.fail(String(error)),
  }
  const work = () => {
    worked = true
    return new Response('done')
  }
  const { method, path: address } = api[name]
  const response = await answer(name, door, work, new Request(`http://arena.test${address}`, { method }), {})
  if (may) expect([401, 403]).not.toContain(response.status)
  else expect([response.status, worked]).toEqual([role === 'anonymous' ? 401 : 403, false])
})

/** Routes that stand outside the contract: it is about them, or it is not ours. */
const OUTSIDE = ['app/api/v1/openapi.json/route.ts']
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

test('every route file is in the contract, and everything in the contract has its route file', () => {
  const files = readdirSync('app/api/v1', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .map((file) => path.posix.join('app/api/v1', file.split(path.sep).join('/')))
    .filter((file) => !OUTSIDE.includes(file))
  const found = files.flatMap((file) => exportsOf(readFileSync(file, 'utf8'), file))
  const promised = names.map((name) => `${api[name].method} ${fileOf(api[name].path)} as ${name}`)
  expect(found.toSorted()).toEqual(promised.toSorted())
})

test('a route counts by address exactly where the contract says that it is limited', () => {
  const limited = names.filter((name) => 'limited' in api[name])
  const counting = names.filter((name) => {
    const file = readFileSync(fileOf(api[name].path), 'utf8')
    const from = file.indexOf(`route('${name}'`)
    return file.slice(from, file.indexOf('\nexport', from) + 1 || undefined).includes('addressOf(request.headers)')
  })
  expect(limited.length).toBeGreaterThan(2)
  expect(counting).toEqual(limited)
})

/** Each handler that a file exports, and the route it says it is; one that goes past `route` has no name. */
const exportsOf = (text: string, file: string) =>
  methods.flatMap((method) => {
    if (!new RegExp(`export\\b[^\\n]*\\b${method}\\b`).test(text)) return []
    const named = new RegExp(`export const ${method} = route\\('([\\w.-]+)'`).exec(text)
    return [`${method} ${file} as ${named?.[1] ?? 'nothing of the contract'}`]
  })
const fileOf = (address: string) => `app${address.replace(/\{(\w+)\}/g, '[$1]')}/route.ts`

test('a page, a layout or a route never guards by the proxy', () => {
  expect(readFileSync('proxy.ts', 'utf8')).not.toMatch(/\bcan\(|cookie|redirect|person/i)
})
