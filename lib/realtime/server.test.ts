import { request, type IncomingMessage } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { DebateView } from '#lib/core/debate/view'
import { actAsJudge } from '#lib/services/judgments'
import { controlRoom, joinRoom } from '#lib/services/rooms'
import { socketServer, until, type Client } from '#lib/testing/sockets'
import { lineOf, person, stage, uuid, type Stage } from '#lib/testing/stage'

const [ann, bob] = [person(1, 'guest', 'Ann'), person(2, 'guest', 'Bob')]
const researcher = person(9, 'researcher', 'Rae')
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function opened(options: Parameters<typeof socketServer>[2] = {}, choice: Parameters<typeof stage>[0] = {}) {
  const on = await stage(choice)
  const server = await socketServer(on.deps, [ann, bob, researcher, on.host], options)
  closers.push(server.close)
  // From here on whatever the stage tells goes to the sockets.
  Object.assign(on.deps, { live: server.deps.live })
  return { on, server }
}
async function debating(options: Parameters<typeof socketServer>[2] = {}, choice: Parameters<typeof stage>[0] = {}) {
  const { on, server } = await opened(options, choice)
  await on.join(ann, 'judge')
  await on.join(bob, 'spectator')
  await on.control({ action: 'start', from: 0 })
  return { on, server, debateId: await on.debateId() }
}
const prior = (on: Stage, debateId: string) =>
  actAsJudge(on.deps, ann.id, debateId, { type: 'believe', afterRound: 0, percentA: 50 })
const snapshots = (client: Client): DebateView[] => {
  const views: DebateView[] = []
  client.on('debate.snapshot', (view) => void views.push(view))
  return views
}

test('without a known cookie, from another site, or with one tab too many there is no connection', async () => {
  const { server } = await opened({ perPerson: 2 })
  expect((await server.client(null)).connected).toBe(false)
  expect((await server.client({ id: 'nobody' })).connected).toBe(false)
  expect((await server.client(ann, { origin: 'http://evil.example' })).connected).toBe(false)
  expect((await server.client(ann, { origin: `http://127.0.0.1:${server.port}` })).connected).toBe(true)
  expect((await server.client(ann)).connected).toBe(true)
  const third = await server.client(ann)
  await until(() => !third.connected, 'the third tab’s end')
})

test('asks are parsed, always answered, and each person gets the audience of the own seat', async () => {
  const { on, server, debateId } = await debating()
  const client = await server.client(ann)
  expect(await client.emitWithAck('debate.subscribe', { debateId: 'nope' })).toEqual({ ok: false, error: 'invalid' })
  expect(await client.emitWithAck('debate.subscribe', { debateId: uuid(4242) })).toEqual({
    ok: false,
    error: 'forbidden',
  })
  expect(await client.emitWithAck('room.subscribe', { code: 'A2-NOWHERE' })).toEqual({ ok: false, error: 'not-found' })
  const seen = async (who: typeof ann) => {
    const reply = await (await server.client(who)).emitWithAck('debate.subscribe', { debateId })
    return reply.ok ? reply.value : reply.error
  }
  expect(await seen(ann)).toMatchObject({ opened: 0, own: { acts: 0 } })
  expect(await seen(bob)).toMatchObject({ opened: 2 })
  expect(await seen(on.host)).not.toHaveProperty('source')
  expect(await seen(researcher)).toMatchObject({ source: expect.stringContaining('CANARYSOURCE') })
})

test('the prior opens the first round; every view comes, without anybody’s own record', async () => {
  const { on, server, debateId } = await debating({ pollMs: 60_000 })
  const client = await server.client(ann)
  const views = snapshots(client)
  await client.emitWithAck('debate.subscribe', { debateId })
  await on.reveal()
  await until(() => views.length > 0, 'the view after round 1')
  expect(views).toMatchObject([{ seq: 2, opened: 0, roundsOver: 1, speeches: [] }])
  await prior(on, debateId)
  expect(await client.emitWithAck('debate.subscribe', { debateId })).toMatchObject({
    ok: true,
    value: { opened: 1, own: { acts: 1 }, speeches: [{ text: lineOf(0, 'A') }, {}] },
  })
  await on.reveal()
  await until(() => views.length > 1, 'the view after round 2')
  expect(views).toHaveLength(2) // once, though the socket has been in two channels
  expect(views[1]).toMatchObject({ phase: 'completed', opened: 1, roundsOver: 2 })
  expect(views[1]?.speeches).toHaveLength(2)
  expect(views.some((view) => 'own' in view || 'rightSide' in view)).toBe(false)
  expect(await client.emitWithAck('debate.leave', { debateId })).toEqual({ ok: true, value: null })
  await on.control({ action: 'close' })
  await client.emitWithAck('debate.leave', { debateId })
  expect(views).toHaveLength(2)
})

test('a gap in live text is mended from its offset; nothing comes of a sealed speech', async () => {
  const { on, server, debateId } = await debating({}, { protocol: { turns: 'sequential', rounds: 1 } })
  await prior(on, debateId)
  const client = await server.client(ann)
  await client.emitWithAck('debate.subscribe', { debateId })
  const fence = (await on.deps.leases.claim(debateId, 'w', 60_000)) ?? -1
  const attempt = await on.deps.attempts.open({
    debateId,
    turn: 0,
    side: 'A',
    sample: 1,
    piece: 'speech',
    revisionId: 'r',
    fence,
    request: null,
  })
  await on.deps.attempts.checkpoint(attempt?.id ?? '', 'no, no')
  const piece = new Promise((resolve) => client.once('speech.delta', resolve))
  on.deps.live.delta(['judge:1'], { debateId, turn: 0, side: 'A', attempt: 1, offset: 4, text: 'no' })
  expect(await piece).toMatchObject({ offset: 4, text: 'no' })
  expect(await client.emitWithAck('speech.sync', { debateId, turn: 0, side: 'A', offset: 2 })).toMatchObject({
    ok: true,
    value: [{ offset: 2, text: ', no' }],
  })

  const sealed = await debating()
  await prior(sealed.on, sealed.debateId)
  const other = await sealed.server.client(ann)
  const f = (await sealed.on.deps.leases.claim(sealed.debateId, 'w', 60_000)) ?? -1
  const secret = await sealed.on.deps.attempts.open({
    debateId: sealed.debateId,
    turn: 0,
    side: 'A',
    sample: 1,
    piece: 'speech',
    revisionId: 'r',
    fence: f,
    request: null,
  })
  await sealed.on.deps.attempts.checkpoint(secret?.id ?? '', 'hidden')
  expect(await other.emitWithAck('speech.sync', { debateId: sealed.debateId, turn: 0, side: 'A', offset: 0 })).toEqual({
    ok: true,
    value: [],
  })
})

test('a view that was committed but never told is told', async () => {
  const { on, server, debateId } = await debating({ pollMs: 20 })
  const client = await server.client(bob)
  const views = snapshots(client)
  await client.emitWithAck('debate.subscribe', { debateId })
  let polls = 0
  const { seqs } = server.deps.rooms
  server.deps.rooms.seqs = async (ids) => (polls++, seqs(ids))
  await until(() => polls > 3, 'three polls')
  expect(views).toEqual([]) // what the subscription answered is not told again
  Object.assign(on.deps, { live: { view: () => undefined, delta: () => undefined, room: () => undefined } })
  await on.reveal()
  await until(() => views.some(({ seq }) => seq === 2), 'the view that nobody told')
  polls = 0
  await until(() => polls > 3, 'three more polls')
  expect(views).toHaveLength(1) // told once, not at every poll
})

test('a client that was cut off asks again and has what it missed', async () => {
  const { on, server, debateId } = await debating({ pollMs: 60_000 })
  const client = await server.client(bob)
  await client.emitWithAck('debate.subscribe', { debateId })
  client.io.engine.close()
  await until(() => !client.connected, 'the cut')
  await on.reveal()
  await until(() => client.connected, 'the reconnection')
  expect(await client.emitWithAck('debate.subscribe', { debateId })).toMatchObject({
    ok: true,
    value: { seq: 2, speeches: [{}, {}] },
  })
})

test('the room’s members see who is here, and are told of changes', async () => {
  const { on, server } = await opened()
  await on.join(ann, 'judge')
  const host = await server.client(on.host)
  const changes: number[] = []
  host.on('room.changed', ({ version }) => void changes.push(version))
  const here = async () => {
    const reply = await host.emitWithAck('room.subscribe', { code: on.code })
    return reply.ok ? reply.value.people.filter((one) => one.here).map((one) => one.name) : reply.error
  }
  expect(await here()).toEqual(['Host'])
  const judge = await server.client(ann)
  expect(await judge.emitWithAck('room.subscribe', { code: on.code.toLowerCase() })).toMatchObject({
    ok: true,
    value: { seat: 'judge', myName: 'Ann' },
  })
  expect(await here()).toEqual(['Host', 'Ann'])
  await until(() => changes.length > 0, 'the news of Ann')
  judge.close()
  await until(async () => (await here()).toString() === 'Host', 'Ann’s leaving')
  const told = changes.length
  await joinRoom(on.deps, bob, on.code, { name: 'Bob', seat: 'judge' })
  await until(() => changes.length > told, 'the news of Bob')
  const stranger = await server.client(researcher)
  expect(await stranger.emitWithAck('room.subscribe', { code: on.code })).toEqual({ ok: false, error: 'forbidden' })
})

test('who is removed is out of every channel, and who changes seats leaves the old eyes behind', async () => {
  const { on, server, debateId } = await debating({ pollMs: 20 })
  const client = await server.client(bob)
  const views = snapshots(client)
  await client.emitWithAck('room.subscribe', { code: on.code })
  await client.emitWithAck('debate.subscribe', { debateId })
  const inside = () => [...(server.io.of('/').adapter.rooms.get(`debate:${debateId}:spectator`) ?? [])].length
  expect(inside()).toBe(1)
  await client.emitWithAck('debate.subscribe', { debateId })
  await joinRoom(on.deps, bob, on.code, { name: 'Bob', seat: 'judge' }) // and keeps the old subscription
  await until(() => inside() === 0, 'the end of the spectator’s eyes')
  await on.reveal()
  expect(views.flatMap(({ speeches }) => speeches)).toEqual([])
  await controlRoom(on.deps, on.host, on.code, { action: 'remove', userId: bob.id })
  expect(await client.emitWithAck('debate.subscribe', { debateId })).toEqual({ ok: false, error: 'forbidden' })
  expect(await client.emitWithAck('room.subscribe', { code: on.code })).toEqual({ ok: false, error: 'forbidden' })
})

test('too many messages are refused, and a flood ends the connection', async () => {
  const { server } = await opened()
  const client = await server.client(ann)
  const replies = await Promise.all(Array.from({ length: 60 }, () => client.emitWithAck('room.leave', { code: 'x' })))
  expect(replies.filter((reply) => !reply.ok && reply.error === 'too-many').length).toBeGreaterThan(10)
  expect(replies.filter((reply) => reply.ok).length).toBeGreaterThanOrEqual(40)
  for (let i = 0; i < 300; i++) client.emit('room.leave', { code: 'x' }, () => undefined)
  await until(() => !client.connected, 'the end of the flood')
})

/** Asks for a websocket by hand. @returns what is answered; its `socket` is the connection */
const shakeHands = (port: number, headers: Record<string, string>) =>
  new Promise<IncomingMessage>((answered, broken) => {
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' }
    request({
      port,
      host: '127.0.0.1',
      path: '/socket.io/?EIO=4&transport=websocket',
      headers: { ...upgrade, 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==', ...headers },
    })
      .once('upgrade', answered)
      .once('response', answered)
      .once('error', broken)
      .end()
  })

test('too many handshakes from one address are answered 429 with when to come back; other addresses are let in', async () => {
  const { server } = await opened()
  const from = (address: string) =>
    shakeHands(server.port, { 'x-forwarded-for': address, origin: 'http://evil.example', cookie: ann.id })
  for (let i = 0; i < 300; i++) expect((await from('203.0.113.9')).statusCode).toBe(400)
  const { statusCode, headers } = await from('203.0.113.9')
  expect([statusCode, Number(headers['retry-after'])]).toEqual([429, expect.closeTo(31, -2)])
  expect((await from('203.0.113.10')).statusCode).toBe(400)
  expect((await server.client(ann)).connected).toBe(true)
})

test('a client that stops reading loses pieces, then its connection; the others notice nothing', async () => {
  const { server } = await opened()
  const { socket } = await shakeHands(server.port, { cookie: ann.id })
  closers.push(async () => socket.destroy())
  socket.pause()
  socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, ...Buffer.from('40')])) // joins the namespace, and never reads again
  const quick = await server.client(bob)
  const heard = { views: 0, pieces: 0 }
  quick.on('debate.snapshot', () => void heard.views++).on('speech.delta', () => void heard.pieces++)
  await until(() => server.io.sockets.sockets.size === 2, 'both')
  const slow = [...server.io.sockets.sockets.values()].find(({ data }) => data.person.id === ann.id)
  if (!slow) throw new Error('no slow peer')
  const queued: unknown[] = []
  slow.conn.on('packetCreate', ({ data }) => void queued.push(data))

  // What the kernel takes is not ours to bound: some megabytes go before anything waits.
  const view = { text: 'x'.repeat(200_000) } as unknown as DebateView
  let told = 0
  const piece = { debateId: uuid(1), turn: 0, side: 'A', attempt: 1, offset: 0, text: 'piece' } as const
  await until(() => {
    if (!slow.conn.transport.writable) server.io.volatile.emit('speech.delta', piece)
    server.io.emit('debate.snapshot', view)
    told++
    return server.io.sockets.sockets.size === 1
  }, 'the end of the slow one')
  expect(queued.filter((data) => `${data}`.includes('piece'))).toEqual([])
  await until(() => heard.views === told, 'every view at the quick one')
  expect(heard.pieces).toBeGreaterThan(0)
  expect(quick.connected).toBe(true)
})

test('before it stops, the server asks everybody to come back later', async () => {
  const { server } = await opened()
  const client = await server.client(ann)
  const notice = new Promise<{ afterMs: number }>((resolve) => client.once('server.restart', resolve))
  await server.realtime.stop()
  expect((await notice).afterMs).toBeLessThan(5_000)
})
