import type { IncomingMessage } from 'node:http'
import type { Server, ServerOptions, Socket } from 'socket.io'
import type { Audience, DebateView } from '#lib/core/debate/view'
import type { Person } from '#lib/core/people/can'
import { err, ok } from '#lib/core/result'
import type { Seat } from '#lib/core/rooms/room'
import { readCode } from '#lib/core/rooms/code'
import { roomViewFor, seatIn } from '#lib/core/rooms/view'
import { networkOf } from '#lib/http/address'
import { refusals } from '#lib/http/errors'
import type { Deps } from '#lib/ports'
import { audienceOf } from '#lib/services/audience'
import { viewDebate } from '#lib/services/debates'
import {
  asks,
  channel,
  roomChannel,
  type Ask,
  type AskName,
  type ClientToServer,
  type Reply,
  type ServerToClient,
} from './contract'
import { boundWaiting, handshakeLimit, messageLimit, originAllowed } from './limits'
import { polling, thinned } from './pace'
import { hearPresence, presence, type PresenceReport } from './presence'
import { cachedFacts } from './roomFactsCache'
import { tellViews, type Watching } from './watching'

/** Between processes: who is where, and that a room's seats may have changed. */
export type ServerToServer = { presence: (report: PresenceReport) => void; 'room.seats': (roomId: string) => void }
/** Crosses between processes, so nothing but what is needed there. */
export type SocketData = { person: Person }
export type IO = Server<ClientToServer, ServerToClient, ServerToServer, SocketData>
export type Peer = Socket<ClientToServer, ServerToClient, ServerToServer, SocketData>
type Handlers = { [N in AskName]: (ask: Ask<N>, peer: Peer) => Promise<Reply<N>> }

export type RealtimeOptions = {
  /** Who a handshake's cookies belong to. */
  who: (cookies: string | undefined) => Promise<Person | null>
  /** Names this process among the others; null where it is the only one. */
  process: string | null
  pollMs?: number
  perPerson?: number // sockets
}

/**
 * How the Server has to be made: websocket only, nothing compressed, nothing kept for recovery (reliability.md §2).
 * Handshakes are counted by the address that the gate has written; beyond the limit they are answered 429.
 */
export function serverOptions(publicUrl: string | undefined) {
  const limit = handshakeLimit()
  return {
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 16 * 1024,
    serveClient: false,
    destroyUpgrade: false, // the custom server says what becomes of other upgrades
    allowRequest(request: IncomingMessage, done: (problem: string | null, allowed: boolean) => void) {
      const { headers, socket } = request
      const counted = limit(networkOf(`${headers['x-forwarded-for'] ?? socket.remoteAddress ?? 'unknown'}`))
      // engine.io would answer 400 to anything refused; it lets a socket be on which an answer has ended.
      if (counted !== 'ok') socket.end(tooMany(counted.retryAfterSeconds))
      done(null, counted === 'ok' && originAllowed(headers.origin, headers.host, publicUrl))
    },
  } satisfies Partial<ServerOptions>
}
const tooMany = (retryAfterSeconds: number) =>
  `HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${retryAfterSeconds}\r\nConnection: close\r\n` +
  `Content-Type: text/plain\r\n\r\n${refusals['too-many'].message}`

const SEATS_TOLD_MS = 1_000
const SESSIONS_MS = 60_000

/**
 * Answers what browsers ask of the socket, and tells them what nobody has told them.
 *
 * @returns `here`, who has a room open in any process; `stop`, which asks all to come back later and ends the connections
 */
export function attachRealtime(io: IO, deps: Deps, options: RealtimeOptions) {
  const watching = new Map<Peer, Watching>()
  const others = hearPresence(io)
  const mine = presence(
    options.process === null ? null : (report) => void io.serverSideEmit('presence', report),
    options.process ?? '',
  )
  const here = (roomId: string): Set<string> => new Set([...mine.here(roomId), ...others(roomId)])
  const factsOf = cachedFacts(deps)
  const crowd = thinned(
    SEATS_TOLD_MS,
    async (roomId: string) => {
      mine.report()
      const room = await deps.rooms.byId(roomId)
      if (room) io.to(roomChannel(roomId)).emit('room.changed', { code: room.code, version: room.version })
    },
    deps.report,
  )

  const handlers: Handlers = {
    // An ask without a handler does not compile.
    async 'room.subscribe'({ code }, peer) {
      const room = await deps.rooms.byCode(readCode(code))
      if (!room) return err('not-found')
      const { person } = peer.data
      const watch = watching.get(peer)
      await peer.join(roomChannel(room.id)) // join, then read: a change in between is told twice, not never
      const facts = await factsOf(room.id)
      const seat = facts && seatIn(facts.room, facts.members, person.id)
      if (!facts || !seat || seat === 'removed' || !watch) {
        await peer.leave(roomChannel(room.id))
        return err('forbidden')
      }
      if (!watch.rooms.has(room.id)) {
        watch.rooms.set(room.id, room.code)
        // When somebody who argues comes or goes is nobody's to know (protocols.md §6).
        if (mine.come(room.id, person.id) && seat !== 'debater') crowd(room.id)
        if (seat === 'debater') watch.quiet.add(room.id)
      }
      return ok(roomViewFor(facts, { userId: person.id, seat }, here(room.id), deps.now()))
    },
    async 'room.leave'({ code }, peer) {
      const [id] = [...(watching.get(peer)?.rooms ?? [])].find(([, known]) => known === readCode(code)) ?? []
      if (id !== undefined) await leaveRoom(peer, id)
      return ok(null)
    },
    async 'debate.subscribe'({ debateId }, peer) {
      const seen = await audienceOf(deps, peer.data.person, debateId)
      if (!seen) return err('forbidden')
      await leaveDebate(peer, debateId) // a judge's belief changes the audience
      watching.get(peer)?.debates.set(debateId, { ...seen, seq: 0 })
      await peer.join(channel(debateId, seen.audience)) // join, then read
      if (!seen.audience.startsWith('judge:')) {
        // The seat may have changed since it was looked at; from here on checkSeats() finds this subscription.
        const still = await audienceOf(deps, peer.data.person, debateId)
        if (still?.audience !== seen.audience) {
          await leaveDebate(peer, debateId)
          return err('forbidden')
        }
      }
      const view = await viewDebate(deps, seen.audience, debateId, peer.data.person.id)
      if (!view) return err('not-found')
      sent(peer, view)
      return ok(view)
    },
    async 'debate.leave'({ debateId }, peer) {
      await leaveDebate(peer, debateId)
      return ok(null)
    },
    async 'speech.sync'({ debateId, turn, side, offset }, peer) {
      const seen = await audienceOf(deps, peer.data.person, debateId)
      const view = seen && (await viewDebate(deps, seen.audience, debateId, peer.data.person.id))
      if (!view) return err('forbidden')
      const ahead = view.live.filter(
        (piece) => piece.turn === turn && piece.side === side && piece.text.length > offset,
      )
      return ok(ahead.map((piece) => ({ ...piece, offset, text: piece.text.slice(offset) })))
    },
  }

  const sent = (peer: Peer, view: Pick<DebateView, 'id' | 'seq'>) => {
    const known = watching.get(peer)?.debates.get(view.id)
    if (known) known.seq = Math.max(known.seq, view.seq)
  }
  const leaveDebate = async (peer: Peer, debateId: string) => {
    const known = watching.get(peer)?.debates.get(debateId)
    watching.get(peer)?.debates.delete(debateId)
    if (known) await peer.leave(channel(debateId, known.audience))
  }
  const leaveRoom = async (peer: Peer, roomId: string) => {
    if (!watching.get(peer)?.rooms.delete(roomId)) return
    await peer.leave(roomChannel(roomId))
    if (mine.go(roomId, peer.data.person.id) && !watching.get(peer)?.quiet.has(roomId)) crowd(roomId)
  }

  /** Takes sockets out of channels that their person's seat no longer opens: nobody watches on with older eyes. */
  async function checkSeats(roomId: string) {
    const room = await deps.rooms.byId(roomId)
    const members = room ? await deps.rooms.members(roomId) : []
    for (const [peer, { debates, rooms }] of watching) {
      const seat = room && seatIn(room, members, peer.data.person.id)
      const kind = seat === 'removed' ? null : seat
      for (const [debateId, known] of debates) {
        const belongs = known.roomId === roomId || (known.roomId === null && room?.debateId === debateId && seat)
        if (belongs && !opens(kind, known.audience)) await leaveDebate(peer, debateId)
      }
      if (rooms.has(roomId) && kind === null) {
        peer.emit('room.changed', { code: rooms.get(roomId) ?? '', version: room?.version ?? 0 })
        await leaveRoom(peer, roomId)
      }
    }
  }
  io.on('room.seats', (roomId) => void checkSeats(roomId).catch(deps.report))

  io.use((peer, next) => {
    options.who(peer.request.headers.cookie).then(
      (person) => {
        if (!person) return next(new Error('signed-out'))
        peer.data.person = { id: person.id, role: person.role, name: person.name }
        next()
      },
      (error: unknown) => {
        deps.report(error)
        next(new Error('internal'))
      },
    )
  })
  io.on('connection', (peer) => {
    const { id } = peer.data.person
    const tabs = [...watching.keys()].filter((one) => one.data.person.id === id).length
    if (tabs >= (options.perPerson ?? 10)) return void peer.disconnect(true)
    boundWaiting(peer.conn, peer.request.socket)
    watching.set(peer, { debates: new Map(), rooms: new Map(), quiet: new Set() })
    peer.on('disconnect', () => {
      const watch = watching.get(peer)
      for (const roomId of watch?.rooms.keys() ?? [])
        if (mine.go(roomId, id) && !watch?.quiet.has(roomId)) crowd(roomId)
      watching.delete(peer)
    })
    peer.onAnyOutgoing((event: string, view: DebateView) => {
      if (event === 'debate.snapshot') sent(peer, view)
    })
    const limit = messageLimit()
    peer.use((packet, next) => {
      const verdict = limit()
      if (verdict === 'ok') return next()
      const reply: unknown = packet.at(-1)
      if (verdict === 'end') peer.disconnect(true)
      else if (typeof reply === 'function') reply(err('too-many'))
    })
    for (const name of askNames) listen(peer, name, handlers, deps.report)
  })

  const poll = polling(options.pollMs ?? 1_000, deps.report, async () => {
    await tellViews(deps, watching)
    const roomIds = [...watching.values()].flatMap(({ rooms, debates }) => [
      ...rooms.keys(),
      ...[...debates.values()].flatMap(({ roomId }) => roomId ?? []),
    ])
    await tellRooms([...new Set(roomIds)])
  })
  const sessions = polling(SESSIONS_MS, deps.report, async () => {
    for (const peer of [...watching.keys()]) {
      const person = await options.who(peer.request.headers.cookie)
      if (person?.id !== peer.data.person.id) peer.disconnect(true)
      else peer.data.person = { id: person.id, role: person.role, name: person.name }
    }
  })
  const stamps = new Map<string, string>()
  /** A room whose stamp is not the one last told here has changed without anybody saying so. */
  async function tellRooms(roomIds: string[]) {
    for (const [roomId, { code, version, stamp }] of await deps.rooms.stamps(roomIds)) {
      const before = stamps.get(roomId)
      stamps.set(roomId, stamp)
      if (before === stamp) continue
      // Seen for the first time, nobody knows what it was when its watchers came.
      if (before !== undefined) io.local.to(roomChannel(roomId)).emit('room.changed', { code, version })
      await checkSeats(roomId)
    }
    for (const roomId of stamps.keys()) if (!roomIds.includes(roomId)) stamps.delete(roomId)
  }

  return {
    here,
    async stop(): Promise<void> {
      for (const peer of watching.keys()) peer.emit('server.restart', { afterMs: Math.floor(Math.random() * 5_000) })
      mine.stop()
      await Promise.all([poll.stop(), sessions.stop()])
      io.local.disconnectSockets(true)
    },
  }
}

/** Whether a seat is one from which that audience looks; who has a debater's seat but does not argue this time watches. */
const opens = (seat: Seat | null | undefined, audience: Audience): boolean => {
  const eyes = audience.split(':')[0]
  return seat === 'debater' ? eyes === 'side' || eyes === 'spectator' : eyes === seat
}

const askNames = Object.keys(asks).filter((name): name is AskName => name in asks)

/** Listens for one ask: parses the input, always replies, and never lets a throw reach the process. */
function listen<N extends AskName>(peer: Peer, name: N, handlers: Handlers, report: (error: unknown) => void) {
  // The wire is untyped until parsed, so the listener is registered on the plain Socket.
  ;(peer as Socket).on(name as string, async (input: unknown, reply: unknown) => {
    if (typeof reply !== 'function') return
    const parsed = asks[name].safeParse(input)
    if (!parsed.success) return reply(err('invalid'))
    try {
      reply(await handlers[name](parsed.data as Ask<N>, peer))
    } catch (error) {
      report(error)
      reply(err('internal'))
    }
  })
}
