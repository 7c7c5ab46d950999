import { expect, test } from 'vitest'
import { admit, upgradeOf } from './gate'

test.each([
  ['/', true],
  ['/rooms/K7-MAPLE?x=//y', true],
  ['//evil.example/', false],
  ['http://evil.example/', false],
  ['*', false],
  [undefined, false],
])('a request for %s is let in: %s', (url, admitted) => {
  expect(admit({ url, headers: {} } as Parameters<typeof admit>[0])).toBe(admitted)
})

test('headers that only Next’s own processes send are taken off', () => {
  const headers = { 'x-middleware-subrequest': 'middleware', 'next-resume': '1', host: 'x' }
  admit({ url: '/', headers })
  expect(headers).toEqual({ host: 'x' })
})

test.each([
  ['/socket.io/?EIO=4&transport=websocket', false, 'sockets'],
  ['/socket.io', false, 'nowhere'],
  ['/socket.iox/', true, 'nowhere'],
  ['/_next/hmr?id=1', true, 'hot-reload'],
  ['/_next/hmr?id=1', false, 'nowhere'],
])('an upgrade of %s (development: %s) goes to %s', (url, dev, to) => {
  expect(upgradeOf({ url }, dev)).toBe(to)
})
