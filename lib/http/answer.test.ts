import { expect, test, vi } from 'vitest'
import type { Person } from '#lib/core/people/can'
import { err, ok } from '#lib/core/result'
import type { ReplyStore, StoredReply } from '#lib/ports'
import { answer, type Door, type Work } from './answer'
import type { ApiName } from './contract'
import { refusals, RETRY_AFTER_SECONDS } from './errors'
import { BODY_MAX_BYTES } from './input'

const host: Person = { id: 'a0000000-0000-4000-8000-000000000001', role: 'researcher', name: 'Ada' }
const other: Person = { ...host, id: 'a0000000-0000-4000-8000-000000000002' }
const room = '/api/v1/rooms/K7-MAPLE/control'

/** Remembers in a map what the database would. */
function memoryReplies(): ReplyStore {
  const rows = new Map<string, { bodyHash: string; reply: StoredReply | null }>()
  return {
    async claim(key, bodyHash) {
      const row = rows.get(key)
      if (!row) return (rows.set(key, { bodyHash, reply: null }), 'ours')
      return row.bodyHash !== bodyHash ? 'other-body' : (row.reply ?? 'in-progress')
    },
    async keep(key, reply) {
      rows.set(key, { bodyHash: rows.get(key)?.bodyHash ?? '', reply })
    },
    async release(key) {
      rows.delete(key)
    },
  }
}
const door = (over: Partial<Door> = {}): Door => ({
  person: async () => host,
  replies: memoryReplies(),
  broken: () => undefined,
  ...over,
})
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  new Request(`http://arena.test${path}`, {
    method: 'POST',
    headers: { host: 'arena.test', 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const control = (
  request: Request,
  {
    at = door(),
    work = () => err('not-found'),
    params = { code: 'K7-MAPLE' },
  }: { at?: Door; work?: Work<'room.control'>; params?: unknown } = {},
) => answer('room.control', at, work, request, params)

test('a refusal becomes its status and its sentence, and nothing is kept by caches', async () => {
  const response = await control(post(room, { action: 'pause' }), { work: () => err('still-running') })
  expect(response.status).toBe(409)
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  const body = await response.json()
  expect(body).toEqual({
    error: 'still-running',
    message: refusals['still-running'].message,
    requestId: response.headers.get('x-request-id'),
  })
})

test.each([
  {
    what: 'no session',
    at: door({ person: async () => null }),
    request: post(room, { action: 'pause' }),
    status: 401,
    error: 'signed-out',
  },
  {
    what: 'a guest',
    at: door({ person: async () => ({ ...host, role: 'guest' }) }),
    request: post(room, { action: 'pause' }),
    status: 403,
    error: 'forbidden',
  },
  {
    what: 'another site',
    request: post(room, { action: 'pause' }, { 'sec-fetch-site': 'cross-site' }),
    status: 403,
    error: 'other-origin',
  },
  {
    what: 'a neighbour site',
    request: post(room, { action: 'pause' }, { 'sec-fetch-site': 'same-site' }),
    status: 403,
    error: 'other-origin',
  },
  {
    what: 'an origin of another host',
    request: post(room, { action: 'pause' }, { origin: 'http://evil.test' }),
    status: 403,
    error: 'other-origin',
  },
  {
    what: 'the origin of a sandboxed frame',
    request: post(room, { action: 'pause' }, { origin: 'null' }),
    status: 403,
    error: 'other-origin',
  },
  {
    what: 'a form',
    request: post(room, 'action=pause', { 'content-type': 'application/x-www-form-urlencoded' }),
    status: 415,
    error: 'not-json',
  },
  { what: 'broken JSON', request: post(room, '{"action":'), status: 400, error: 'bad-json' },
  { what: 'an unknown action', request: post(room, { action: 'explode' }), status: 400, error: 'invalid' },
  { what: 'a field too many', request: post(room, { action: 'pause', also: 1 }), status: 400, error: 'invalid' },
  { what: 'too much', request: post(room, { action: 'x'.repeat(BODY_MAX_BYTES) }), status: 413, error: 'too-large' },
  {
    what: 'an address that cannot be',
    request: post(room, { action: 'pause' }),
    params: { code: '' },
    status: 404,
    error: 'not-found',
  },
])('refuses $what before any work', async ({ request, status, error, at = door(), params = { code: 'K7-MAPLE' } }) => {
  const work = vi.fn(() => err('not-found' as const))
  const response = await control(request, { at, params, work })
  expect([response.status, (await response.json()).error]).toEqual([status, error])
  expect(work).not.toHaveBeenCalled()
})

test.each([
  { what: 'our own page', headers: { 'sec-fetch-site': 'same-origin' } },
  { what: 'our own page over plain http', headers: { origin: 'http://arena.test' } },
  { what: 'the public address behind a proxy', headers: { origin: 'https://arena.example' } },
  { what: 'a program', headers: {} },
])('takes a write from $what', async ({ headers }) => {
  const at = door({ publicUrl: 'https://arena.example' })
  const response = await control(post(room, { action: 'pause' }, headers), { at, work: () => err('no-debate') })
  expect((await response.json()).error).toBe('no-debate')
})

test('what throws is logged once under the id that the person is told, and tells nothing else', async () => {
  const broken = vi.fn()
  const response = await control(post(room, { action: 'pause' }), {
    at: door({ broken }),
    work: () => {
      throw new Error('SECRET')
    },
  })
  const body = await response.json()
  expect(response.status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('SECRET')
  expect(body.message).toContain(body.requestId)
  expect(broken).toHaveBeenCalledExactlyOnceWith(expect.any(Error), {
    requestId: body.requestId,
    route: 'room.control',
    personId: host.id,
  })
})

test('a session that cannot be looked up is a broken thing, not a stranger', async () => {
  const at = door({
    person: async () => {
      throw new Error('database down')
    },
  })
  expect((await control(post(room, { action: 'pause' }), { at })).status).toBe(500)
})

test('the same key and body is done once and answered twice', async () => {
  const at = door()
  const work = vi.fn<Work<'room.control'>>(() => err('moved-on'))
  const send = (body: unknown) => control(post(room, body, { 'idempotency-key': 'k1' }), { at, work })
  const [first, second] = [await send({ action: 'pause' }), await send({ action: 'pause' })]
  expect([second.status, await second.json()]).toEqual([first.status, await first.json()])
  expect(work).toHaveBeenCalledTimes(1)
  expect((await (await send({ action: 'resume' })).json()).error).toBe('key-reused')
  expect(work).toHaveBeenCalledTimes(1)
})

test('a limit says when to try again, and under the same key it is then done', async () => {
  const work = vi.fn<Work<'room.control'>>().mockReturnValueOnce(err('too-many')).mockReturnValue(err('moved-on'))
  const at = door()
  const send = () => control(post(room, { action: 'pause' }, { 'idempotency-key': 'k1' }), { at, work })
  const first = await send()
  expect([first.status, first.headers.get('retry-after')]).toEqual([429, String(RETRY_AFTER_SECONDS)])
  const second = await send()
  expect([second.status, second.headers.get('retry-after')]).toEqual([409, null])
})

test('a key belongs to one person', async () => {
  const replies = memoryReplies()
  const work = vi.fn<Work<'room.control'>>(() => err('moved-on'))
  for (const person of [host, other]) {
    await control(post(room, { action: 'pause' }, { 'idempotency-key': 'k1' }), {
      at: door({ replies, person: async () => person }),
      work,
    })
  }
  expect(work).toHaveBeenCalledTimes(2)
})

test('work that broke may be tried again under the same key', async () => {
  const at = door()
  const work = vi
    .fn<Work<'room.control'>>()
    .mockImplementationOnce(() => {
      throw new Error('once')
    })
    .mockImplementation(() => err('moved-on'))
  const send = () => control(post(room, { action: 'pause' }, { 'idempotency-key': 'k1' }), { at, work })
  expect([(await send()).status, (await send()).status]).toEqual([500, 409])
})

test('a sentence of the contract reaches the person as it stands', async () => {
  const body = { name: 'Ada', email: 'ada@example.org', password: 'short' }
  const response = await answer(
    'account.create',
    door({ person: async () => null }),
    () => ok({ id: '' }),
    post('/api/v1/accounts', body),
    {},
  )
  expect((await response.json()).message).toBe('A password has at least 10 characters.')
})

test('a stream goes out as it is, kept by no cache', async () => {
  const name: ApiName = 'export.native'
  const response = await answer(
    name,
    door(),
    () => new Response('{"a":1}\n'),
    new Request('http://arena.test/api/v1/exports/native'),
    {},
  )
  expect(await response.text()).toBe('{"a":1}\n')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
})

test('a refusal that brings its own sentence is told in that', async () => {
  const rules = { error: 'unworkable-rules', message: 'A speech has minimum ≤ target ≤ maximum.' } as const
  const response = await control(post(room, { action: 'pause' }), { work: () => err(rules) })
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject(rules)
})
