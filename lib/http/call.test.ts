import { afterEach, expect, test, vi } from 'vitest'
import { addressOf, call } from './call'

afterEach(() => void vi.unstubAllGlobals())
const answers = (...given: (Response | Error)[]) => {
  const asked = vi.fn<typeof fetch>(async () => {
    const next = given.shift() ?? new Error('asked once too often')
    if (next instanceof Error) throw next
    return next
  })
  vi.stubGlobal('fetch', asked)
  return asked
}
const lost = new TypeError('Failed to fetch')
const keyOf = (asked: ReturnType<typeof answers>, turn: number) =>
  new Headers(asked.mock.calls[turn]?.[1]?.headers).get('idempotency-key')

test('a route is called by its contract', async () => {
  const asked = answers(Response.json({ code: 'K7-MAPLE' }))
  const control = { action: 'start', from: 0 } as const
  expect(await call('room.control', { params: { code: 'K7-MAPLE' }, body: control })).toEqual({
    ok: true,
    value: { code: 'K7-MAPLE' },
  })
  const [url, init] = asked.mock.calls[0] ?? []
  expect([url, init?.method, init?.body]).toEqual(['/api/v1/rooms/K7-MAPLE/control', 'POST', JSON.stringify(control)])
  expect(keyOf(asked, 0)).toMatch(/^[0-9a-f]{32}$/)
})

test('a call without an answer is made once more, under the same key; the next call has another', async () => {
  const asked = answers(lost, Response.json(null), Response.json(null))
  expect((await call('demo.start', {})).ok).toBe(true)
  await call('demo.start', {})
  expect(keyOf(asked, 1)).toBe(keyOf(asked, 0))
  expect(keyOf(asked, 2)).not.toBe(keyOf(asked, 0))
})

test('no network is said in a sentence', async () => {
  answers(lost, lost)
  expect(await call('me.get', {})).toMatchObject({
    ok: false,
    error: { error: 'offline', message: expect.stringMatching(/\.$/) },
  })
})

test('an error is handed on as it was told; what no arena says is named', async () => {
  const error = { error: 'final', message: 'Your verdict is final.', requestId: 'r1' }
  answers(
    Response.json(error, { status: 409 }),
    new Response('<html>', { status: 502 }),
    Response.json({ oops: 1 }, { status: 500 }),
  )
  expect(await call('me.get', {})).toEqual({ ok: false, error })
  expect(await call('me.get', {})).toMatchObject({ ok: false, error: { error: 'garbled' } })
  expect(await call('me.get', {})).toMatchObject({ ok: false, error: { error: 'garbled' } })
})

test('what stands in an address is escaped, and what is not asked is left out', () => {
  expect(addressOf('/api/v1/rooms/{code}', { params: { code: '../x?y' } })).toBe('/api/v1/rooms/..%2Fx%3Fy')
  expect(addressOf('/api/v1/questions', { query: { search: 'a b', after: undefined } })).toBe(
    '/api/v1/questions?search=a+b',
  )
})
