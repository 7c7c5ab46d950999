import { err, ok, type Result } from '#lib/core/result'

/** Why an address may not be called; each as the sentence an administrator reads. */
export const urlRefusals = {
  'not-a-web-address': 'The base URL must be a web address that begins with https:// or http://.',
  'url-with-secrets':
    'The base URL must not hold a user name, a password, a query or a fragment; the key has a field of its own.',
  'http-to-the-internet':
    'Plain http is for model servers on this machine or in the local network; anywhere else the base URL must begin with https://.',
  'metadata-address': 'This address belongs to the machine’s own network services and is never called.',
} as const
export type UrlRefusal = keyof typeof urlRefusals

/**
 * The base URL of an endpoint as it is kept: without the slash at its end.
 *
 * Link-local addresses are refused altogether, since cloud machines hand out their credentials there. Only what is
 * written is judged; what a host name resolves to is the business of whoever runs its DNS, and only administrators name hosts.
 */
export function endpointUrl(given: string): Result<string, UrlRefusal> {
  const url = URL.canParse(given.trim()) ? new URL(given.trim()) : null
  if (!url || !['http:', 'https:'].includes(url.protocol)) return err('not-a-web-address')
  if (url.username || url.password || url.search || url.hash) return err('url-with-secrets')
  if (isLinkLocal(url.hostname)) return err('metadata-address')
  if (url.protocol === 'http:' && !isLocal(url.hostname)) return err('http-to-the-internet')
  return ok(`${url.origin}${url.pathname.replace(/\/+$/, '')}`)
}

/** Whether two endpoints are one server, so that a key given for one may be sent to the other. */
export const sameServer = (one: string, another: string): boolean => new URL(one).origin === new URL(another).origin

// WHATWG URLs write every IPv4 address as four decimals and every IPv6 address in its short form.
const isAddress = (host: string) => /^(\[.*\]|\d+\.\d+\.\d+\.\d+)$/.test(host)

const isLinkLocal = (host: string) =>
  isAddress(host)
    ? /^(169\.254\.|0\.|\[fe[89ab]|\[::ffff:a9fe:|\[::\]|\[fd00:ec2::254\])/.test(host)
    : /^metadata(\.google\.internal)?\.?$/.test(host)

const isLocal = (host: string) =>
  isAddress(host)
    ? /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|\[f[cd])/.test(host)
    : /^([^.]+|.+\.(localhost|local|lan|internal|home\.arpa))\.?$/.test(host)
