import type { IncomingMessage } from 'node:http'
import type { Server, ServerOptions, Socket } from 'socket.io'
import { replay } from '#lib/core/debate/debate'
import type { Audience, DebateView } from '#lib/core/debate/view'
import type { Person } from '#lib/core/people/can'
import { err, ok } from '#lib/core/result'
import { readCode } from '#lib/core/rooms/code'
import { roomViewFor, seatIn, type RoomFacts } from '#lib/core/rooms/view'
import type { Deps } from '#lib/ports'
import { audienceOf } from '#lib/services/audience'
import { viewDebate, viewOf } from '#lib/services/debates'
import { roomFacts } from '#lib/services/roomFacts'
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
import { messageLimit, originAllowed } from './limits'
import { hearPresence, presence, type PresenceReport } from './presence'

/** Between processes: who is where, and that a room's seats may have changed. */
export type ServerToServer = { presence: (report: PresenceReport) => void; 'room.seats': (roomId: string) => void }
/** Crosses between processes, so nothing but what is needed there. */
export type SocketData = { person: Person }
export type IO = Server<ClientToServer, ServerToClient, ServerToServer, SocketData>
type Peer = Socket<ClientToServer, ServerToClient, ServerToServer, SocketData>
type Handlers = { [N in AskName]: (ask: Ask<N>, peer: Peer) => Promise<Reply<N>> }

/** What this process knows of one socket: never sent anywhere. */
type Watching = {
  debates: Map<string, { audience: Audience; roomId: string | null; seq: number }> // seq: the newest it was sent
  rooms: Map<string, string> // id -> code
}

export type RealtimeOptions = {
  /** Who a handshake's cookies belong to. */
  who: (cookies: string | undefined) => Promise<Person | null>
  /** Names this process among the others; null where it is the only one. */
  process: string | null
  pollMs?: number
  perPerson?: number // sockets
}

/** How the Server has to be made: websocket only, nothing compressed, nothing kept for recovery (reliability.md §2). */
export const serverOptions = (publicUrl: string | undefined) =>
  ({
    transports: ['websocket'],
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 16 * 1024,
    serveClient: false,
    destroyUpgrade: false, // the custom server says what becomes of other upgrades
    allowRequest: (request: IncomingMessage, done: (problem: string | null, allowed: boolean) => void) =>
      done(null, originAllowed(request.headers.origin, request.headers.host, publicUrl)),
  }) satisfies Partial<ServerOptions>

const SEATS_TOLD_MS = 1_000
const FACTS_MS = 2_000 // a verdict becomes final without a write, so facts grow old even if their stamp does not

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
    // an ask without a handler does not compile
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
        if (mine.come(room.id, person.id)) crowd(room.id)
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
    if (mine.go(roomId, peer.data.person.id)) crowd(roomId)
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
        if (belongs && known.audience.split(':')[0] !== kind) await leaveDebate(peer, debateId)
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
    watching.set(peer, { debates: new Map(), rooms: new Map() })
    peer.on('disconnect', () => {
      for (const roomId of watching.get(peer)?.rooms.keys() ?? []) if (mine.go(roomId, id)) crowd(roomId)
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
  const stamps = new Map<string, string>()
  /** A room whose stamp is not the one last told here has changed without anybody saying so. */
  async function tellRooms(roomIds: string[]) {
    for (const [roomId, { code, version, stamp }] of await deps.rooms.stamps(roomIds)) {
      const before = stamps.get(roomId)
      stamps.set(roomId, stamp)
      if (before === undefined || before === stamp) continue
      io.local.to(roomChannel(roomId)).emit('room.changed', { code, version })
      await checkSeats(roomId)
    }
    for (const roomId of stamps.keys()) if (!roomIds.includes(roomId)) stamps.delete(roomId)
  }

  return {
    here,
    async stop(): Promise<void> {
      for (const peer of watching.keys()) peer.emit('server.restart', { afterMs: Math.floor(Math.random() * 5_000) })
      mine.stop()
      await poll.stop()
      io.local.disconnectSockets(true)
    },
  }
}

/** A view that was committed but never told: sent to those who have an older one, built once per audience. */
async function tellViews(deps: Deps, watching: ReadonlyMap<Peer, Watching>) {
  const ids = new Set([...watching.values()].flatMap(({ debates }) => [...debates.keys()]))
  for (const [debateId, seq] of await deps.rooms.seqs([...ids])) {
    const behind = [...watching].flatMap(([peer, { debates }]) => {
      const known = debates.get(debateId)
      return known && known.seq < seq ? [{ peer, audience: known.audience }] : []
    })
    const debate = behind.length > 0 ? replay(await deps.debates.read(debateId)) : null
    if (!debate) continue
    for (const audience of new Set(behind.map((one) => one.audience))) {
      const view = await viewOf(deps, audience, debate)
      for (const one of behind)
        if (one.audience === audience && one.peer.rooms.has(channel(debateId, audience)))
          one.peer.emit('debate.snapshot', view)
    }
  }
}

/** A room's facts, read once for all who ask about the same state of it. */
function cachedFacts(deps: Deps) {
  const cache = new Map<string, { key: string; at: number; facts: Promise<RoomFacts | null> }>()
  return async (roomId: string): Promise<RoomFacts | null> => {
    const key = (await deps.rooms.stamps([roomId])).get(roomId)?.stamp ?? ''
    const kept = cache.get(roomId)
    if (kept?.key === key && Date.now() - kept.at < FACTS_MS) return kept.facts
    for (const [id, { at }] of cache) if (Date.now() - at >= FACTS_MS) cache.delete(id)
    const facts = deps.rooms.byId(roomId).then((room) => room && roomFacts(deps, room))
    cache.set(roomId, { key, at: Date.now(), facts })
    facts.catch(() => cache.delete(roomId))
    return facts
  }
}

/** Runs `work` for a key at most once per `everyMs`, the last call never lost. */
function thinned(everyMs: number, work: (key: string) => Promise<void>, report: (error: unknown) => void) {
  const waiting = new Map<string, boolean>() // key -> whether it was asked for again meanwhile
  const go = (key: string) => {
    waiting.set(key, false)
    work(key).catch(report)
    setTimeout(() => {
      const again = waiting.get(key)
      waiting.delete(key)
      if (again) go(key)
    }, everyMs).unref()
  }
  return (key: string) => (waiting.has(key) ? void waiting.set(key, true) : go(key))
}

/** Runs `work` again and again, never twice at once. */
function polling(everyMs: number, report: (error: unknown) => void, work: () => Promise<void>) {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= work()
      .catch(report)
      .finally(() => void (running = null))
  }, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
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
