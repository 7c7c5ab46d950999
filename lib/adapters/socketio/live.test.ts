import { spawn, spawnSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { io as connect } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '#lib/adapters/postgres/testDatabase'
import type { Person } from '#lib/core/people/can'
import { attachRealtime, serverOptions, type IO } from '#lib/realtime/server'
import { sharedEnds } from '#lib/server/fanOut'
import { viewDebate } from '#lib/services/debates'
import type { Client } from '#lib/testing/sockets'
import { until } from '#lib/testing/sockets'
import { person, stage } from '#lib/testing/stage'
import pg from 'pg'
import { freePort } from '#lib/server/addresses'
import { connectRedis, fanOut, socketLive } from './live'

let database: TestDatabase
const closers: (() => unknown)[] = []
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  for (const close of closers.reverse()) await close()
  await database.drop()
})
const onError = (error: unknown) => {
  throw error
}

/** A Redis of this test's own, which keeps nothing. @returns its address */
async function startRedis(): Promise<string> {
  const port = await freePort(0, '127.0.0.1')
  const server = spawn('redis-server', ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'])
  closers.push(() => server.kill())
  await new Promise<void>((up, broken) => {
    server.stdout.on('data', (said: Buffer) => said.includes('Ready to accept connections') && up())
    server.once('error', broken).once('exit', () => broken(new Error('Redis ended')))
  })
  return `redis://127.0.0.1:${port}`
}
const buses = ['PostgreSQL', ...(spawnSync('redis-server', ['--version']).error ? [] : ['Redis'])]

test.each(buses)(
  'over %s, an io that never listens reaches other processes’ sockets, of one audience only; and all know who is here',
  async (bus) => {
    const redisUrl = bus === 'Redis' ? await startRedis() : undefined
    const [ann, bob] = [person(1, 'guest', 'Ann'), person(2, 'guest', 'Bob')]
    const on = await stage()
    await on.join(ann, 'judge')
    await on.join(bob, 'spectator')
    await on.control({ action: 'start', from: 0 })
    const debateId = await on.debateId()
    const room = await on.room()

    // Two web processes with a pool each, and a worker.
    const web = async (name: string, who: Person) => {
      // Beside Redis nothing may go over PostgreSQL, so there is none at this address.
      const connectionString = redisUrl ? 'postgresql://127.0.0.1:1/none' : database.url
      const pool = new pg.Pool({ connectionString, max: 3 })
      const redis = redisUrl === undefined ? null : await connectRedis(redisUrl, onError)
      const http = createServer()
      const io: IO = new Server(http, { ...serverOptions(undefined), adapter: fanOut({ pool, redis, onError }) })
      const realtime = attachRealtime(io, on.deps, { who: async () => who, process: name, pollMs: 60_000 })
      await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
      const client: Client = connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, {
        transports: ['websocket'],
      })
      closers.push(
        () => pool.end(),
        () => redis?.close(),
        () => io.close(),
        () => realtime.stop(),
        () => client.close(),
      )
      await new Promise<void>((up) => client.once('connect', up))
      const heard: string[] = []
      client.on('debate.snapshot', (view) => void heard.push(`view ${view.question.length}`))
      client.on('speech.delta', (delta) => void heard.push(`delta ${delta.text}`))
      client.on('room.changed', ({ version }) => void heard.push(`room ${version}`))
      expect(await client.emitWithAck('debate.subscribe', { debateId })).toMatchObject({ ok: true })
      return { client, realtime, heard }
    }
    const one = await web('one', ann)
    const two = await web('two', bob)
    const shared = await sharedEnds(database.url, redisUrl, onError)
    closers.push(() => shared.close())
    const live = socketLive(shared.emitter)
    const view = await viewDebate(on.deps, 'judge:0', debateId, 'nobody')
    if (!view) throw new Error('no view')
    const { own: _, ...plain } = view
    const say = (text: string, readers: Parameters<typeof live.delta>[0]) =>
      live.delta(readers, { debateId, turn: 0, side: 'A', attempt: 1, offset: 0, text })

    // Nobody says when an adapter has begun to listen; what is told before is lost, as always.
    await until(() => {
      say('hello', ['judge:0', 'spectator'])
      return one.heard.includes('delta hello') && two.heard.includes('delta hello')
    }, 'the fan-out')
    live.view('judge:0', { ...plain, question: 'x'.repeat(20_000) }) // above what a NOTIFY takes
    say('nobody', [])
    await until(() => one.heard.includes('view 20000'), 'the large view')
    // Pieces are volatile: one that finds its socket busy is lost, and the client asks for the gap.
    await until(() => {
      say('last', ['judge:0', 'spectator'])
      return two.heard.includes('delta last') && one.heard.includes('delta last')
    }, 'the last piece')
    expect([...new Set(two.heard)]).toEqual(['delta hello', 'delta last'])
    expect(one.heard).not.toContain('delta nobody')

    await one.client.emitWithAck('room.subscribe', { code: on.code })
    await two.client.emitWithAck('room.subscribe', { code: on.code })
    const both = [ann.id, bob.id].sort().join()
    const all = (here: ReadonlySet<string>) => [...here].sort().join() === both
    await until(
      () => all(one.realtime.here(room.id)) && all(two.realtime.here(room.id)) && all(shared.here(room.id)),
      'who is here',
    )
    live.room(room, 77)
    await until(() => one.heard.includes('room 77') && two.heard.includes('room 77'), 'the news of the room')
    two.client.close()
    await until(() => one.realtime.here(room.id).size === 1 && shared.here(room.id).size === 1, 'Bob’s leaving')
  },
)
