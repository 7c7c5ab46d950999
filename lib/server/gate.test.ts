import { createServer, Agent, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { addressOf } from '#lib/http/address'
import { admit, doorkeeper, upgradeOf } from './gate'

const socket = { remoteAddress: '10.0.0.7' }
const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

test.each([
  ['/', true],
  ['/rooms/K7-MAPLE?x=//y', true],
  ['//evil.example/', false],
  ['http://evil.example/', false],
  ['*', false],
  [undefined, false],
])('a request for %s is let in: %s', (url, admitted) => {
  expect(admit({ url, headers: {}, socket }, false)).toBe(admitted)
})

test('headers that only Next’s own processes send are taken off', () => {
  const headers = { 'x-middleware-subrequest': 'middleware', 'next-resume': '1', host: 'x' }
  admit({ url: '/', headers, socket }, false)
  expect(headers).toEqual({ host: 'x', 'x-forwarded-for': '10.0.0.7' })
})

const claims = {
  forwarded: 'for=1.2.3.4;host=evil.example',
  'x-forwarded-for': '1.2.3.4, 203.0.113.9',
  'x-forwarded-host': 'evil.example, arena.example',
  'x-forwarded-proto': 'http, https',
  'x-forwarded-port': '1',
}

test('what a request says of where it came from is thrown away where there is no proxy', () => {
  const headers = { host: 'x', ...claims }
  admit({ url: '/', headers, socket }, false)
  expect(headers).toEqual({ host: 'x', 'x-forwarded-for': '10.0.0.7' })
})

test('of what stands before the proxy’s own word, nothing is believed', () => {
  const headers = { host: 'x', ...claims }
  admit({ url: '/', headers, socket }, true)
  expect(headers).toEqual({
    host: 'x',
    'x-forwarded-for': '203.0.113.9',
    'x-forwarded-host': 'arena.example',
    'x-forwarded-proto': 'https',
  })
})

test.each([
  ['203.0.113.9:51234', '203.0.113.9'],
  ['[2001:db8::9]:443', '2001:db8::9'],
  ['2001:db8::9', '2001:db8::9'],
  ['1.2.3.4, unknown', '10.0.0.7'],
  ['', '10.0.0.7'],
  [undefined, '10.0.0.7'],
])('a proxy’s x-forwarded-for: %s counts as %s', (given, counted) => {
  const headers: Record<string, string | undefined> = { 'x-forwarded-for': given }
  admit({ url: '/', headers, socket }, true)
  expect(headers['x-forwarded-for']).toBe(counted)
})

test('a protocol that is none is not passed on', () => {
  const headers = { 'x-forwarded-proto': 'javascript' }
  admit({ url: '/', headers, socket }, true)
  expect(headers).not.toHaveProperty('x-forwarded-proto')
})

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8:0:12::1', '2001:db8:0:12'],
  ['2001:0db8::12:1:2:3:4', '2001:db8:0:12'],
  ['2001:DB8:0:12:ffff:ffff:ffff:ffff', '2001:db8:0:12'],
  ['::1', '0:0:0:0'],
])('limits count %s as %s', (address, counted) => {
  expect(addressOf(new Headers({ 'x-forwarded-for': address }))).toBe(counted)
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

/** A real server behind the doorkeeper, asked over one connection that stays open. */
async function served(trustProxy = false) {
  const door = doorkeeper(trustProxy, (request, response) => void response.end(request.headers['x-forwarded-for']))
  const http = createServer(door.serve)
  await new Promise<void>((up) => http.listen(0, '127.0.0.1', up))
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  closers.push(() => (agent.destroy(), http.close()))
  const { port } = http.address() as AddressInfo
  const get = (path: string, headers = {}) =>
    new Promise<{ status: number | undefined; body: string }>((answered, broken) => {
      ask({ port, path, headers, agent, host: '127.0.0.1' }, (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => (body += text))
        response.on('end', () => answered({ status: response.statusCode, body }))
      })
        .on('error', broken)
        .end()
    })
  return { door, get }
}

test('once the process is leaving it says that it is not ready, and answers all else as before', async () => {
  const { door, get } = await served()
  expect(await get('/api/health/ready')).toEqual({ status: 200, body: '127.0.0.1' })
  door.leave()
  for (const path of ['/api/health/ready', '/api/health/ready?now=1']) {
    const { status, body } = await get(path)
    expect([status, JSON.parse(body)]).toEqual([503, { status: 'not ready', problem: 'This process is stopping.' }])
  }
  expect(await get('/api/health/live')).toMatchObject({ status: 200 })
})

test('what the gate refuses is answered 400, and what it lets through has its headers rewritten', async () => {
  expect(await (await served()).get('//evil.example/')).toEqual({ status: 400, body: '' })
  const headers = { 'x-forwarded-for': '203.0.113.9' }
  expect((await (await served()).get('/', headers)).body).toBe('127.0.0.1')
  expect((await (await served(true)).get('/', headers)).body).toBe('203.0.113.9')
})
