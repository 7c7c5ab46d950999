import type { IncomingMessage, RequestListener } from 'node:http'
import { isIP } from 'node:net'
import { readyReply } from './readiness'

/** The part of a request that the gate looks at. */
export type Asking = Pick<IncomingMessage, 'url' | 'headers'> & {
  socket: Pick<IncomingMessage['socket'], 'remoteAddress'>
}

/**
 * What becomes of a request before anything else reads it. Headers by which Next's own processes talk to each other, and
 * which past holes let outsiders use, are taken off; so is all that a request says of where it came from, unless a proxy
 * has said it. A target that is not a plain path is refused.
 *
 * @param trustProxy whether a proxy in front writes these headers; of a list it has written the last value
 * @returns false if it must be refused with 400
 */
export function admit({ url, headers, socket }: Asking, trustProxy: boolean): boolean {
  delete headers['x-middleware-subrequest']
  delete headers['next-resume']
  const [by, host, proto] = ['for', 'host', 'proto'].map((name) =>
    trustProxy ? last(headers[`x-forwarded-${name}`]) : '',
  )
  for (const name of Object.keys(headers)) if (/^(x-)?forwarded(-|$)/.test(name)) delete headers[name]
  const address = [withoutPort(by), socket.remoteAddress].find((one) => one && isIP(one))
  if (address) headers['x-forwarded-for'] = address // Next would write the same, but not for upgrades
  if (host) headers['x-forwarded-host'] = host
  if (proto === 'http' || proto === 'https') headers['x-forwarded-proto'] = proto
  return url !== undefined && /^\/(?!\/)/.test(url)
}

const last = (value: string | string[] | undefined) => [value].flat().join(',').split(',').at(-1)?.trim()
/** Some proxies write the port as well. */
const withoutPort = (hop = '') => hop.replace(/^\[(.+)\](:\d+)?$|^([\d.]+):\d+$/, '$1$3')

/** Where a request to change to another protocol goes. */
export function upgradeOf(
  { url = '' }: Pick<IncomingMessage, 'url'>,
  dev: boolean,
): 'sockets' | 'hot-reload' | 'nowhere' {
  const path = url.split('?')[0]
  if (path === '/socket.io/') return 'sockets'
  return dev && path?.startsWith('/_next/') ? 'hot-reload' : 'nowhere'
}

/**
 * The first to see every request: what is not admitted gets no further. From `leave` on it says that nothing more should
 * be sent here, while what is sent all the same is answered as ever.
 *
 * @param handle never throws
 */
export function doorkeeper(
  trustProxy: boolean,
  handle: RequestListener,
): { serve: RequestListener; leave: () => void } {
  let leaving = false
  return {
    serve(request, response) {
      if (!admit(request, trustProxy)) return void response.writeHead(400, { connection: 'close' }).end()
      if (!leaving || request.url?.split('?')[0] !== '/api/health/ready') return handle(request, response)
      const { status, headers, body } = readyReply('This process is stopping.')
      response.writeHead(status, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(body))
    },
    leave: () => void (leaving = true),
  }
}
