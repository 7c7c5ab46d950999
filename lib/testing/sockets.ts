import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
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
  const http = createServer()
  const io: IO = new Server(http, serverOptions(undefined))
  const live = socketLive(io, false)
  const told = { ...deps, live: options.wrap ? options.wrap(live) : live }
  const who = async (cookies: string | undefined) => people.find(({ id }) => id === cookies) ?? null
  const realtime = attachRealtime(io, told, { who, process: null, ...options })
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  const { port } = http.address() as AddressInfo
  const clients: Client[] = []
  return {
    deps: told,
    io,
    realtime,
    port,
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
      await realtime.stop()
      await io.close()
    },
  }
}

/** Waits until the condition holds. @throws after 5 s */
export async function until(holds: () => boolean | Promise<boolean>, what = 'it'): Promise<void> {
  const deadline = Date.now() + 5_000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come about within 5 s`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
