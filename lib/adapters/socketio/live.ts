import { createAdapter as postgres } from '@socket.io/postgres-adapter'
import { createAdapter as redisStreams } from '@socket.io/redis-streams-adapter'
import type { Pool } from 'pg'
import { createClient } from 'redis'
import { Server } from 'socket.io'
import type { Live } from '#lib/ports'
import { channel, roomChannel } from '#lib/realtime/contract'
import type { IO } from '#lib/realtime/server'

const redisAt = (url: string) => createClient({ url })
export type RedisConnection = ReturnType<typeof redisAt>
export type Ends = { pool: Pool; redis: RedisConnection | null; onError: (error: unknown) => void }

/** A connection to Redis that reports its faults and goes on trying. @throws if the first try fails */
export async function connectRedis(url: string, onError: (error: unknown) => void): Promise<RedisConnection> {
  const client = redisAt(url)
  client.on('error', onError)
  await client.connect()
  return client
}

/** What joins the processes: Redis streams where there is a Redis, PostgreSQL otherwise. */
export const fanOut = ({ pool, redis, onError }: Ends) =>
  redis ? redisStreams(redis) : postgres(pool, { errorHandler: onError })

/** An io that never listens: how a worker or a route handler reaches the sockets of other processes. It holds a connection. */
export const emitter = (ends: Ends): IO => new Server({ adapter: fanOut(ends) })

/** @param spread whether there are other processes, which hear that a room's seats may have changed */
export const socketLive = (io: Pick<IO, 'to' | 'serverSideEmit'>, spread = true): Live => ({
  view: (audience, view) => void io.to(channel(view.id, audience)).emit('debate.snapshot', view),
  delta(readers, delta) {
    if (readers.length === 0) return // io.to([]) would reach everyone
    io.to(readers.map((audience) => channel(delta.debateId, audience))).volatile.emit('speech.delta', delta)
  },
  room(room, version) {
    io.to(roomChannel(room.id)).emit('room.changed', { code: room.code, version })
    if (spread) io.serverSideEmit('room.seats', room.id)
  },
})
