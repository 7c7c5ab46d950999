import { createServer } from 'node:http'
import type { AddressInfo, Socket as NetSocket } from 'node:net'
import { Server } from 'socket.io'
import { io as connect, type Socket } from 'socket.io-client'
import { socketLive } from '#lib/adapters/socketio/live'
import type { Person } from '#lib/core/people/can'
import type { Deps, Live } from '#lib/ports'
import type { ClientToServer, ServerToClient } from '#lib/realtime/contract'
import { attachRealtime, serverOptions, type IO, type RealtimeOptions } from '#lib/realtime/server'

export type Client = Socket<ServerToClient, ClientToServer>

/**
 * A real server on a free port of 127.0.0.1 with real clients. The cookie of a client is the person's id.
 *
 * @param wrap puts something between the services and the sockets
 */
export async function socketServer<D extends Deps>(
  deps: D,
  people: readonly Person[],
  options: Partial<RealtimeOptions> & { wrap?: (live: Live) => Live } = {},
) {
  // What is told while no server is up reaches nobody.
  const live: Live = {
    view: (...told) => socketLive(up.io, false).view(...told),
    delta: (...told) => socketLive(up.io, false).delta(...told),
    room: (...told) => socketLive(up.io, false).room(...told),
  }
  const told = { ...deps, live: options.wrap ? options.wrap(live) : live }
  const who = async (cookies: string | undefined) => people.find(({ id }) => id === cookies) ?? null
  const start = (port: number) => listening(port, (io) => attachRealtime(io, told, { who, process: null, ...options }))
  let up = await start(0)
  const { port } = up
  const clients: Client[] = []
  return {
    deps: told,
    get io() {
      return up.io
    },
    get realtime() {
      return up.realtime
    },
    port,
    /**
     * Ends the server and starts another on the same port, as a restart of the web process does.
     *
     * @param how 'killed': every connection breaks off, without a word; 'stopped': all are told to come back later
     * @param downMs for so long nobody answers at the port
     */
    async restart(how: 'killed' | 'stopped', downMs: number): Promise<void> {
      if (how === 'killed') up.cut()
      await up.realtime.stop()
      await up.io.close()
      await new Promise((over) => setTimeout(over, downMs))
      up = await start(port)
    },
    /** A client that has connected, or was refused. */
    async client(person: { id: string } | null, headers: Record<string, string> = {}): Promise<Client> {
      const client: Client = connect(`http://127.0.0.1:${port}`, {
        transports: ['websocket'],
        extraHeaders: { ...(person && { cookie: person.id }), ...headers },
        forceNew: true,
        reconnectionDelay: 20,
        reconnectionDelayMax: 50,
      })
      clients.push(client)
      await new Promise<void>((settled) => client.once('connect', settled).once('connect_error', () => settled()))
      return client
    },
    async close() {
      for (const client of clients) client.close()
      await up.realtime.stop()
      await up.io.close()
    },
  }
}

async function listening(wanted: number, attach: (io: IO) => ReturnType<typeof attachRealtime>) {
  const http = createServer()
  const open = new Set<NetSocket>()
  http.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  const io: IO = new Server(http, serverOptions(undefined))
  const realtime = attach(io)
  await new Promise<void>((ready, broken) => {
    http.once('error', broken).listen(wanted, '127.0.0.1', ready)
  })
  const { port } = http.address() as AddressInfo
  return { io, realtime, port, cut: () => open.forEach((socket) => socket.destroy()) }
}

/** Waits until the condition holds. @throws after 5 s */
export async function until(holds: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  const deadline = Date.now() + 5_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come about within 5 s`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
