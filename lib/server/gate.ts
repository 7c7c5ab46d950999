import type { IncomingMessage } from 'node:http'

/**
 * What becomes of a request before anything else reads it. Headers by which Next's own processes talk to each other, and
 * which past holes let outsiders use, are taken off; a target that is not a plain path is refused.
 *
 * @returns false if it must be refused with 400
 */
export function admit(request: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  delete request.headers['x-middleware-subrequest']
  delete request.headers['next-resume']
  return request.url !== undefined && /^\/(?!\/)/.test(request.url)
}

/** Where a request to change to another protocol goes. */
export function upgradeOf(
  { url = '' }: Pick<IncomingMessage, 'url'>,
  dev: boolean,
): 'sockets' | 'hot-reload' | 'nowhere' {
  const path = url.split('?')[0]
  if (path === '/socket.io/') return 'sockets'
  return dev && path?.startsWith('/_next/') ? 'hot-reload' : 'nowhere'
}
