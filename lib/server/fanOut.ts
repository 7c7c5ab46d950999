import { once } from 'node:events'
import pg from 'pg'
import { connectRedis, emitter, type Ends } from '#lib/adapters/socketio/live'
import { hearPresence } from '#lib/realtime/presence'
import type { IO } from '#lib/realtime/server'

type Shared = Ends & {
  emitter: IO
  here: (roomId: string) => Set<string>
  users: number
  closing: boolean // what breaks from then on is nobody's news
  joined: Promise<unknown> // the adapter hears the others
}

declare global {
  var arenaShared: Map<string, Promise<Shared>> | undefined
}

const CONNECTIONS = 20
const CLOSING_MS = 2_000

const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms).unref())

/**
 * The connections of this process to its database and to the other processes.
 *
 * One per process and database, on globalThis: a module that the custom server, a route handler and a page import exists
 * three times over. Every caller closes what it got; the last one closes the connections.
 */
export async function sharedEnds(
  url: string,
  redisUrl: string | undefined,
  onError: (error: unknown) => void,
): Promise<Shared & { close(): Promise<void> }> {
  const all = (globalThis.arenaShared ??= new Map<string, Promise<Shared>>())
  const key = `${url} ${redisUrl ?? ''}`
  const opening = all.get(key) ?? open(url, redisUrl, onError)
  all.set(key, opening)
  const shared = await opening.catch((error: unknown) => {
    all.delete(key)
    throw error
  })
  shared.users++
  let left = false
  return {
    ...shared,
    async close() {
      if (left) return
      left = true
      if (--shared.users > 0) return
      all.delete(key)
      shared.closing = true
      // The adapter gives back only a connection that it has got and set up: one that is on its way is waited for.
      await Promise.race([shared.joined, pause(CLOSING_MS)])
      await shared.emitter.of('/').adapter.close()
      await shared.redis?.close()
      await Promise.race([shared.pool.end(), pause(CLOSING_MS)]) // what still holds a connection ends with the process
    },
  }
}

async function open(url: string, redisUrl: string | undefined, onError: (error: unknown) => void): Promise<Shared> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
  })
  const shared = { closing: false }
  const report = (error: unknown) => {
    if (!shared.closing) onError(error)
  }
  pool.on('error', report)
  // A connection that is checked out for good, as the adapter's is, has nobody else to hear that the server went away.
  pool.on('connect', (client) => void client.on('error', report))
  // The adapter asks for the first connection and listens on it: once another one has answered after that, so has it.
  const joined = redisUrl ? Promise.resolve() : once(pool, 'acquire').then(() => pool.query('SELECT 1'))
  joined.catch(() => undefined) // no database: whoever uses it hears of it
  const redis = redisUrl ? await connectRedis(redisUrl, report) : null
  const ends: Ends = { pool, redis, onError: report }
  const io = emitter(ends)
  return Object.assign(shared, {
    ...ends,
    emitter: io,
    here: hearPresence(io),
    users: 0,
    joined,
  })
}
