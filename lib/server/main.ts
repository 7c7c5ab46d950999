import { randomUUID } from 'node:crypto'
import { createServer, type Server as HttpServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import next from 'next'
import { Server } from 'socket.io'
import { fanOut } from '#lib/adapters/socketio/live'
import { CannotStart, codeOf } from '#lib/cannotStart'
import { readEnv, type Env } from '#lib/env'
import { log } from '#lib/log'
import { attachRealtime, serverOptions, type IO } from '#lib/realtime/server'
import { openApp } from './app'
import { isSecure, secretOf } from './door'
import { admit, doorkeeper, upgradeOf } from './gate'
import { personFromCookies } from './session'

const DRAIN_MS = 15_000
/** For so long a proxy in front can hear that we are leaving, before the port closes. */
const NOTICE_MS = 2_500

/** The web process: pages, the API and sockets on one port, until a signal. */
async function serve(env: Env): Promise<void> {
  const dev = env.NODE_ENV === 'development'
  const trustProxy = env.TRUST_PROXY === 'on'
  const http = createServer()
  // Next would answer any upgrade it gets; it gets only those of its own hot reload, through a server that never listens.
  const hotReload = createServer()
  http.on('upgrade', (request, socket, head) => {
    const to = admit(request, trustProxy) ? upgradeOf(request, dev) : 'nowhere'
    if (to === 'hot-reload') hotReload.emit('upgrade', request, socket, head)
    else if (to === 'nowhere') socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  const app = await openApp(env)
  const pages = next({ dev, httpServer: hotReload, hostname: env.HOST, port: env.PORT })
  await pages.prepare()
  const handle = pages.getRequestHandler()
  const door = doorkeeper(trustProxy, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request broke')
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  http.on('request', door.serve)

  const io: IO = new Server(http, { ...serverOptions(env.PUBLIC_URL), adapter: fanOut(app.ends) })
  const known = { db: app.prisma, secret: secretOf(env), secure: isSecure(env) }
  const realtime = attachRealtime(io, app, {
    who: (cookies) => personFromCookies(cookies, known),
    process: randomUUID(),
  })
  await listening(http, env)
  log.info({ port: env.PORT, host: env.HOST }, 'web is up')

  let draining = false
  const drain = async () => {
    if (draining) process.exit(1) // asked twice
    draining = true
    setTimeout(() => process.exit(1), DRAIN_MS).unref()
    door.leave()
    if (trustProxy) await delay(NOTICE_MS)
    await realtime.stop() // sockets first: they keep the port's connections open
    await io.close() // closes http as well, once open requests have ended
    http.closeIdleConnections()
    await pages.close()
    await app.close()
    process.exit(0)
  }
  const leave = () => void drain().catch(failed)
  process.on('SIGTERM', leave).on('SIGINT', leave)
}

/** @throws CannotStart if the port cannot be had */
const listening = (http: HttpServer, { PORT, HOST }: Env) =>
  new Promise<void>((resolve, reject) => {
    http.once('error', (error) => {
      const code = codeOf(error)
      if (code === 'EADDRINUSE')
        reject(new CannotStart(`Port ${PORT} on ${HOST} is in use. Stop what uses it, or set PORT to another.`))
      else if (code === 'EACCES')
        reject(new CannotStart(`Port ${PORT} needs more rights than this user has. Set PORT to one above 1023.`))
      else if (code === 'EADDRNOTAVAIL')
        reject(new CannotStart(`${HOST} is no address of this machine. Set HOST to 127.0.0.1 or 0.0.0.0.`))
      else reject(error)
    })
    http.listen(PORT, HOST, resolve)
  })

/** An error that nobody was left to handle: the state is unknown, so the process ends. */
function failed(error: unknown): void {
  if (error instanceof CannotStart) console.error(error.message)
  else log.fatal({ err: error }, 'web cannot go on')
  process.exit(1)
}

process.on('uncaughtException', failed).on('unhandledRejection', failed)
serve(readEnv()).catch(failed)
